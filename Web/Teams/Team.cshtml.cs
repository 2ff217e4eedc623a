using Grains.Access;
using Grains.Calendars;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Requests.Promises;
using Grains.Teams;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Requests.Workbench;
using Web.Security;
using Web.Shared;

namespace Web.Teams;

/// <summary>
/// When a team answers, or the portals' own desk: supervisors write the week and days that are not like it. What may put open promises off is said first,
/// with how
/// many, and is written once it is said again.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class TeamModel(
    Rights rights, TeamQueries queries, WorkbenchTeams teams, CalendarBook calendars, ReplanQueries promises, IGrainFactory grains, FormOperations operations,
    PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    /// <summary>What is typed into which form.</summary>
    public const string OfWeek = "semaine", OfDay = "jour", OfName = "nom";

    public StaffShell Frame { get; private set; } = null!;

    public string Team { get; private set; } = "";

    public bool IsPortal => Team == CalendarBook.Portal;

    public string Name => IsPortal ? TeamTexts.Portals : teams.NameOf(Team);

    public string Itself => $"{TeamsModel.Address}/{Team}";

    public BusinessCalendar Calendar { get; private set; } = BusinessCalendar.Default;

    public CalendarView Written { get; private set; } = new(null, []);

    /// <summary>The hours of each weekday as they were typed, or as they stand; Sunday first.</summary>
    public IReadOnlyList<string> Hours { get; private set; } = [];

    /// <summary>A day as it was typed.</summary>
    public (string Day, string Hours, string Reason) Typed { get; private set; } = ("", "", "");

    public string NewName { get; private set; } = "";

    /// <summary>The form that <see cref="Faults"/> or <see cref="Touched"/> are about.</summary>
    public string Form { get; private set; } = "";

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>How many open promises the change may put off, before it is written; null where nothing is to confirm.</summary>
    public int? Touched { get; private set; }

    /// <summary>What was just done, and whether it began a batch.</summary>
    public (string Sentence, bool Replans)? Done { get; private set; }

    public bool MayWrite => StaffRights.May(By, StaffAct.ManageTeams);

    private Caller By => HttpContext.Caller();

    private ICalendarGrain Grain => grains.GetGrain<ICalendarGrain>(Team);

    public IReadOnlyList<FieldFault> FaultsOf(string form) => Form == form ? Faults : [];

    public bool IsFaulty(string field) => Faults.Any(f => f.Field == field);

    /// <summary>The page, or what stands alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string team, string? fait)
    {
        Done = fait switch
        {
            "semaine" => (TeamTexts.WeekSaved, true), "jour" => (TeamTexts.DaySaved, true),
            "retire" => (TeamTexts.DayRemoved, false), "nom" => (TeamTexts.Renamed, false),
            _ => null,
        };
        return Knows(team) ? await Draw() : NotFound();
    }

    /// <param name="vue">The revision that the page showed.</param>
    /// <param name="heures">Of each weekday, Monday first.</param>
    public async Task<IActionResult> OnPostSemaine(string team, long vue, string?[]? heures, string? confirme, string cle)
    {
        if (Barred(team) is { } barred)
            return barred;
        var typed = TeamHours.Weekdays.Select((day, i) => (Day: day, Text: heures?.ElementAtOrDefault(i) ?? ""))
            .OrderBy(h => h.Day).Select(h => h.Text).ToList();
        (Form, Hours) = (OfWeek, typed);
        var read = typed.Select(TypedHours.Read).ToList();
        if (read.Exists(r => r.Fault is not null))
            return await Refuse([.. TeamHours.Weekdays.Where(d => read[d].Fault is not null).Select(d => new FieldFault(
                $"heures-{d}", TeamHours.Sentence(read[d].Fault!.Value, Typography.Capital(TeamHours.DayName(d)))))]);
        var week = read.Select(r => r.Spelled).ToList();
        if (CalendarWriting.Refuses(week) is not null)
            return await Refuse([new FieldFault("heures-1", TeamTexts.FaultEmpty)]);
        if (await AsksFirst(confirme, null))
            return await Draw();
        var saved = await Grain.SetWeek(By, operations.For(By, cle, "team-week", [team, $"{vue}", .. week]), vue, week);
        return saved.Refusal switch
        {
            null => Back("semaine"),
            CalendarRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            CalendarRefusal.Changed => await Refuse(
                [new FieldFault("heures-1", string.Format(TeamTexts.FaultChanged, TeamHours.Week(await calendars.Find(team, HttpContext.RequestAborted))))]),
            _ => await Refuse([new FieldFault("heures-1", TeamTexts.FaultEmpty)]),
        };
    }

    /// <param name="plage">Its open hours; empty when closed throughout.</param>
    public async Task<IActionResult> OnPostJour(string team, string? jour, string? plage, string? cause, string? confirme, string cle)
    {
        if (Barred(team) is { } barred)
            return barred;
        (Form, Typed) = (OfDay, (jour ?? "", plage ?? "", cause ?? ""));
        var hours = TypedHours.Read(plage);
        if (TypedNumbers.Day(jour ?? "") is not { Year: > 2000 and < 2200 } day)
            return await Refuse([new FieldFault("jour", TeamTexts.FaultDay)]);
        if (hours.Fault is { } fault)
            return await Refuse([new FieldFault("plage", TeamHours.Sentence(fault, TeamTexts.TheDay))]);
        var special = new SpecialDay(day, hours.Spelled, SingleLine.Of(cause ?? ""));
        if (CalendarWriting.Refuses(special, Paris.Day(clock.GetUtcNow())) is { } refusal)
            return await Refuse(refusal);
        if (await AsksFirst(confirme, day))
            return await Draw();
        var saved = await Grain.Close(By, operations.For(By, cle, "team-day", team, $"{day:O}", special.Slots, special.Label), special);
        return saved.Ok ? Back("jour")
            : saved.Refusal is CalendarRefusal.NotAllowed ? StatusCode(StatusCodes.Status403Forbidden)
            : await Refuse(saved.Refusal.Value);
    }

    public async Task<IActionResult> OnPostRetirer(string team, string? jour, string cle)
    {
        if (Barred(team) is { } barred)
            return barred;
        if (TypedNumbers.Day(jour ?? "") is not { } day)
            return NotFound();
        var removed = await Grain.Reopen(By, operations.For(By, cle, "team-day-removed", team, $"{day:O}"), day);
        return removed.Ok ? Back("retire") : removed.Refusal is CalendarRefusal.NotAllowed ? StatusCode(StatusCodes.Status403Forbidden) : NotFound();
    }

    /// <param name="vue">The name that the page showed.</param>
    public async Task<IActionResult> OnPostNom(string team, string? nom, string? vue, string cle)
    {
        if ((Barred(team) ?? (IsPortal ? NotFound() : null)) is { } barred)
            return barred;
        (Form, NewName) = (OfName, nom ?? "");
        var name = SingleLine.Of(nom ?? "");
        if (teams.All.Any(t => t.Key != team && string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
            return await Refuse([new FieldFault("nom", TeamTexts.FaultTwice)]);
        var renamed = await grains.GetGrain<ITeamsGrain>(Caller.StaffPortal)
            .Rename(By, operations.For(By, cle, "rename-team", team, vue, name), team, vue ?? "", name);
        return renamed.Refusal switch
        {
            null => Back("nom"),
            TeamRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            TeamRefusal.NotFound => NotFound(),
            TeamRefusal.Changed => await Refuse([new FieldFault("nom", string.Format(TeamTexts.FaultRenamed, Name))]),
            var other => await Refuse([new FieldFault("nom", TeamsModel.Fault(other.Value))]),
        };
    }

    private StatusCodeResult? Barred(string team) => !Knows(team) ? NotFound() : MayWrite ? null : StatusCode(StatusCodes.Status403Forbidden);

    private bool Knows(string team)
    {
        Team = team;
        return IsPortal || teams.Has(team);
    }

    // Said once more it is written: whoever saves reads first what that does to customers.
    private async Task<bool> AsksFirst(string? confirmed, DateOnly? day)
    {
        if (confirmed == "1")
            return false;
        var touched = await promises.Running(rights.ScopeOf(By), Team, ReplanWork.From(day, clock.GetUtcNow()), HttpContext.RequestAborted);
        Touched = touched == 0 ? null : touched;
        return touched > 0;
    }

    private SeeOther Back(string done) => new(QueryText.Of(Itself, ("fait", done)));

    private Task<IActionResult> Refuse(CalendarRefusal refusal) => Refuse([TeamHours.FaultOf(refusal)]);

    private async Task<IActionResult> Refuse(IReadOnlyList<FieldFault> faults)
    {
        Faults = faults;
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw()
    {
        Calendar = await calendars.Find(Team, HttpContext.RequestAborted);
        Written = await queries.Calendar(rights.ScopeOf(By), Team, Paris.Day(clock.GetUtcNow()), HttpContext.RequestAborted);
        if (Form != OfWeek)
            Hours = [.. Calendar.Week.Select(OpeningHours.Slots)];
        if (HttpContext.IsFragment())
            return Partial("_TeamHours", this);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
