using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Profile;
using Web.Employees.Invite;

namespace Web.Employees.Affiliation;

/// <summary>The first step: where the employee lives, how they are called, their number.</summary>
public sealed record DetailsInput
{
    private const int Longest = 120;

    [FromForm(Name = "rue")]
    public string? Rue { get; init; }

    [FromForm(Name = "codepostal")]
    public string? CodePostal { get; init; }

    [FromForm(Name = "ville")]
    public string? Ville { get; init; }

    [FromForm(Name = "telephone")]
    public string? Telephone { get; init; }

    [FromForm(Name = "nir")]
    public string? Nir { get; init; }

    public PersonalDetails Details => new(Cut(Rue), Cut(CodePostal), Cut(Ville), PhoneNumber.Clean(Cut(Telephone)), InviteRules.Nir(Cut(Nir)));

    public Dictionary<string, string> Fields => new()
    {
        ["rue"] = Cut(Rue), ["codepostal"] = Cut(CodePostal), ["ville"] = Cut(Ville), ["telephone"] = Cut(Telephone), ["nir"] = Cut(Nir),
    };

    public IReadOnlyList<FieldFault> Faults() => [.. All()];

    private IEnumerable<FieldFault> All()
    {
        if (Cut(Rue).Length == 0)
            yield return new("rue", EmployeeTexts.StreetMissing);
        if (Cut(CodePostal).Length == 0)
            yield return new("codepostal", EmployeeTexts.PostCodeMissing);
        if (Cut(Ville).Length == 0)
            yield return new("ville", EmployeeTexts.CityMissing);
        if (Cut(Telephone).Length > 0 && !PhoneNumber.IsNumber(Cut(Telephone)))
            yield return new("telephone", EmployeeTexts.PhoneWrong);
        if (Cut(Nir).Length > 0 && !Grains.Contracts.Nir.IsValid(InviteRules.Nir(Cut(Nir))))
            yield return new("nir", EmployeeTexts.NirWrong);
    }

    private static string Cut(string? typed) => typed is { Length: <= Longest } ? typed.Trim() : "";
}

/// <summary>One person to cover.</summary>
public sealed record BeneficiaryInput
{
    [FromForm(Name = "lien")]
    public string? Lien { get; init; }

    [FromForm(Name = "nom")]
    public string? Nom { get; init; }

    [FromForm(Name = "prenom")]
    public string? Prenom { get; init; }

    [FromForm(Name = "naissance")]
    public string? Naissance { get; init; }

    public static readonly IReadOnlyList<string> Names = ["lien", "prenom", "nom", "naissance"];

    public static BeneficiaryInput Of(Func<string, string> typed) =>
        new() { Lien = typed("lien"), Prenom = typed("prenom"), Nom = typed("nom"), Naissance = typed("naissance") };

    public NewBeneficiary? Beneficiary => InviteRules.Day(Naissance ?? "") is { } born && Grains.Contracts.Beneficiary.Links.Contains(Lien ?? "")
        && Cut(Nom).Length > 0 && Cut(Prenom).Length > 0
        ? new NewBeneficiary(Lien!, Cut(Nom), Cut(Prenom), born) : null;

    public Dictionary<string, string> Fields => new()
    {
        ["lien"] = Lien ?? "", ["nom"] = Cut(Nom), ["prenom"] = Cut(Prenom), ["naissance"] = Cut(Naissance),
    };

    public IReadOnlyList<FieldFault> Faults(DateOnly today) => [.. All(today)];

    private IEnumerable<FieldFault> All(DateOnly today)
    {
        if (!Grains.Contracts.Beneficiary.Links.Contains(Lien ?? ""))
            yield return new("lien", EmployeeTexts.LinkMissing);
        if (Cut(Nom).Length == 0)
            yield return new("nom", EmployeeTexts.NameMissing);
        if (Cut(Prenom).Length == 0)
            yield return new("prenom", EmployeeTexts.FirstNameMissing);
        if (InviteRules.Day(Naissance ?? "") is not { } born || born > today)
            yield return new("naissance", EmployeeTexts.BirthMissing);
    }

    private static string Cut(string? typed) => typed is { Length: <= 120 } ? typed.Trim() : "";
}
