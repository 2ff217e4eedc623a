using Grains.CoreSystem;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;

namespace Web.Spaces.Members;

/// <summary>
/// The form of a member as it is typed, and sent on from step to step: nothing of it is kept on the server. Companies are a difference to what
/// is granted now, or « toutes sauf », never the list.
/// </summary>
public sealed class MemberFields
{
    [FromForm(Name = "civilite")]
    public string? Title { get; set; }

    [FromForm(Name = "prenom")]
    public string? First { get; set; }

    [FromForm(Name = "nom")]
    public string? Last { get; set; }

    [FromForm(Name = "portable")]
    public string? Mobile { get; set; }

    [FromForm(Name = "telephone")]
    public string? Phone { get; set; }

    [FromForm(Name = "courriel")]
    public string? Email { get; set; }

    [FromForm(Name = "fonction")]
    public string? JobTitle { get; set; }

    [FromForm(Name = "cabinetSiren")]
    public string? FirmSiren { get; set; }

    [FromForm(Name = "cabinet")]
    public string? FirmName { get; set; }

    /// <summary><c>administrateur</c> or <c>collaborateur</c>; of an accountant nothing.</summary>
    [FromForm(Name = "profil")]
    public string? Profile { get; set; }

    /// <summary><c>tout</c> or <c>choix</c>.</summary>
    [FromForm(Name = "portee")]
    public string? Reach { get; set; }

    [FromForm(Name = "sante")]
    public int Health { get; set; }

    [FromForm(Name = "prevoyance")]
    public int Provident { get; set; }

    [FromForm(Name = "affiliation")]
    public int Affiliation { get; set; }

    [FromForm(Name = "retraite")]
    public int Retirement { get; set; }

    [FromForm(Name = "debut")]
    public string? From { get; set; }

    [FromForm(Name = "fin")]
    public string? To { get; set; }

    /// <summary>What <see cref="Added"/> and <see cref="Removed"/> are a difference to.</summary>
    [FromForm(Name = "depart")]
    public GrantBase Base { get; set; }

    /// <summary>SIREN, separated by spaces.</summary>
    [FromForm(Name = "plus")]
    public string? Added { get; set; }

    [FromForm(Name = "moins")]
    public string? Removed { get; set; }

    [FromForm(Name = "chercher")]
    public string? SearchAll { get; set; }

    [FromForm(Name = "chercherAccordees")]
    public string? SearchGranted { get; set; }

    /// <summary>The SIREN after which the page of a list begins, and after which its next one does.</summary>
    [FromForm(Name = "apresToutes")]
    public string? AfterAll { get; set; }

    [FromForm(Name = "finToutes")]
    public string? EndAll { get; set; }

    [FromForm(Name = "apresAccordees")]
    public string? AfterGranted { get; set; }

    [FromForm(Name = "finAccordees")]
    public string? EndGranted { get; set; }

    /// <summary>Ticked in the left list, and in the right one.</summary>
    [FromForm(Name = "ajouter")]
    public string[] Ticked { get; set; } = [];

    [FromForm(Name = "retirer")]
    public string[] Unticked { get; set; } = [];

    public bool IsAdministrator => Profile is "administrateur";

    public bool SeesAll => IsAdministrator || Reach is not "choix";

    /// <summary>1 read, 2 act, 3 administer; 0 nothing.</summary>
    public static int Level(UniverseRights rights, UniverseRights read) =>
        rights.HasFlag((UniverseRights)((int)read << 8)) ? 3 : rights.HasFlag((UniverseRights)((int)read << 4)) ? 2 : rights.HasFlag(read) ? 1 : 0;

    public UniverseRights Rights => Of(Health, UniverseRights.ReadHealth) | Of(Provident, UniverseRights.ReadProvident)
        | Of(Affiliation, UniverseRights.ReadAffiliation) | Of(Retirement, UniverseRights.ReadRetirement);

    /// <summary>The person as the actor takes them.</summary>
    public PersonFacts Person => new(Title ?? "", Kept(First), Kept(Last), Kept(Email), PhoneNumber.Clean(Phone ?? ""), PhoneNumber.Clean(Mobile ?? ""),
        Kept(JobTitle));

