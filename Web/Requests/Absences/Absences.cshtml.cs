using Grains.Access;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Absences;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Absences;

/// <summary>« Absences »: the back office reads who is away; advisers announce their own, supervisors anybody's.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class AbsencesModel(
    Rights rights, AbsenceQueries absences, ColleagueQueries colleagues, IGrainFactory grains, FormOperations operations, PageShells frames, TimeProvider clock)
    : PageModel, IStaffPage
{
    public const string Address = "/gestion/absences";

    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<AbsenceView> Listed { get; private set; } = [];

    /// <summary>Whose absence one may announce: everybody's, or one's own.</summary>
    public IReadOnlyList<Colleague> Whose { get; private set; } = [];

    /// <summary>As it was typed: whose, from when, until when.</summary>
    public (string Who, string From, string Until) Typed { get; private set; } = ("", "", "");

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool MayWriteOf(string account) => Supervises || account == By.Account && StaffRights.May(By, StaffAct.AnswerRequests);

    private bool Supervises => StaffRights.May(By, StaffAct.RouteRequests);

    private Caller By => HttpContext.Caller();

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public Task<IActionResult> OnGet(string? fait)
    {
        Done = fait switch { "annoncee" => AbsenceTexts.Announced, "annulee" => AbsenceTexts.Cancelled, _ => null };
        return Draw();
    }

    /// <param name="du">The first day away.</param>
    /// <param name="au">The last one.</param>
    public async Task<IActionResult> OnPost(string? qui, string? du, string? au, string cle)
    {
        var who = qui ?? By.Account;
        if (!MayWriteOf(who))
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = (who, du ?? "", au ?? "");
        if (Day(du) is not { } first || Day(au) is not { } last)
            return await Refuse(new FieldFault(Day(du) is null ? "du" : "au", AbsenceTexts.FaultDay));
        var absence = new Absence(Paris.At(first.ToDateTime(default)), Paris.At(last.AddDays(1).ToDateTime(default)));
        var announced = await grains.GetGrain<IAbsenceGrain>(who).Announce(By, operations.For(By, cle, "absence", who, $"{first:O}", $"{last:O}"), absence);
        return announced.Refusal switch
        {
            null => Back("annoncee"),
            AbsenceRefusal.NotFound => NotFound(),
            AbsenceRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            AbsenceRefusal.Overlaps => await Refuse(new FieldFault("du", AbsenceTexts.FaultOverlaps)),
            AbsenceRefusal.TooMany => await Refuse(new FieldFault("du", string.Format(AbsenceTexts.FaultMany, Absence.Most))),
            _ => await Refuse(new FieldFault("au", AbsenceTexts.FaultAhead)),
        };
    }

    public async Task<IActionResult> OnPostAnnuler(string? qui, string? absence, string cle)
    {
        if (!MayWriteOf(qui ?? ""))
            return StatusCode(StatusCodes.Status403Forbidden);
        var cancelled = await grains.GetGrain<IAbsenceGrain>(qui!).Cancel(By, operations.For(By, cle, "cancel-absence", qui, absence), absence ?? "");
        return cancelled.Ok ? Back("annulee") : NotFound();
    }

    private static DateOnly? Day(string? typed) => TypedNumbers.Day(typed ?? "") is { Year: > 2000 and < 2200 } day ? day : null;

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
        var scope = rights.ScopeOf(By);
        Listed = await absences.All(scope, HttpContext.RequestAborted);
        if (HttpContext.IsFragment())
            return Partial("_AbsenceList", this);
        Whose = [.. (await colleagues.List(scope, HttpContext.RequestAborted)).Where(c => MayWriteOf(c.Account))];
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
