using Dapper;
using Grains.Access;
using Grains.Commits;

namespace Grains.Reads;

/// <summary>
/// Something a page asks of the store: SQL of one statement or more, and what becomes of its rows. Run alone, or with others in one <see
/// cref="StatementBatch"/>.
/// </summary>
/// <param name="Parameters">Beside those of the scope; in a batch a name stands for one value.</param>
internal sealed record Statement<T>(Scope Scope, string Sql, Func<SqlMapper.GridReader, Task<T>> Read,
    params IReadOnlyList<(string Name, object? Value)> Parameters)
{
    public async Task<T> Alone(IStateStore store, CancellationToken cancel)
    {
        var batch = new StatementBatch(Scope);
        var answer = batch.Add(this);
        await batch.Run(store, cancel);
        return answer.Value;
    }
}

internal static class Statement
{
    public static Statement<IReadOnlyList<T>> Rows<T>(Scope scope, string sql, params IReadOnlyList<(string Name, object? Value)> parameters) =>
        new(scope, sql, async found => [.. await found.ReadAsync<T>()], parameters);

    /// <summary>The first row, or null.</summary>
    public static Statement<T?> First<T>(Scope scope, string sql, params IReadOnlyList<(string Name, object? Value)> parameters) =>
        new(scope, sql, found => found.ReadFirstOrDefaultAsync<T?>(), parameters);
}

/// <summary>Statements of one page for one caller, sent together: one connection, one round trip.</summary>
internal sealed class StatementBatch(Scope scope)
{
    private readonly List<string> _statements = [];
    private readonly List<Func<SqlMapper.GridReader, Task>> _readers = [];
    private readonly Dictionary<string, object?> _parameters = scope.Parameters();

    /// <summary>What the statement answers, once the batch has run.</summary>
    public Answer<T> Add<T>(Statement<T> statement)
    {
        if (!ReferenceEquals(statement.Scope, scope))
            throw new InvalidOperationException("A batch reads for one caller.");
        foreach (var (name, value) in statement.Parameters)
        {
            if (!_parameters.TryAdd(name, value) && !Equals(_parameters[name], value))
                throw new InvalidOperationException($"Two statements of a batch mean different things by @{name}.");
        }
        var answer = new Answer<T>();
        _statements.Add(statement.Sql);
        _readers.Add(async found => answer.Value = await statement.Read(found));
        return answer;
    }

    public async Task Run(IStateStore store, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, scope.Gone);
        await using var reading = await store.OpenRead(either.Token);
        await using var found =
            await reading.QueryMultipleAsync(new CommandDefinition(string.Join(";\n", _statements), _parameters, cancellationToken: either.Token));
        foreach (var read in _readers)
            await read(found);
    }
}

internal sealed class Answer<T>
{
    public T Value { get; set; } = default!;
}
