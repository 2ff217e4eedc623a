using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Contracts;

/// <param name="Contracts">Of these establishments, or of all: one that is for unticked ones alone is none.</param>
/// <param name="Establishments">SIRETs of the company that the reader sees: an unticked one is none of theirs.</param>
/// <param name="Retirement">Retirement services are open to the company.</param>
public sealed record CompanyContracts(IReadOnlyList<Contract> Contracts, IReadOnlySet<string> Establishments, bool Retirement)
{
    /// <summary>The universes on which the reader may act, as their reading bits.</summary>
    public UniverseRights Acts { get; init; }

    public bool ReadsEmployees { get; init; }

    /// <summary>The core system knows a contract of the company, seen or not, or that it has retirement services.</summary>
    public bool IsRecorded { get; init; }

    public IReadOnlyList<DedicatedContact> Dedicated { get; init; } = [];

    /// <summary>Those that are dedicated, who stands in for them, and the teams'.</summary>
    public IReadOnlyList<ContactCard> Cards { get; init; } = [];

    /// <summary>The reader affiliates people of the company on that day.</summary>
    public bool MayAffiliateOn(DateOnly day) => CoverageOn(day).Affiliation && (Acts & UniverseRights.ReadAffiliation) is not UniverseRights.None;

    public Coverage CoverageOn(DateOnly day) => Coverage.On(day, Contracts, Retirement);
}

/// <summary>What a company's contracts say, to whom sees the company.</summary>
public sealed class ContractQueries(IStateStore store)
{
    private static readonly IReadOnlyList<int> Bits =
        [.. Enumerable.Range(0, 31).Select(n => 1 << n).Where(b => ((int)UniverseRights.Read & b) != 0)];

    /// <param name="company"><c>portal/siren</c>. One that the caller does not see has no contracts.</param>
    public Task<CompanyContracts> Of(Scope scope, string company, CancellationToken cancel = default) => Of(scope, company).Alone(store, cancel);

    internal static Statement<CompanyContracts> Of(Scope scope, string company)
    {
        var seen = scope.Companies("@company");
        var ticked = scope.Sees("@company", $"{(int)UniverseRights.Read}", "e.siret");
        return new Statement<CompanyContracts>(
            scope,
            $"""
            {ContractReading.Sql((siren, _) => $"{siren} = @siren AND {seen}")};
            SELECT e.siret FROM ref_establishment e WHERE e.siren = @siren AND {seen} AND {ticked};
            SELECT retirement FROM ref_company WHERE siren = @siren AND {seen};
            SELECT universe, card, from_on, to_on FROM ref_contact WHERE siren = @siren AND {seen};
            SELECT id, name, role, phone, universes, team, calendar, absent_from, absent_to, substitute FROM ref_card k WHERE k.name = ''
            OR k.id IN (SELECT d.card FROM ref_contact d WHERE d.siren = @siren AND {seen}
            UNION SELECT s.substitute FROM ref_contact d JOIN ref_card s ON s.id = d.card WHERE d.siren = @siren AND {seen})
            ORDER BY id;
            SELECT {string.Join(" + ", Bits.Select(b => $"CASE WHEN {scope.Sees("@company", $"{b << 4}", "''")} THEN {b} ELSE 0 END"))}
              AS acts, CASE WHEN {scope.Sees("@company", $"{(int)UniverseRights.ReadAffiliation}", "''")} THEN 1 ELSE 0 END AS reads_employees,
              CASE WHEN EXISTS (SELECT 1 FROM ref_establishment e WHERE e.siren = @siren) THEN 1 ELSE 0 END AS has_establishments
            """,
            async found =>
            {
                var of = new CompanyContracts(
                    [.. (await ContractReading.Read(found)).Select(c => c.Contract)],
                    (await found.ReadAsync<string>()).ToHashSet(),
                    await found.ReadFirstOrDefaultAsync<long>() == 1)
                {
                    Dedicated =
                        [.. (await found.ReadAsync<ContactRow>())
                            .Select(c => new DedicatedContact(c.Universe, c.Card, ContractRow.Day(c.FromOn), ContractRow.Day(c.ToOn)))],
                    Cards = [.. (await found.ReadAsync<CardRow>()).Select(Of)],
                };
                var (acts, reads, has) = await found.ReadFirstAsync<(long Acts, long Reads, long Has)>();
                // Where the core system knows no establishment, a contract is of all.
                return of with
                {
                    IsRecorded = of.Retirement || of.Contracts.Count > 0,
                    Contracts = [.. of.Contracts.Where(c => c.IsOf(has == 1 ? of.Establishments : null))],
                    Acts = (UniverseRights)acts,
                    ReadsEmployees = reads == 1,
                };
            },
            ("company", company), ("siren", SirenOf(company)));
    }

    private static ContactCard Of(CardRow c) => new(
        c.Id, c.Role, c.Name, c.Phone, c.Team, c.Calendar, ContractRow.Day(c.AbsentFrom) is { } from
            ? new Absence(from, ContractRow.Day(c.AbsentTo), c.Substitute) : null)
    {
        Universes = ContractRow.List(c.Universes),
    };

    // A person's own file is no company.
    private static string SirenOf(string company) => Rights.IsOwnFile(company) ? "" : company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
