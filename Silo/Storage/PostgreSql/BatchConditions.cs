using Grains.Commits;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// The conditions of a drain in its look. One statement locks the grains whose rows make them true; the next ones, each on a snapshot of its
/// own, find what makes them true now, and only what a locked grain owns counts. A grain that takes a right away is written under a lock
/// that conflicts: it has ended before the look, or it waits for the drain's end.
/// </summary>
internal sealed class BatchConditions
{
    private readonly List<Asked> _asked = [];
    private readonly Dictionary<Rule, Asked> _byRule = [];

    public BatchConditions(IEnumerable<PostgreSqlCommit> drain)
    {
        foreach (var one in drain.SelectMany(c => c.Unit.Condition.All))
        {
            if (!_byRule.TryGetValue(one.Rule, out var asked))
                _asked.Add(_byRule[one.Rule] = asked = new Asked(one.Rule));
            asked.Add(one);
        }
    }

    public bool IsEmpty => _asked.Count == 0;

    /// <summary>Answers the keys of the grains it locks, in their order.</summary>
    public NpgsqlBatchCommand Lock()
    {
        var command = new NpgsqlBatchCommand();
        var owners = _asked.Select((a, n) => $"SELECT unnest(string_to_array(owner, ' ')) FROM ({a.Sql(command.Parameters)}) AS r{n} (i, owner, until)");
        command.CommandText = $"SELECT key FROM grain WHERE key = ANY (ARRAY({string.Join(" UNION ", owners)})) ORDER BY key FOR SHARE";
        return command;
    }

    /// <summary>One answer a rule, in the order in which <see cref="Read"/> takes them.</summary>
    public IEnumerable<NpgsqlBatchCommand> Judge() => _asked.Select(asked =>
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = asked.Sql(command.Parameters);
        return command;
    });

    /// <param name="found">Stands before the first of the answers.</param>
    /// <param name="held">The grains that are locked.</param>
    public async Task Read(NpgsqlDataReader found, HashSet<string> held)
    {
        foreach (var asked in _asked)
        {
            await found.NextResultAsync();
            while (await found.ReadAsync())
            {
                if (found.GetString(1).Split(' ').All(held.Contains))
                    asked.Proven((int)found.GetInt64(0), found.TrueFrom(), found.TrueUntil());
            }
        }
    }

    /// <summary>Each requirement at the commit's own business time.</summary>
    public bool Hold(CommitUnit unit)
    {
        var at = unit.At.ToUnixTimeMilliseconds();
        return unit.Condition.All.All(one => _byRule[one.Rule].IsTrue(one, at));
    }

    /// <summary>One rule with everything it is asked for, each once.</summary>
    private sealed class Asked(Rule rule)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<IReadOnlyList<object>> _values = [];
        private readonly List<List<(long From, long Until)>> _proven = [];

        public void Add(Requirement one)
        {
            if (!_numbers.TryAdd(NameOf(one), _values.Count))
                return;
            _values.Add(one.Values);
            _proven.Add([]);
        }

        public string Sql(NpgsqlParameterCollection parameters)
        {
            var first = parameters.Count + 1;
            parameters.Add(Columns.Numbers(_values.Select((_, i) => (long?)i)));
            for (var c = 0; c < rule.Columns.Count; c++)
                parameters.Add(Columns.Of(rule.Columns[c].Type, _values.Select(v => v[c])));
            var arrays = rule.Columns.Select((c, i) => $"${first + 1 + i}::{Columns.TypeName(c.Type)}[]");
            return rule.Over($"SELECT * FROM unnest(${first}::bigint[], {string.Join(", ", arrays)})");
        }

        public void Proven(int number, long from, long until) => _proven[number].Add((from, until));

        public bool IsTrue(Requirement one, long at) => _proven[_numbers[NameOf(one)]].Exists(p => p.From <= at && at < p.Until);

        private static string NameOf(Requirement one) => string.Join('\u001f', one.Values);
    }
}
