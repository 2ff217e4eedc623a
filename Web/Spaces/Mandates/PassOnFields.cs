using Grains.CoreSystem;
using Grains.Interfaces.Spaces;
using Grains.Spaces.Mandates;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Profile;
using Web.Spaces.Members;

namespace Web.Spaces.Mandates;

/// <summary>What of a mandate is passed on, as it is typed.</summary>
public sealed class PassOnFields
{
    [FromForm(Name = "collegue")]
    public string? Colleague { get; set; }

    /// <summary><c>tout</c> or <c>choix</c>.</summary>
    [FromForm(Name = "portee")]
    public string? Reach { get; set; }

    /// <summary>SIREN of the companies that are ticked.</summary>
    [FromForm(Name = "societes")]
    public string[] Companies { get; set; } = [];

    [FromForm(Name = "sante")]
    public int Health { get; set; }

    [FromForm(Name = "prevoyance")]
    public int Provident { get; set; }

    [FromForm(Name = "affiliation")]
    public int Affiliation { get; set; }

    [FromForm(Name = "retraite")]
    public int Retirement { get; set; }

    [FromForm(Name = "jusquau")]
    public string? Until { get; set; }

    public bool Chooses => Reach is "choix";

    public UniverseRights Rights =>
        new MemberFields { Health = Health, Provident = Provident, Affiliation = Affiliation, Retirement = Retirement }.Rights;

    /// <summary>All that the mandate gives.</summary>
    public static PassOnFields Of(FirmClient client) => new()
    {
        Reach = "tout",
        Health = MemberFields.Level(client.Rights, UniverseRights.ReadHealth),
        Provident = MemberFields.Level(client.Rights, UniverseRights.ReadProvident),
        Affiliation = MemberFields.Level(client.Rights, UniverseRights.ReadAffiliation),
        Retirement = MemberFields.Level(client.Rights, UniverseRights.ReadRetirement),
    };

    public PassingOn Given(string portal) =>
        new(Colleague ?? "", Rights, Chooses ? [.. Companies.Select(siren => $"{portal}/{siren}")] : null, End is { } day ? Paris.At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null);

    public IEnumerable<FieldFault> Faults(DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(Colleague))
            yield return new("f-collegue", MandateTexts.ColleagueMissing);
        if (Chooses && Companies.Length == 0)
            yield return new("f-portee", MandateTexts.CompanyMissing);
        if (Rights is UniverseRights.None)
            yield return new("f-sante", MandateTexts.UniverseMissing);
        if (!string.IsNullOrWhiteSpace(Until) && End is null)
            yield return new("f-jusquau", MemberTexts.DayFault);
        if (End < Paris.Day(now))
            yield return new("f-jusquau", MemberTexts.EndPast);
    }

    public static FieldFault? Of(SpaceRefusal refusal) => refusal switch
    {
        SpaceRefusal.Beyond => new("f-portee", MandateTexts.Beyond),
        SpaceRefusal.NoCompany => new("f-portee", MandateTexts.CompanyMissing),
        SpaceRefusal.Over => new("confier", MandateTexts.Over),
        SpaceRefusal.AlreadyMember => new("f-collegue", MandateTexts.AlreadyHas),
        SpaceRefusal.TooMany => new("f-portee", MandateTexts.TooMany),
        SpaceRefusal.Invalid => new("f-collegue", MandateTexts.Invalid),
        _ => null,
    };

    private DateOnly? End => TypedNumbers.Day(Until ?? "");
}
