using System.Globalization;
using Dapper;
using Grains.Commits;

namespace Grains.Contracts;

/// <summary>A contract put together from its rows.</summary>
internal static class ContractReading
{
    /// <summary>
    /// Five statements for the contracts that a condition on <c>siren</c> and <c>number</c> selects; <see cref="Read"/> takes their rows in this
    /// order.
    /// </summary>
    /// <param name="of">SQL, given the names of the two columns.</param>
    public static string Sql(Func<string, string, string> of) =>
        $"""
        SELECT number, siren, universe, title, act_kind, act_on, start_on, due_day, end_on, end_reason, suspended_from, suspended_to, waivers, guarantees, provident,
        dsn_code_oc, dsn_code_deleg, dsn_reference, dsn_periodicity FROM ref_contract WHERE {of("siren", "number")} ORDER BY universe, number;
        SELECT siren, contract, code, label, colleges, sirets, provident FROM ref_population WHERE {of("siren", "contract")} ORDER BY code;
        SELECT siren, contract, code, label, base, from_on, to_on FROM ref_option WHERE {of("siren", "contract")} ORDER BY base DESC, code;
        SELECT siren, contract, population, option_code, structure, band, from_on, to_on, unit, value, employer_share FROM ref_contribution
        WHERE {of("siren", "contract")} ORDER BY population, option_code, structure, band, from_on;
        SELECT siren, contract, kind, version, from_on, audience, file FROM ref_document WHERE {of("siren", "contract")} ORDER BY kind, version DESC
        """;

    /// <summary>Contracts with the company that each belongs to; a company's contract and another's of the same number are two.</summary>
    public static async Task<IReadOnlyList<CompanyContract>> Read(SqlMapper.GridReader found)
    {
        var contracts = (await found.ReadAsync<ContractRow>()).AsList();
        var populations = (await found.ReadAsync<PopulationRow>()).ToLookup(p => (p.Siren, p.Contract));
        var options = (await found.ReadAsync<OptionRow>()).ToLookup(o => (o.Siren, o.Contract));
        var contributions = (await found.ReadAsync<ContributionRow>()).ToLookup(c => (c.Siren, c.Contract));
        var documents = (await found.ReadAsync<DocumentRow>()).ToLookup(d => (d.Siren, d.Contract));
        return [.. contracts.Select(c => new CompanyContract(c.Siren, Of(c) with
        {
            Populations = [.. populations[(c.Siren, c.Number)].Select(Of)],
            Options =
                [.. options[(c.Siren, c.Number)]
                    .Select(o => new ContractOption(o.Code, o.Label, o.Base == 1, ContractRow.Day(o.FromOn), ContractRow.Day(o.ToOn)))],
            Contributions = [.. contributions[(c.Siren, c.Number)].Select(Of)],
            Documents =
                [.. documents[(c.Siren, c.Number)]
                    .Select(d => new ContractDocument(d.Kind, (int)d.Version, ContractRow.Day(d.FromOn)!.Value, d.File, d.Audience))],
        }))];
    }

    /// <summary>Whole contracts of a company, for who was allowed to ask before.</summary>
    public static async Task<IReadOnlyList<Contract>> WholeOfCompany(IStateStore store, string siren)
    {
        await using var reading = await store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(Sql((column, _) => $"{column} = @siren"), new { siren });
        return [.. (await Read(found)).Select(c => c.Contract)];
    }

    /// <summary>What a company has signed, for its own actor: nobody reads the answer.</summary>
    public static async Task<IReadOnlyList<Contract>> OfCompany(IStateStore store, string siren)
    {
        await using var reading = await store.OpenRead();
        return [.. (await reading.QueryAsync<ContractRow>(
            "SELECT number, siren, universe, start_on, end_on, suspended_from, suspended_to FROM ref_contract WHERE siren = @siren", new { siren }))
                .Select(Of)];
    }

    private static Contract Of(ContractRow row)
    {
        var provident = ProvidentText.Read(row.Provident);
        return new Contract
        {
            Number = row.Number,
            Universe = row.Universe,
            Title = row.Title,
            Act = Enum.TryParse<ActKind>(row.ActKind, ignoreCase: true, out var kind) ? new ContractAct(kind, ContractRow.Day(row.ActOn)) : null,
            Start = ContractRow.Day(row.StartOn),
            DueDay = row.DueDay,
            End = ContractRow.Day(row.EndOn),
            EndReason = row.EndReason,
            SuspendedFrom = ContractRow.Day(row.SuspendedFrom),
            SuspendedTo = ContractRow.Day(row.SuspendedTo),
            Waivers = ContractRow.List(row.Waivers),
            Guarantees = row.Guarantees,
            Dsn = row.DsnCodeOc.Length == 0 ? null : new DsnReference(row.DsnCodeOc, row.DsnCodeDeleg, row.DsnReference, row.DsnPeriodicity),
            Ij = provident.Ij,
            Capital = provident.Capital,
            RenteEducation = provident.RenteEducation,
            RenteConjoint = provident.RenteConjoint,
            Invalidite = provident.Invalidite,
            Obseques = provident.Obseques,
        };
    }

    private static Population Of(PopulationRow row)
    {
        var provident = ProvidentText.Read(row.Provident);
        return new Population(row.Code, row.Label, ContractRow.List(row.Colleges))
        {
            Sirets = ContractRow.List(row.Sirets),
            Ij = provident.Ij,
            Capital = provident.Capital,
            RenteEducation = provident.RenteEducation,
            RenteConjoint = provident.RenteConjoint,
            Invalidite = provident.Invalidite,
            Obseques = provident.Obseques,
        };
    }

    private static Contribution Of(ContributionRow row) => new(
        row.Population, row.OptionCode, (ContributionUnit)row.Unit, decimal.Parse(row.Value, CultureInfo.InvariantCulture),
        decimal.Parse(row.EmployerShare, CultureInfo.InvariantCulture),
        ContractRow.Day(row.FromOn)!.Value, row.Structure, row.Band, ContractRow.Day(row.ToOn));
}

/// <param name="Siren">The company whose contract it is.</param>
public sealed record CompanyContract(string Siren, Contract Contract);
