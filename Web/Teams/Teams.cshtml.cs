using Grains.Access;
using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Teams;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Requests.Workbench;
using Web.Security;
using Web.Shared;

namespace Web.Teams;

/// <summary>« Équipes et horaires »: the back office reads who is in which team; supervisors make teams and move colleagues between them.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class TeamsModel(
    Rights rights, TeamQueries queries, WorkbenchTeams teams, CalendarBook calendars, TeamBook book, IGrainFactory grains, FormOperations operations,
    PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public const string Address = "/gestion/equipes";

    // Between a colleague and the team that the page showed them in.
    private const char InTeam = '|';

    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<TeamLine> Lines { get; private set; } = [];

    public IReadOnlyList<MemberView> Colleagues { get; private set; } = [];

    public IReadOnlyList<(string Key, string Name)> Teams => teams.All;

    public string NameOf(string team) => teams.NameOf(team);

    /// <summary>As they were typed: the name of a new team; a colleague, and their new team.</summary>
    public (string Name, string Account, string Team) Typed { get; private set; } = ("", "", "");

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    public bool MayWrite => StaffRights.May(By, StaffAct.ManageTeams);

    private Caller By => HttpContext.Caller();

    private ITeamsGrain Grain => grains.GetGrain<ITeamsGrain>(Caller.StaffPortal);

    public static string Option(MemberView one) => $"{one.Account}{InTeam}{one.Team}";

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public Task<IActionResult> OnGet(string? fait)
    {
        Done = fait switch { "creee" => TeamTexts.Created, "deplace" => TeamTexts.Moved, _ => null };
        return Draw();
    }

    public async Task<IActionResult> OnPost(string? nom, string cle)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var name = (nom ?? "").Trim();
        Typed = (nom ?? "", "", "");
        if (teams.All.Any(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
            return await Refuse(new FieldFault("nom", TeamTexts.FaultTwice));
        var made = await Grain.Create(By, operations.For(By, cle, "make-team", name), name);
        return made.Ok ? Back("creee")
            : made.Refusal is TeamRefusal.NotAllowed ? StatusCode(StatusCodes.Status403Forbidden)
            : await Refuse(new FieldFault("nom", Fault(made.Refusal.Value)));
    }

    /// <param name="collegue">Their account, with the team that they were shown in.</param>
    /// <param name="equipe">Empty for none.</param>
    public async Task<IActionResult> OnPostPlacer(string? collegue, string? equipe, string cle)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var (account, seen) = (collegue ?? "").LastIndexOf(InTeam) is var at and >= 0 ? (collegue![..at], collegue[(at + 1)..]) : ("", "");
        Typed = ("", account, equipe ?? "");
        if (account.Length == 0)
            return await Refuse(new FieldFault("collegue", TeamTexts.FaultColleague));
        if (Typed.Team.Length > 0 && !teams.Has(Typed.Team))
            return NotFound();
        var moved = await Grain.Move(By, operations.For(By, cle, "move-colleague", account, seen, Typed.Team), account, seen, Typed.Team);
        return moved.Refusal switch
        {
            null => Back("deplace"),
            TeamRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            TeamRefusal.Changed => await Refuse(new FieldFault("collegue", TeamTexts.FaultMoved)),
            _ => NotFound(),
        };
    }

    internal static string Fault(TeamRefusal refusal) => refusal switch
    {
        TeamRefusal.Twice => TeamTexts.FaultTwice,
        TeamRefusal.TooMany => string.Format(TeamTexts.FaultMany, TeamName.Most),
        _ => string.Format(TeamTexts.FaultName, TeamName.Longest),
    };

    private static SeeOther Back(string done) => new(QueryText.Of(Address, ("fait", done)));

    private async Task<IActionResult> Refuse(FieldFault fault)
    {
        Faults = [fault];
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw()
    {
        await book.Renew(HttpContext.RequestAborted);
        var (view, now) = (await queries.All(rights.ScopeOf(By), [.. Teams.Select(t => t.Key)], HttpContext.RequestAborted), clock.GetUtcNow());
        Colleagues = view.Colleagues;
        var hours = await calendars.Find(Teams.Select(t => t.Key).Append(CalendarBook.Portal), HttpContext.RequestAborted);
        Lines =
        [
            .. Teams.Select(t => new TeamLine(
                t.Key, t.Name, [.. Colleagues.Where(c => c.Team == t.Key).Select(c => c.Name)], view.Open.GetValueOrDefault(t.Key),
                TeamHours.Now(hours[t.Key], now))),
            new TeamLine(CalendarBook.Portal, TeamTexts.Portals, [], null, TeamHours.Now(hours[CalendarBook.Portal], now)),
        ];
        if (HttpContext.IsFragment())
            return Partial("_TeamList", this);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}

/// <param name="Key">Of the team, or of the portals' own calendar.</param>
/// <param name="Open">Open requests; null where there are none to count.</param>
public sealed record TeamLine(string Key, string Name, IReadOnlyList<string> Members, int? Open, string Now);