    /// <param name="accountant">Then there is no choice of a role.</param>
    public MemberRights MemberRights(string portal, bool accountant) => new(
        accountant ? SpaceRole.ExpertComptable : IsAdministrator ? SpaceRole.Administrateur : SpaceRole.Collaborateur,
        IsAdministrator ? UniverseRights.All : Rights, Choice(portal), Instant(TypedNumbers.Day(From ?? "")), Instant(TypedNumbers.Day(To ?? "")?.AddDays(1)));

    public GrantChange Choice(string portal) => SeesAll ? GrantChange.Everything : new(false, Base, Keys(portal, Added), Keys(portal, Removed));

    /// <summary>What a button of the picker does to the choice.</summary>
    public void Pick(string? act)
    {
        var (added, removed) = (Sirens(Added), Sirens(Removed));
        (Base, var plus, var minus) = act switch
        {
            "ajouter" => (Base, added.Union(Ticked.Where(IsSiren)), removed.Except(Ticked)),
            "retirer" => (Base, added.Except(Unticked), removed.Union(Unticked.Where(IsSiren))),
            "tout-ajouter" => (GrantBase.All, [], []),
            "tout-retirer" => (GrantBase.None, [], []),
            // Who turns a page or searches keeps what they ticked on the one they leave.
            "chercher" or "suite-toutes" or "debut-toutes" or "suite-accordees" or "debut-accordees" =>
                (Base, added.Union(Ticked.Where(IsSiren)).Except(Unticked), removed.Except(Ticked).Union(Unticked.Where(IsSiren))),
            _ => (Base, added, removed),
        };
        (AfterAll, AfterGranted) = act switch
        {
            "suite-toutes" => (Cursor(EndAll), Cursor(AfterGranted)),
            "suite-accordees" => (Cursor(AfterAll), Cursor(EndGranted)),
            "debut-toutes" => (null, Cursor(AfterGranted)),
            "debut-accordees" => (Cursor(AfterAll), null),
            "ajouter" or "retirer" => (Cursor(AfterAll), Cursor(AfterGranted)),
            _ => (null, null),
        };
        (Added, Removed) = (string.Join(' ', plus.Distinct()), string.Join(' ', minus.Distinct()));
        (Ticked, Unticked) = ([], []);
    }

    /// <summary>What a member is now, in the form's words.</summary>
    public static MemberFields Of(MemberSummary member) => new()
    {
        Title = member.Title,
        First = member.FirstName,
        Last = member.LastName,
        Mobile = member.Mobile,
        Phone = member.Phone,
        Email = member.Email,
        JobTitle = member.JobTitle,
        FirmSiren = member.FirmSiren,
        FirmName = member.FirmName,
        Profile = MemberLabels.Slug(member.Role),
        Reach = member.Whole ? "tout" : "choix",
        Health = Level(member.Rights, UniverseRights.ReadHealth),
        Provident = Level(member.Rights, UniverseRights.ReadProvident),
        Affiliation = Level(member.Rights, UniverseRights.ReadAffiliation),
        Retirement = Level(member.Rights, UniverseRights.ReadRetirement),
        From = member.FromAt is { } from ? $"{Paris.Day(from):dd/MM/yyyy}" : null,
        To = member.EndsAt is { } ends ? $"{Paris.Day(ends.AddSeconds(-1)):dd/MM/yyyy}" : null,
    };

    private static UniverseRights Of(int level, UniverseRights read) => level switch
    {
        1 => read,
        2 => read | (UniverseRights)((int)read << 4),
        3 => read | (UniverseRights)((int)read << 4) | (UniverseRights)((int)read << 8),
        _ => UniverseRights.None,
    };

    private static IReadOnlyList<string> Keys(string portal, string? sirens) => [.. Sirens(sirens).Select(s => $"{portal}/{s}")];

    private static IEnumerable<string> Sirens(string? typed) => (typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsSiren);

    private static bool IsSiren(string typed) => typed.Length == 9 && typed.All(char.IsAsciiDigit);

    private static string? Cursor(string? typed) => typed is not null && IsSiren(typed) ? typed : null;

    private static string Kept(string? typed) => typed?.Trim() ?? "";

    private static DateTimeOffset? Instant(DateOnly? day) => day is { } kept ? Paris.At(kept.ToDateTime(TimeOnly.MinValue)) : null;
}
