using Grains.Contracts;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports;

/// <summary>What a line must say for its person to be invited, and whom it means then.</summary>
public static class ImportRules
{
    /// <summary>Signs of a line of an address, on an envelope.</summary>
    public const int LongestAddressLine = 60;

    private static readonly char[] Between = [' ', ',', ';', '+', '/', '|'];

    private static readonly Dictionary<string, string> Colleges = new(StringComparer.Ordinal)
    {
        ["cadre"] = "01", ["cadres"] = "01", ["articles4et4bis"] = "01", ["assimilecadre"] = "02", ["extension"] = "02", ["article36"] = "02",
        ["noncadre"] = "04", ["noncadres"] = "04", ["employe"] = "04", ["ouvrier"] = "04", ["agentdemaitrise"] = "04", ["technicien"] = "04",
    };

    public static IReadOnlyList<LineFault> Check(LineContent line, ImportFacts facts) =>
        line.Surplus ? [new LineFault(ImportFault.Surplus)]
        : [.. Long(line), .. Named(line, facts.Today), .. Numbered(line), .. Employment(line, facts), .. Cover(line, facts), .. Mails(line), .. Reachable(line)];

    /// <summary>Of a line without a fault.</summary>
    public static NewEmployee Employee(LineContent line, ImportFacts facts)
    {
        var (siret, college, from) = (Siret(line, facts), College(line), Day(line, ImportField.EffectOn)!.Value);
        var email = EmailAddress.Kept(line[ImportField.Email]);
        return new NewEmployee(
            facts.Company,
            new Person(
                line[ImportField.LastName], line[ImportField.FirstName], Day(line, ImportField.BirthDate)!.Value, line[ImportField.UsualName], Civility(line)),
            NirOf(line), new Employment(siret, Day(line, ImportField.HiredOn)!.Value, college),
            [.. Contracts(line, facts).Select(c => new CoverChoice(c!.Number, Populations.Of(c, college, siret).Value!.Code, Option(line, c)!.Code, from))],
            email, EmailAddress.Kept(line[ImportField.WaiverEmail]), Address: email.Length > 0 ? null
                : new PostalAddress(line[ImportField.Street], line[ImportField.PostCode], line[ImportField.City]));
    }

