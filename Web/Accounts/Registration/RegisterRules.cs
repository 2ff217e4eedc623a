using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.CoreSystem;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Web.Accounts.Profile;

namespace Web.Accounts.Registration;

/// <param name="Field">Id of the field to lead to.</param>
public sealed record RegisterFault(string Field, string Sentence)
{
    public bool IsPassword => Field is PasswordFields.First or PasswordFields.Again;

    public string Anchor => IsPassword ? Field : $"f-{Field}";
}

/// <summary>What a registration's fields must be before they are taken. Whether they are true is the referential's to say.</summary>
public static class RegisterRules
{
    // Boxes that several people read, without accents: one address must be one person.
    private static readonly HashSet<string> Shared =
        ["contact", "rh", "drh", "info", "infos", "compta", "comptabilite", "accueil", "admin", "administration", "direction", "secretariat", "paie", "paye",
            "service", "bonjour", "hello", "mail", "courrier", "gestion", "office"];

    public static IEnumerable<RegisterFault> Faults(Policy policy, RegistrationStep step, IReadOnlyDictionary<string, string> fields, DateTimeOffset now)
    {
        foreach (var field in RegistrationSteps.Fields(policy, step).Where(f => f != RegistrationSteps.Unticked))
        {
            var typed = fields.GetValueOrDefault(field, "").Trim();
            var sentence = typed.Length > RegistrationSteps.MaxLength ? string.Format(RegisterTexts.TooLong, RegisterFields.Find(field).Label)
                : typed.Length == 0 ? RegisterFields.Find(field).Missing
                : Malformed(step, field, typed, now);
            if (sentence is not null)
                yield return new RegisterFault(field, sentence);
        }
    }

    /// <summary>« rh@… », « contact.paris@… »: read by several people, most likely.</summary>
    public static bool IsShared(string email) =>
        email.Split('@')[0].Split('.', '-', '_', '+') is [var first, ..] && Shared.Contains(SearchText.Normalize(first));

    /// <summary>What is wrong with an address, after the label of its field; null when mail may reach it.</summary>
    public static string? OfEmail(string label, string typed) => EmailAddress.Check(typed) switch
    {
        null => null,
        EmailFault.TooLong => string.Format(RegisterTexts.EmailTooLong, label),
        EmailFault.NoDomain => string.Format(RegisterTexts.EmailNoDomain, label),
        _ => string.Format(RegisterTexts.EmailFault, label),
    };

    // In a proof only the shape of a SIREN or SIRET is told; whatever else is wrong is one answer for all.
    private static string? Malformed(RegistrationStep step, string field, string typed, DateTimeOffset now) => field switch
    {
        "siren" when BusinessNumber.Siren(typed) is null => RegisterTexts.SirenFault,
        "siret" when BusinessNumber.Siret(typed) is null => RegisterTexts.SiretFault,
        "naissance" =>
            TypedNumbers.Day(typed) is not { } day ? RegisterTexts.DayFault : step is RegistrationStep.Person && !IsPlausible(day, now)
                ? RegisterTexts.AgeFault : null,
        "telephone" when !PhoneNumber.IsNumber(typed) => RegisterTexts.PhoneFault,
        "courriel" => OfEmail(RegisterTexts.Courriel, typed),
        "nom" or "prenom" when step is RegistrationStep.Person && !PersonName.IsName(typed) =>
            string.Format(RegisterTexts.NameFault, RegisterFields.Find(field).Label),
        "piece" when !Enum.TryParse<IdentityKind>(typed, out var kind) || !Enum.IsDefined(kind) => RegisterTexts.KindFault,
        _ => null,
    };

    private static bool IsPlausible(DateOnly birth, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return birth <= today.AddYears(-16) && birth >= today.AddYears(-110);
    }
}
