using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;

namespace Grains.Spaces;

/// <summary>What a verb of a space decides with, beside the state.</summary>
/// <param name="Space">Key of the space.</param>
/// <param name="Acting">The caller's own row; null for staff, and for whom the space does not know.</param>
/// <param name="Target">The row of who is acted on, or null.</param>
/// <param name="Granted">Companies granted to them now.</param>
internal sealed record SpaceTurn(string Space, Caller By, SpaceMember? Acting, SpaceMember? Target, IReadOnlyList<string> Granted, DateTimeOffset At, Policy Policy)
{
    public string Portal => Space.Split('/')[0];

    /// <summary>The space's companies, where what is granted is decided anew.</summary>
    public IReadOnlySet<string> Companies { get; init; } = new HashSet<string>();

    /// <summary>What the space is called.</summary>
    public string SpaceName { get; init; } = "";

    /// <summary>Open accounts of administrators beside the one acted on: one more than are told at once where they are more.</summary>
    public IReadOnlyList<string> OtherAdministrators { get; init; } = [];

    /// <summary>One of them who has been here, or null: somebody invited who never signed in keeps no space.</summary>
    public string? OtherAdministrator { get; init; }

    /// <summary>Who did it, as mails say it: an adviser of the insurer is not named.</summary>
    public string Doer => By.IsStaff ? "" : By.Name;

    /// <summary>Accounts that object to the claim that waits.</summary>
    public IReadOnlyList<string> Objectors { get; init; } = [];

    /// <summary>Who has the target's mandate passed on.</summary>
    public IReadOnlyList<SpaceMember> PassedOn { get; init; } = [];

    /// <summary>Companies granted to each of them.</summary>
    public ILookup<string, string> GrantedOn { get; init; } = Array.Empty<string>().ToLookup(c => c);

    /// <summary>The mandate that the target has passed on, or null.</summary>
    public SpaceMember? Mandate { get; init; }

    /// <summary>The account that has the address invited, if any: told live.</summary>
    public string? Invited { get; init; }

    /// <summary>
    /// Why the caller may not change the members. Not being an administrator and not being a member answer alike only to people outside; inside,
    /// the list of members is readable.
    /// </summary>
    public SpaceRefusal? Forbidden => Acting?.IsActive(At) is not true ? SpaceRefusal.NotFound
        : Acting.Role is not SpaceRole.Administrateur ? SpaceRefusal.NotAdministrator
        : null;

    /// <summary>The same for what is done to a member: who has a mandate passed on is none.</summary>
    public SpaceRefusal? Refused => Forbidden ?? (Target is null or { Status: MemberStatus.PassedOn } ? SpaceRefusal.NotFound : null);

    /// <summary>Everybody may leave.</summary>
    public bool IsOneself => Acting?.IsActive(At) is true && Target?.Member == Acting.Member;

    /// <param name="about">Whom it is about: a name where one was typed, else their account.</param>
    public Effect Journal(string action, SpaceMember? about = null) =>
        JournalRow.Of(Space, At, By.Account, action, about is null ? "" : about.LastName.Length > 0 ? about.Name : about.Account ?? about.Member);

    /// <summary>A mail to a member who has an account; others hear by their invitation alone.</summary>
    public IEnumerable<Effect> Mail(string template, SpaceMember to) => to.Account is null || to.Account == By.Account ? [] :
    [
        new MailJob(template, to.Account, Portal, new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = Doer, ["space"] = SpaceName, ["link"] = $"/{Portal}/accueil" })
            .At($"{template}/{Space}/{to.Member}/{At.ToUnixTimeMilliseconds()}", At, JobLane.Mail),
    ];

    /// <summary>What a member did about their own place, told to those who administrate the space.</summary>
    public IEnumerable<Effect> TellAdministrators(string template, SpaceMember about) => new AdministratorMail(
        Portal, template, AdministratorMailWork.OfSpace, Space, $"{Space}/{about.Member}")
    {
        Values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["by"] = about.Name, ["space"] = SpaceName, ["link"] = $"/{Portal}/utilisateurs?espace={Space[(Portal.Length + 1)..]}",
        },
    }.To(OtherAdministrators, By, At);
}
