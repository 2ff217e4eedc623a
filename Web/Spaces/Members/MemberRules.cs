using Grains.CoreSystem;
using Grains.Interfaces.Spaces;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Accounts.Registration;

namespace Web.Spaces.Members;

/// <summary>What the form of a member must hold before a step is left. Each fault leads to its field.</summary>
public static class MemberRules
{
    private const int Longest = 120;

    public static IEnumerable<FieldFault> Person(MemberFields typed, bool accountant)
    {
        if (accountant && BusinessNumber.Siren(typed.FirmSiren ?? "") is null)
            yield return new("f-cabinetSiren", MemberTexts.FirmSirenFault);
        if (accountant && Missing(typed.FirmName))
            yield return new("f-cabinet", MemberTexts.FirmNameMissing);
        if (typed.Title is not ("Madame" or "Monsieur"))
            yield return new("f-civilite", MemberTexts.TitleMissing);
        foreach (var fault in Names(typed.First, typed.Last))
            yield return fault;
        foreach (var fault in Phones(typed))
            yield return fault;
        if (Missing(typed.Email))
            yield return new("f-courriel", MemberTexts.EmailMissing);
        else if (RegisterRules.OfEmail(MemberTexts.Email, typed.Email!) is { } email)
            yield return new("f-courriel", email);
        if (Missing(typed.JobTitle))
            yield return new("f-fonction", MemberTexts.JobTitleMissing);
        if (new[] { typed.JobTitle, typed.FirmName }.Any(t => t?.Length > Longest))
            yield return new("f-fonction", string.Format(MemberTexts.TooLong, Longest));
    }

    public static IEnumerable<FieldFault> Names(string? firstName, string? lastName)
    {
        if (Name(firstName, MemberTexts.FirstNameMissing, MemberTexts.FirstNameFault) is { } first)
            yield return new("f-prenom", first);
        if (Name(lastName, MemberTexts.LastNameMissing, MemberTexts.LastNameFault) is { } last)
            yield return new("f-nom", last);
    }

    public static IEnumerable<FieldFault> Phones(MemberFields typed)
    {
        if (Missing(typed.Mobile) && Missing(typed.Phone))
            yield return new("f-portable", MemberTexts.PhoneMissing);
        if (!Missing(typed.Mobile) && !PhoneNumber.IsNumber(typed.Mobile!))
            yield return new("f-portable", MemberTexts.PhoneFault);
        if (!Missing(typed.Phone) && !PhoneNumber.IsNumber(typed.Phone!))
            yield return new("f-telephone", MemberTexts.PhoneFault);
    }

    /// <param name="granted">How many companies the choice leaves.</param>
    public static IEnumerable<FieldFault> Rights(MemberFields typed, bool accountant, int granted, DateTimeOffset now)
    {
        if (!accountant && typed.Profile is not ("administrateur" or "collaborateur"))
            yield return new("f-profil", MemberTexts.ProfileMissing);
        if (typed.IsAdministrator)
            yield break;
        if (typed.Reach is not ("tout" or "choix"))
            yield return new("f-portee", MemberTexts.ReachMissing);
        if (typed.Reach is "choix" && granted == 0)
            yield return new("f-portee", MemberTexts.NoCompany);
        if (typed.Rights is UniverseRights.None)
            yield return new("f-sante", MemberTexts.NoUniverse);
        if (accountant && (typed.Rights & UniverseRights.Administer) != UniverseRights.None)
            yield return new("f-sante", MemberTexts.AccountantActs);
        if (!Missing(typed.From) && TypedNumbers.Day(typed.From!) is null)
            yield return new("f-debut", MemberTexts.DayFault);
        if (!Missing(typed.To) && TypedNumbers.Day(typed.To!) is null)
            yield return new("f-fin", MemberTexts.DayFault);
        if (TypedNumbers.Day(typed.To ?? "") is { } end && (end < Paris.Day(now) || end < TypedNumbers.Day(typed.From ?? "")))
            yield return new("f-fin", MemberTexts.EndPast);
    }

    public static FieldFault? Of(SpaceRefusal refusal) => refusal switch
    {
        SpaceRefusal.AlreadyMember => new("f-courriel", MemberTexts.AlreadyMember),
        SpaceRefusal.LastAdministrator => new("f-profil", MemberTexts.LastAdministrator),
        SpaceRefusal.NoCompany => new("f-portee", MemberTexts.NoCompany),
        SpaceRefusal.TooMany => new("f-courriel", MemberTexts.TooMany),
        SpaceRefusal.TooSoon => new("f-courriel", MemberTexts.TooSoon),
        SpaceRefusal.Over => new("f-courriel", MemberTexts.AlreadyAnswered),
        SpaceRefusal.Invalid => new("f-profil", MemberTexts.Invalid),
        _ => null,
    };

    private static bool Missing(string? typed) => string.IsNullOrWhiteSpace(typed);

    private static string? Name(string? typed, string missing, string fault) =>
        Missing(typed) ? missing : typed!.Trim().Length > Longest ? string.Format(MemberTexts.TooLong, Longest) : PersonName.IsName(typed) ? null : fault;
}
