using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Insured;
using Grains.Reads;

namespace Grains.Contracts;

/// <summary>What insured people read of their own contracts. Nobody else reads it by this: it names no person but the caller.</summary>
public sealed class InsuredQueries(IStateStore store)
{
    private const int MostChanges = 200;

    // Their account bears the client number that they proved.
    private static readonly string Mine =
        $"(SELECT m.number FROM account_list m WHERE m.account = @account AND m.portal = @portal AND m.standing = {(long)AccessBasis.Insured} AND m.number <> '')";

    /// <summary>Nothing for whoever is not insured themselves.</summary>
    public Task<InsuredCover> Own(Scope scope, CancellationToken cancel = default) => OwnOf(scope).Alone(store, cancel);

    internal static Statement<InsuredCover> OwnOf(Scope scope) => new(
        scope,
        $"""
        {ContractReading.Sql((siren, number) => $"({siren}, {number}) IN (SELECT a.siren, a.contract FROM ref_adhesion a WHERE a.client_number = {Mine})")};
        SELECT a.contract, a.siren, a.from_on, a.population, a.option_code, a.band, a.to_on, a.end_cause, c.name AS company
        FROM ref_adhesion a LEFT JOIN ref_company c ON c.siren = a.siren WHERE a.client_number = {Mine} ORDER BY a.from_on, a.contract;
        SELECT a.siren, a.contract, g.option_code, g.heading, g.line, g.value FROM ref_adhesion a
        JOIN ref_contract k ON k.number = a.contract AND k.siren = a.siren JOIN ref_guarantee g ON g.guarantees = k.guarantees AND g.option_code = a.option_code
        WHERE a.client_number = {Mine} ORDER BY g.position;
        SELECT rank, link, last_name, first_name, birth_date, from_on, to_on, limit_on, handicap, second_cover FROM ref_beneficiary WHERE client_number = {Mine} ORDER BY rank;
        SELECT number, kind, from_on, street, complement, post_code, city, country, people, link, last_name, first_name, birth_date
        FROM insured_change WHERE account = @account ORDER BY at LIMIT {MostChanges};
        SELECT address FROM ref_insured WHERE client_number = {Mine}
        """,
        async found =>
        {
            var contracts = (await ContractReading.Read(found)).ToDictionary(c => (c.Siren, c.Contract.Number), c => c.Contract);
            var adhesions = (await found.ReadAsync<AdhesionRow>()).AsList();
            var guarantees = (await found.ReadAsync<GuaranteeRow>()).ToLookup(g => (g.Siren, g.Contract, g.OptionCode));
            var known = (await found.ReadAsync<BeneficiaryRow>()).Select(Of).ToList();
            var changes = (await found.ReadAsync<ChangeRow>()).ToLookup(c => (InsuredChangeKind)c.Kind);
            var address = await found.ReadFirstOrDefaultAsync<string?>() ?? "";
            return new InsuredCover(
                [.. adhesions.Where(a => contracts.ContainsKey((a.Siren, a.Contract))).Select(a => new InsuredContract(
                    Of(a), contracts[(a.Siren, a.Contract)], a.Company ?? "",
                    [.. guarantees[(a.Siren, a.Contract, a.OptionCode)].DistinctBy(g => (g.Heading, g.Line))
                        .Select(g => new InsuredGuarantee(g.Heading, g.Line, GuaranteeValue.Parse(g.Value) ?? new(GuaranteeUnit.RealCost)))]))],
                known.With(changes[InsuredChangeKind.Joins].Select(Of), [.. changes[InsuredChangeKind.Leaves].Select(c => (c.FirstName, From(c)))]))
            {
                KnownAddress = address,
                Addresses = [.. changes[InsuredChangeKind.Address].Select(c =>
                    new DeclaredAddress(From(c), c.Number, c.Street, c.Complement, c.PostCode, c.City, c.Country, c.People))],
            };
        });

    private static Adhesion Of(AdhesionRow a) =>
        new(a.Contract, ContractRow.Day(a.FromOn)!.Value, a.Siren, a.Population, a.OptionCode, a.Band, ContractRow.Day(a.ToOn), a.EndCause);

    private static Beneficiary Of(ChangeRow c) => new(0, c.Link, c.LastName, c.FirstName, ContractRow.Day(c.BirthDate)!.Value, From(c));

    private static DateOnly From(ChangeRow change) => ContractRow.Day(change.FromOn)!.Value;

    private static Beneficiary Of(BeneficiaryRow b) => new(
        (int)b.Rank, b.Link, b.LastName, b.FirstName, ContractRow.Day(b.BirthDate)!.Value, ContractRow.Day(b.FromOn)!.Value,
        ContractRow.Day(b.ToOn), ContractRow.Day(b.LimitOn), b.Handicap == 1, b.SecondCover == 1);
}
