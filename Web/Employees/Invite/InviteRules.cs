using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Interfaces.Employees;
using Grains.Payments;
using Grains.Text;
using Web.Accounts.Profile;

namespace Web.Employees.Invite;

/// <summary>What each step must hold before the next.</summary>
public static class InviteRules
{
    /// <summary>A line of an address, on an envelope.</summary>
    public const int LongestLine = 60;

    public static IReadOnlyList<FieldFault> Check(int step, InviteForm typed, InviteChoices choices, DateOnly today) => [.. step switch
    {
        1 => Identity(typed, today),
        2 => Employment(typed, choices),
        3 => Cover(typed, choices),
        4 => Contact(typed),
        5 => People(typed, today),
        _ => Account(typed),
    }];

    public static NewEmployee Employee(string company, InviteForm typed, InviteChoices choices) => new(
        company, new Person(typed["nom"], typed["prenom"], Day(typed["naissance"])!.Value, "", typed["civilite"]), Nir(typed["nir"]),
        new Employment(typed["siret"], Day(typed["embauche"])!.Value, typed["college"]),
        [.. Chosen(typed, choices).Select(c => new CoverChoice(
            c.Number, Populations.Of(c, typed["college"], typed["siret"]).Value!.Code, typed.Option(c.Number), Day(typed["effet"])!.Value))],
        EmailAddress.Kept(typed["courriel"]), EmailAddress.Kept(typed["dispense"]), typed["prevenir"].Length > 0,
        typed["courriel"].Length == 0 ? new PostalAddress(typed["rue"], typed["codepostal"], typed["ville"]) : null) { SameAs = typed.SameAs };

    /// <param name="company">Its name: who holds the mandate.</param>
    public static TypedAffiliation Typed(InviteForm typed, string company, string source)
    {
        var iban = Iban.Read(typed["iban"])!;
        return new TypedAffiliation(
            new PersonalDetails(typed["rue"], typed["codepostal"], typed["ville"], PhoneNumber.Clean(typed["telephone"])),
            [.. typed.People.Select(n => typed.Person(n).Beneficiary!)], iban,
            new SignatureTrace(source, string.Format(EmployeeTexts.MandateHeldText, company, $"{typed["prenom"]} {typed["nom"]}", Iban.Mask(iban))));
    }

    public static string Sentence(EmployeeRefusal refusal) => refusal switch
    {
        EmployeeRefusal.AlreadyInvited => EmployeeTexts.AlreadyInvited,
        EmployeeRefusal.AlreadyCovered => EmployeeTexts.AlreadyCovered,
        EmployeeRefusal.Deceased => EmployeeTexts.Deceased,
        EmployeeRefusal.Contested => EmployeeTexts.ContestFirst,
        _ => EmployeeTexts.AlreadyKnown,
    };

    public static DateOnly? Day(string typed) =>
        TypedNumbers.Day(typed) is { Year: > 1900 } day ? day : null;

    public static string Nir(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static IEnumerable<FieldFault> Identity(InviteForm typed, DateOnly today)
    {
        if (typed["nom"].Length == 0)
            yield return new("nom", EmployeeTexts.NameMissing);
        if (typed["prenom"].Length == 0)
            yield return new("prenom", EmployeeTexts.FirstNameMissing);
        if (Day(typed["naissance"]) is not { } born || born > today)
            yield return new("naissance", EmployeeTexts.BirthMissing);
        if (typed["nir"].Length > 0 && !Grains.Contracts.Nir.IsValid(Nir(typed["nir"])))
            yield return new("nir", EmployeeTexts.NirWrong);
    }

    private static IEnumerable<FieldFault> Employment(InviteForm typed, InviteChoices choices)
    {
        if (choices.Establishments.All(e => e.Siret != typed["siret"]))
            yield return new("siret", EmployeeTexts.EstablishmentMissing);
        if (!Populations.Colleges.Contains(typed["college"]))
            yield return new("college", EmployeeTexts.CollegeMissing);
        if (Day(typed["embauche"]) is null)
            yield return new("embauche", EmployeeTexts.HiredMissing);
    }

    private static IEnumerable<FieldFault> Cover(InviteForm typed, InviteChoices choices)
    {
        if (!Chosen(typed, choices).Any())
            yield return new(InviteForm.OptionPrefix + (choices.Contracts.FirstOrDefault()?.Number ?? ""), EmployeeTexts.CoverMissing);
        foreach (var contract in Chosen(typed, choices))
        {
            if (contract.Options.All(o => o.Code != typed.Option(contract.Number)))
                yield return new(InviteForm.OptionPrefix + contract.Number, EmployeeTexts.CoverMissing);
            else if (!Populations.Of(contract, typed["college"], typed["siret"]).Ok)
                yield return new(InviteForm.OptionPrefix + contract.Number, EmployeeTexts.NoPopulation);
        }
        if (Day(typed["effet"]) is not { } from || from < Day(typed["embauche"]))
            yield return new("effet", EmployeeTexts.EffectMissing);
    }

    private static IEnumerable<FieldFault> Contact(InviteForm typed)
    {
        var byLetter = typed["courriel"].Length == 0 || typed.IsTyped;
        if (typed["courriel"].Length > 0 && EmailAddress.Check(EmailAddress.Kept(typed["courriel"])) is not null)
            yield return new("courriel", EmployeeTexts.EmailWrong);
        string[] address = ["rue", "codepostal", "ville"];
        if (byLetter && !typed.IsTyped && address.All(name => typed[name].Length == 0))
            yield return new("courriel", EmployeeTexts.EmailOrAddress);
        else if (byLetter && address.FirstOrDefault(name => typed[name].Length is 0 or > LongestLine) is { } missing)
            yield return new(missing, EmployeeTexts.AddressMissing);
        if (typed["dispense"].Length > 0 && EmailAddress.Check(EmailAddress.Kept(typed["dispense"])) is not null)
            yield return new("dispense", EmployeeTexts.EmailWrong);
        if (typed["telephone"].Length > 0 && !PhoneNumber.IsNumber(typed["telephone"]))
            yield return new("telephone", EmployeeTexts.PhoneWrong);
    }

    private static IEnumerable<FieldFault> People(InviteForm typed, DateOnly today) => typed.People.SelectMany(n => typed.Person(n).Faults(today).Select(f =>
        new FieldFault(InviteForm.PersonField(n, f.Field), f.Field == "lien" ? EmployeeTexts.LinkOfPersonMissing : f.Sentence)));

    private static IEnumerable<FieldFault> Account(InviteForm typed)
    {
        if (Iban.Read(typed["iban"]) is null)
            yield return new("iban", EmployeeTexts.IbanWrong);
        if (typed["mandat"].Length == 0)
            yield return new("mandat", EmployeeTexts.MandateHeldMissing);
    }

    private static IEnumerable<Contract> Chosen(InviteForm typed, InviteChoices choices) =>
        choices.Contracts.Where(c => typed.Option(c.Number).Length > 0);
}
