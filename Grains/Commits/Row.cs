using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Grains.Text;

namespace Grains.Commits;

/// <summary>
/// A relational row for lists, searches and long histories. A row is a sealed record: its constructor's parameters are its columns, in
/// order, the first ones its key, and the first of all is the key of the grain that owns it. Only that grain writes it.
/// </summary>
public abstract record Row;

/// <summary>Names the table and says how many of the leading columns are the key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RowAttribute(string table, int key) : Attribute
{
    public string Table { get; } = table;

    public int Key { get; } = key;
}

/// <summary>What a store needs to know of a kind of row, read once from its record.</summary>
public sealed class RowTable
{
    private static readonly ConcurrentDictionary<Type, RowTable> Known = new();
    private readonly Func<Row, object?>[] _read;

    private RowTable(Type type)
    {
        var named = type.GetCustomAttribute<RowAttribute>() ?? throw new InvalidOperationException($"{type} has no [Row].");
        var columns = type.GetConstructors()[0].GetParameters();
        Name = named.Table;
        KeyCount = named.Key;
        Columns = [.. columns.Select(c => Snake(c.Name!))];
        Types = [.. columns.Select(c => Nullable.GetUnderlyingType(c.ParameterType) ?? c.ParameterType)];
        _read = [.. columns.Select(c => Reader(type.GetProperty(c.Name!)!))];
    }

    public string Name { get; }

    public int KeyCount { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<Type> Types { get; }

    public static RowTable For(Type row) => Known.GetOrAdd(row, static type => new RowTable(type));

    /// <summary>The row's values in the order of <see cref="Columns"/>, in the few types both databases share.</summary>
    public object?[] Values(Row row) => [.. _read.Select(read => read(row))];

    /// <summary>The first column: the key of the only grain that may write the row.</summary>
    public string? Owner(Row row) => _read[0](row) as string;

    /// <summary>Instants become milliseconds since 1970, enums and booleans numbers; text holds whole characters.</summary>
    public static object? Plain(object? value) => value switch
    {
        null or long or double or byte[] => value,
        string text => text.Whole(),
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        bool yes => yes ? 1L : 0L,
        Enum or int or short => Convert.ToInt64(value, null),
        _ => throw new InvalidOperationException($"A row cannot hold a {value.GetType()}."),
    };

    private static Func<Row, object?> Reader(PropertyInfo property) => row => Plain(property.GetValue(row));

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }
}