    public static string NirOf(LineContent line) => new([.. line[ImportField.Nir].ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    public static DateOnly? Day(LineContent line, ImportField field) => ImportDays.Read(line[field]);

    internal static IEnumerable<LineFault> Long(LineContent line) =>
        LineContent.Fields.Where(f => line[f].Length > LineContent.LongestCell).Select(f => new LineFault(ImportFault.TooLong, f));

    internal static IEnumerable<LineFault> Named(LineContent line, DateOnly today)
    {
        foreach (var name in new[] { ImportField.LastName, ImportField.FirstName })
        {
            if (line[name].Length == 0)
                yield return new(ImportFault.Missing, name);
            else if (!PersonName.IsName(line[name]))
                yield return new(ImportFault.NoName, name);
        }
        if (line[ImportField.UsualName].Length > 0 && !PersonName.IsName(line[ImportField.UsualName]))
            yield return new(ImportFault.NoName, ImportField.UsualName);
        if (line[ImportField.BirthDate].Length == 0)
            yield return new(ImportFault.Missing, ImportField.BirthDate);
        else if (Day(line, ImportField.BirthDate) is not { } born || born > today)
            yield return new(ImportFault.BadDate, ImportField.BirthDate);
    }

    internal static IEnumerable<LineFault> Numbered(LineContent line) =>
        NirOf(line).Length > 0 && !Nir.IsValid(NirOf(line)) ? [new(ImportFault.BadNir, ImportField.Nir)] : [];

    private static IEnumerable<LineFault> Employment(LineContent line, ImportFacts facts)
    {
        if (!facts.Sirets.Contains(Siret(line, facts)))
            yield return new(line[ImportField.Siret].Length == 0 ? ImportFault.Missing : ImportFault.UnknownEstablishment, ImportField.Siret);
        if (College(line).Length == 0)
            yield return new(line[ImportField.College].Length == 0 ? ImportFault.Missing : ImportFault.BadCollege, ImportField.College);
        foreach (var day in new[] { ImportField.HiredOn, ImportField.EffectOn })
        {
            if (Day(line, day) is null)
                yield return new(line[day].Length == 0 ? ImportFault.Missing : ImportFault.BadDate, day);
        }
        if (Day(line, ImportField.EffectOn) < Day(line, ImportField.HiredOn))
            yield return new(ImportFault.EffectBeforeHire, ImportField.EffectOn);
    }

    private static IEnumerable<LineFault> Cover(LineContent line, ImportFacts facts)
    {
        var contracts = Contracts(line, facts);
        if (contracts.Count == 0 || contracts.Contains(null))
        {
            yield return new(line[ImportField.Contract].Length == 0 ? ImportFault.Missing : ImportFault.UnknownContract, ImportField.Contract);
            yield break;
        }
        foreach (var contract in contracts)
        {
            if (Option(line, contract!) is null)
                yield return new(line[ImportField.Option].Length == 0 ? ImportFault.Missing : ImportFault.UnknownOption, ImportField.Option);
            if (College(line).Length > 0 && !Populations.Of(contract!, College(line), Siret(line, facts)).Ok)
                yield return new(ImportFault.NoPopulation, ImportField.College);
        }
    }

    internal static IEnumerable<LineFault> Mails(LineContent line)
    {
        foreach (var mail in new[] { ImportField.Email, ImportField.WaiverEmail })
        {
            if (line[mail].Length > 0 && EmailAddress.Check(EmailAddress.Kept(line[mail])) is not null)
                yield return new(ImportFault.BadEmail, mail);
        }
    }

    /// <summary>By an e-mail, or by a whole postal address.</summary>
    internal static IEnumerable<LineFault> Reachable(LineContent line)
    {
        if (line[ImportField.Email].Length > 0)
            yield break;
        ImportField[] address = [ImportField.Street, ImportField.PostCode, ImportField.City];
        if (address.FirstOrDefault(f => line[f].Length == 0) is not ImportField.None and var missing)
            yield return new(ImportFault.NoAddress, address.All(f => line[f].Length == 0) ? ImportField.Email : missing);
        else if (address.FirstOrDefault(f => line[f].Length is > LongestAddressLine and <= LineContent.LongestCell) is not ImportField.None and var tooLong)
            yield return new(ImportFault.TooLong, tooLong);
    }

    // Where there is one, nobody has to write it.
    private static string Siret(LineContent line, ImportFacts facts) =>
        line[ImportField.Siret].Length == 0 && facts.Sirets is [var only] ? only : line[ImportField.Siret];

    private static string College(LineContent line) =>
        Populations.Colleges.Contains(line[ImportField.College]) ? line[ImportField.College]
        : Colleges.GetValueOrDefault(new string([.. SearchText.Normalize(line[ImportField.College]).Where(char.IsLetterOrDigit)]), "");

    private static string Civility(LineContent line) => SearchText.Normalize(line[ImportField.Civility]).Trim() switch
    {
        "madame" or "mme" or "f" or "femme" or "feminin" or "mademoiselle" or "mlle" => "madame",
        "monsieur" or "m" or "mr" or "h" or "homme" or "masculin" => "monsieur",
        _ => "",
    };

    private static List<Contract?> Contracts(LineContent line, ImportFacts facts)
    {
        var named = line[ImportField.Contract].Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return named.Length == 0 ? facts.Contracts.Count == 1 ? [facts.Contracts[0]] : []
            : [.. named.Distinct(StringComparer.OrdinalIgnoreCase).Select(n =>
                facts.Contracts.FirstOrDefault(c => c.Number.Equals(n, StringComparison.OrdinalIgnoreCase)))];
    }

    // None is typed: the base. Several contracts: each takes the one that it has.
    private static ContractOption? Option(LineContent line, Contract contract)
    {
        var named = line[ImportField.Option].Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return named.Length == 0 ? contract.Options.FirstOrDefault(o => o.Base) ?? (contract.Options is [var only] ? only : null)
            : contract.Options.FirstOrDefault(o => named.Contains(o.Code, StringComparer.OrdinalIgnoreCase));
    }
}
