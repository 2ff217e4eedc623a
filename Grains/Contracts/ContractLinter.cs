namespace Grains.Contracts;

/// <param name="Place">What it is about: an option and a line, a population.</param>
public sealed record ContractFinding(ContractWarning Warning, string Place);

/// <summary>
/// Warns of what a contract may not be meant to say. Nothing here refuses a record; the tax rules of a responsible contract (CSS R. 871-2) are
/// the insurer's to keep.
/// </summary>
public static class ContractLinter
{
    private const decimal Tariff = 100;
    private const decimal MostOutsideOptam = 200;
    private const decimal LessThanOptam = 20;

    public static IReadOnlyList<ContractFinding> Check(Contract contract, DateOnly day) =>
    [
        .. contract.Populations.Where(p => !Contributions.KeepsManagersShare(contract, p, day))
            .Select(p => new ContractFinding(ContractWarning.Cadres150, p.Code)),
        .. contract.Populations.SelectMany((one, n) => contract.Populations.Skip(n + 1).Where(other => Populations.Overlap(one, other))
            .Select(other => new ContractFinding(ContractWarning.PopulationsCommunes, $"{one.Code}, {other.Code}"))),
    ];

    public static IReadOnlyList<ContractFinding> Check(GuaranteeTable table) => [.. table.Lines.SelectMany(line => Check(line, table))];

    private static IEnumerable<ContractFinding> Check(GuaranteeLine line, GuaranteeTable table)
    {
        foreach (var option in line.Values.Keys.Where(o => line.For(o) is not null))
        {
            var value = line.For(option)!;
            if (line.Kind is GuaranteeKind.ForfaitJournalier && value.Unit is not GuaranteeUnit.RealCost)
                yield return new(ContractWarning.ForfaitJournalier, $"{option}, {line.Line}");
            if (value.Unit is GuaranteeUnit.PercentOfTariff && value.Amount < Tariff)
                yield return new(ContractWarning.SousTarif, $"{option}, {line.Line}");
            if (line.Kind is GuaranteeKind.HorsOptam && value.Unit is GuaranteeUnit.PercentOfTariff
                && IsTooMuch(value.Amount, Optam(line, table)?.For(option)?.Amount))
                yield return new(ContractWarning.HorsOptam, $"{option}, {line.Line}");
        }
    }

    private static bool IsTooMuch(decimal outside, decimal? within) => outside > MostOutsideOptam || (outside > Tariff && outside > within - LessThanOptam);

    // The line that it is measured against stands before it, under the same heading.
    private static GuaranteeLine? Optam(GuaranteeLine outside, GuaranteeTable table) =>
        table.Lines.TakeWhile(l => !ReferenceEquals(l, outside)).LastOrDefault(l => l.Heading == outside.Heading && l.Kind is GuaranteeKind.Optam);
}
