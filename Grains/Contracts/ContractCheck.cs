using System.Globalization;
using System.Text.RegularExpressions;

namespace Grains.Contracts;

/// <param name="Path">Within the record, as in <c>.contributions[0].employerShare</c>; empty for the record itself.</param>
public sealed record ContractRefusal(string Path, ContractFault Fault);

/// <summary>What the record of a contract must keep to be loaded. The first fault refuses it.</summary>
public static partial class ContractCheck
{
    private const int LongestCode = 30;
    private const int LongestLabel = 60;
    private static readonly IReadOnlyList<string> Waivers = ["W6", "W7", "W8", "W9"];
    private static readonly IReadOnlyList<string> Periodicities = ["", "Annuel", "Semestriel", "Trimestriel", "Mensuel"];

    public static ContractRefusal? Check(Contract contract) =>
        Itself(contract).Concat(OfPopulations(contract)).Concat(OfOptions(contract)).Concat(OfContributions(contract)).Concat(OfDocuments(contract))
            .Concat(OfDsn(contract.Dsn)).FirstOrDefault();

    private static IEnumerable<ContractRefusal> Itself(Contract contract)
    {
        if (contract.Number is not { Length: > 0 and <= LongestCode })
            yield return new(".number", ContractFault.Format);
        if (contract.Universe is not (Universe.Health or Universe.Provident))
            yield return new(".universe", ContractFault.Format);
        if (!new Period(contract.Start, contract.End).IsForward)
            yield return new(".end", ContractFault.Dates);
        if (!new Period(contract.SuspendedFrom, contract.SuspendedTo).IsForward || (contract.SuspendedFrom is null && contract.SuspendedTo is not null))
            yield return new(".suspendedTo", ContractFault.Dates);
        if (!DateOnly.TryParseExact(contract.DueDay + "/2024", "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return new(".dueDay", ContractFault.Format);
        if (Stray(contract.Waivers, Waivers) is { } waiver)
            yield return new($".waivers[{waiver}]", ContractFault.Format);
    }

    private static IEnumerable<ContractRefusal> OfPopulations(Contract contract)
    {
        foreach (var (n, population) in contract.Populations.Index())
        {
            if (!IsCoded(population.Code, population.Label) || population.Colleges.Count == 0 || Stray(population.Colleges, Populations.Colleges) is not null)
                yield return new($".populations[{n}]", ContractFault.Format);
            if (contract.Populations.Take(n).Any(p => p.Code == population.Code))
                yield return new($".populations[{n}].code", ContractFault.Doublon);
        }
    }

    private static IEnumerable<ContractRefusal> OfOptions(Contract contract)
    {
        foreach (var (n, option) in contract.Options.Index())
        {
            if (!IsCoded(option.Code, option.Label))
                yield return new($".options[{n}]", ContractFault.Format);
            if (!new Period(option.From, option.To).IsForward)
                yield return new($".options[{n}].to", ContractFault.Dates);
            if (contract.Options.Take(n).Any(o => o.Code == option.Code))
                yield return new($".options[{n}].code", ContractFault.Doublon);
        }
        if (contract.Options.Count > 0 && contract.Options.Count(o => o.Base) != 1)
            yield return new(".options", ContractFault.Format);
    }

    private static IEnumerable<ContractRefusal> OfContributions(Contract contract)
    {
        foreach (var (n, contribution) in contract.Contributions.Index())
        {
            var at = $".contributions[{n}]";
            if (contract.Populations.All(p => p.Code != contribution.Population))
                yield return new($"{at}.population", ContractFault.Format);
            if (contract.Options.All(o => o.Code != contribution.Option))
                yield return new($"{at}.option", ContractFault.Format);
            if (!Contribution.Bands.TryGetValue(contribution.Structure, out var bands) || !bands.Contains(contribution.Band))
                yield return new($"{at}.band", ContractFault.Format);
            if (contribution.Value < 0)
                yield return new($"{at}.value", ContractFault.Format);
            if (contribution.EmployerShare is < 0 or > 100)
                yield return new($"{at}.employerShare", ContractFault.Format);
            if (!new Period(contribution.From, contribution.To).IsForward)
                yield return new($"{at}.to", ContractFault.Dates);
            if (contract.Contributions.Take(n).Any(c => c.IsSeriesOf(contribution) && c.From == contribution.From))
                yield return new($"{at}.from", ContractFault.Doublon);
            if (!Contributions.KeepsEmployerShare(contract, contribution))
                yield return new($"{at}.employerShare", ContractFault.PartEmployeur);
        }
    }

    private static IEnumerable<ContractRefusal> OfDocuments(Contract contract)
    {
        foreach (var (n, document) in contract.Documents.Index())
        {
            if (!ContractDocument.Kinds.ContainsKey(document.Kind) || document.Version < 1 || document.Audience is not (null or "E" or "A" or "EA"))
                yield return new($".documents[{n}]", ContractFault.Format);
            if (contract.Documents.Take(n).Any(d => (d.Kind, d.Version) == (document.Kind, document.Version)))
                yield return new($".documents[{n}].version", ContractFault.Doublon);
        }
    }

    private static IEnumerable<ContractRefusal> OfDsn(DsnReference? dsn)
    {
        if (dsn is null)
            yield break;
        if (!CodeOc().IsMatch(dsn.CodeOc))
            yield return new(".dsn.codeOc", ContractFault.Format);
        if (dsn.CodeDeleg.Length > 0 && !CodeDeleg().IsMatch(dsn.CodeDeleg))
            yield return new(".dsn.codeDeleg", ContractFault.Format);
        if (!Periodicities.Contains(dsn.Periodicity))
            yield return new(".dsn.periodicity", ContractFault.Format);
    }

    private static bool IsCoded(string code, string label) => code is { Length: > 0 and <= LongestCode } && label is { Length: > 0 and <= LongestLabel };

    private static int? Stray(IReadOnlyList<string> values, IReadOnlyList<string> known) =>
        values.Index().Where(v => !known.Contains(v.Item)).Select(v => (int?)v.Index).FirstOrDefault();

    // An institution de prévoyance, a mutuelle (its SIREN), an insurer.
    [GeneratedRegex(@"^(P\d{4}|\d{9}|A[0-9A-Z]{5})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeOc();

    [GeneratedRegex(@"^[GD][0-9A-Z]{5}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeDeleg();
}
