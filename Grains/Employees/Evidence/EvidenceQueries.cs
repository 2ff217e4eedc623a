using System.Runtime.CompilerServices;
using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees.Evidence;
using Grains.Interfaces.Employees.Waivers;
using Grains.Reads;

namespace Grains.Employees.Evidence;

/// <summary>Evidence bundles, for who asked for them, and the granted waivers that go into one.</summary>
public sealed class EvidenceQueries(IStateStore store, ISqlDialect dialect, EvidenceSeal seal)
{
    private const int Block = 500;
    private static readonly string Granted = $"w.company = @company AND w.stage = {(int)WaiverStage.Accepted}";

    /// <summary>The caller's newest of a company, as long as it is kept; null for none.</summary>
    public Task<EvidenceSummary?> Newest(Scope scope, string company, CancellationToken cancel = default) => NewestOf(scope, company).Alone(store, cancel);

    /// <summary>Those of these that the caller may follow.</summary>
    public Task<IReadOnlyList<string>> Among(Scope scope, IReadOnlyList<string> bundles, CancellationToken cancel = default) => Statement.Rows<string>(
        scope, $"SELECT b.bundle FROM evidence_bundle b WHERE {dialect.Among("b.bundle", "@wanted")} AND {scope.Evidence("b")}",
        ("wanted", JsonSerializer.Serialize(bundles))).Alone(store, cancel);

    /// <summary>Granted waivers that the caller sees.</summary>
    internal Task<int> Count(Scope scope, string company, CancellationToken cancel = default) => Statement.First<int>(
        scope, $"SELECT count(*) FROM employee_waiver w WHERE {Granted} AND {scope.EmployeesAt("w.company", "w.siret")}", ("company", company)).Alone(store, cancel);

    /// <summary>The next of them by names.</summary>
    internal Task<IReadOnlyList<GrantedRow>> Next(Scope scope, string company, EvidencePlace? after, int take, CancellationToken cancel) =>
        NextOf(scope, company, after, take).Alone(store, cancel);

    /// <summary>First and last names of these accounts.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> Names(Scope scope, IReadOnlyList<string> accounts, CancellationToken cancel) =>
        (await Statement.Rows<NamedAccount>(
            scope, $"SELECT a.account, a.first_name, a.last_name FROM account_list a WHERE {dialect.Among("a.account", "@accounts")}",
            ("accounts", JsonSerializer.Serialize(accounts))).Alone(store, cancel)).ToDictionary(a => a.Account, a => $"{a.FirstName} {a.LastName}");

    internal async Task<string> CompanyName(Scope scope, string company, CancellationToken cancel) => await Statement.First<string>(
        scope, "SELECT c.name FROM company_list c WHERE c.company = @company", ("company", company)).Alone(store, cancel) ?? "";

    /// <summary>Lines of a bundle of the caller's, opened, a block in memory.</summary>
    internal async IAsyncEnumerable<EvidenceContent> Lines(Scope scope, string bundle, int after, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var left = most; left > 0;)
        {
            var block = await LinesOf(scope, bundle, after, Math.Min(left, Block)).Alone(store, cancel);
            foreach (var line in block)
                yield return seal.Open(bundle, line.Line, line.Content);
            if (block.Count < Math.Min(left, Block))
                yield break;
            (after, left) = (block[^1].Line, left - block.Count);
        }
    }

    internal async IAsyncEnumerable<EvidenceEntry> Entries(Scope scope, string bundle, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0; ;)
        {
            var block = await EntriesOf(scope, bundle, after).Alone(store, cancel);
            foreach (var e in block)
                yield return new EvidenceEntry(e.Entry, e.Name, e.StartsAt, e.Size, e.Crc, e.Sha256);
            if (block.Count < Block)
                yield break;
            after = block[^1].Entry;
        }
    }

    // What has changed since it was asked for, among what the caller sees, makes it older than the register.
    internal static Statement<EvidenceSummary?> NewestOf(Scope scope, string company) => Statement.First<EvidenceSummary>(
        scope,
        $"""
        SELECT b.bundle, b.company, b.asked_name, b.stage, b.total, b.lines, b.size, b.asked_at, b.ended_at,
        CASE WHEN EXISTS (SELECT 1 FROM employee_waiver w WHERE {Granted} AND w.changed_at > b.asked_at AND {scope.EmployeesAt("w.company", "w.siret")}) THEN 1 ELSE 0 END AS outdated
        FROM evidence_bundle b WHERE b.company = @company AND b.asked_by = @account AND b.asked_at > @oldest AND {scope.Evidence("b")} ORDER BY b.asked_at DESC LIMIT 1
        """, ("company", company), ("oldest", scope.Now.AddDays(-EvidenceFile.KeptDays).ToUnixTimeMilliseconds()));

    internal static Statement<IReadOnlyList<GrantedRow>> NextOf(Scope scope, string company, EvidencePlace? after, int take) => Statement.Rows<GrantedRow>(
        scope,
        $"""
        SELECT w.employee, w.waiver, w.words, coalesce(r.universe, 0) AS universe, coalesce(r.act_kind, '') AS act_kind, coalesce(r.act_on, '') AS act_on,
        CASE WHEN EXISTS (SELECT 1 FROM attachment a WHERE a.file = w.file AND a.veiled <> 0) THEN 1 ELSE 0 END AS veiled
        FROM employee_waiver w LEFT JOIN ref_contract r ON r.number = w.contract AND r.siren = substr(w.company, length(w.company) - 8)
        WHERE {Granted} AND (w.words, w.employee, w.waiver) > (@words, @employee, @waiver) AND {scope.EmployeesAt("w.company", "w.siret")}
        ORDER BY w.words, w.employee, w.waiver LIMIT {take}
        """,
        ("company", company), ("words", after?.Words ?? ""), ("employee", after?.Employee ?? ""), ("waiver", after?.Waiver ?? 0));

    internal static Statement<IReadOnlyList<StoredEvidence>> LinesOf(Scope scope, string bundle, int after, int take) => Statement.Rows<StoredEvidence>(
        scope, $"SELECT l.line, l.content FROM evidence_line l WHERE l.bundle = @bundle AND l.line > @after AND {Mine(scope)} ORDER BY l.line LIMIT {take}",
        ("bundle", bundle), ("after", after));

    internal static Statement<IReadOnlyList<StoredEntry>> EntriesOf(Scope scope, string bundle, int after) => Statement.Rows<StoredEntry>(
        scope,
        $"""
        SELECT e.entry, e.name, e.starts_at, e.size, e.crc, e.sha256 FROM evidence_entry e WHERE e.bundle = @bundle AND e.entry > @after AND {Mine(scope)}
        ORDER BY e.entry LIMIT {Block}
        """, ("bundle", bundle), ("after", after));

    private static string Mine(Scope scope) => $"EXISTS (SELECT 1 FROM evidence_bundle b WHERE b.bundle = @bundle AND {scope.Evidence("b")})";

    private sealed record NamedAccount
    {
        public string Account { get; init; } = "";

        public string FirstName { get; init; } = "";

        public string LastName { get; init; } = "";
    }
}
