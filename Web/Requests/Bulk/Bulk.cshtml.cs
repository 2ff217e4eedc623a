using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Bulk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Display;
using Web.Requests.Workbench;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Bulk;

/// <summary>
/// One act on requests that an adviser has chosen in the queues: what it reaches and what it leaves out, with the reason; once confirmed, a batch that is followed.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(64 * 1024)]
public sealed class BulkModel(
    Rights rights, BulkQueries requests, BulkService bulk, ColleagueQueries colleagues, WorkbenchTeams teams, FormOperations operations, PageShells frames)
    : PageModel, IStaffPage
{
    public const string Address = "/gestion/lot";

    public StaffShell Frame { get; private set; } = null!;

    public BulkView View { get; private set; } = null!;

    private Caller By => HttpContext.Caller();

    /// <summary>Nothing is chosen by an address.</summary>
    public IActionResult OnGet() => Redirect($"{WorkbenchView.Path}?{BulkView.Choosing}=1");

    /// <summary>What the act would reach; changes nothing.</summary>
    /// <param name="ou">The query of the list that one comes from.</param>
    public async Task<IActionResult> OnPost([FromForm] List<string>? demande, string? geste, string? ou)
    {
        if (!StaffRights.May(By, StaffAct.AnswerRequests))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (BulkView.ActOf(geste) is not { } act)
            return NotFound();
        return await Draw(act, demande, ou, new BulkFields());
    }

    /// <summary>Does it, to those that were said.</summary>
    public async Task<IActionResult> OnPostLancer(
        [FromForm] List<string>? demande, string? geste, string? ou, string? destination, [Verbatim] string? motcommun, [Verbatim] string? consignecommune, string cle)
    {
        if (!StaffRights.May(By, StaffAct.AnswerRequests))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (BulkView.ActOf(geste) is not { } act)
            return NotFound();
        var typed = new BulkFields(
            TypedText.Of(act is BulkAct.Close ? motcommun : consignecommune).Trim(), destination ?? "");
        var chosen = Chosen(demande);
        var wish = Wish(act, chosen, typed);
        if (chosen.Count == 0 || wish is null || Faults(act, typed).Count > 0)
            return await Draw(act, demande, ou, typed, Faults(act, typed));
        var begun = await bulk.Begin(
            By, operations.For(By, cle, "bulk", $"{act}", wish.Text, wish.Team, wish.Handler, string.Join(' ', wish.Numbers)), wish);
        return begun.Ok ? new SeeOther($"/gestion/traitements/{begun.Value}") : NotFound();
    }

    private BulkWish? Wish(BulkAct act, IReadOnlyList<string> chosen, BulkFields typed) => act switch
    {
        BulkAct.TakeCharge => new BulkWish(act, chosen),
        BulkAct.Close => new BulkWish(act, chosen, typed.Text.ReplaceLineEndings(" ")),
        _ => typed.To.Split('/', 2) switch
        {
            ["compte", { Length: > 0 } account] => new BulkWish(act, chosen, typed.Text, Handler: account),
            ["equipe", var team] when teams.Has(team) => new BulkWish(act, chosen, typed.Text, Team: team),
            _ => null,
        },
    };

    private List<FieldFault> Faults(BulkAct act, BulkFields typed)
    {
        var (field, most) = act is BulkAct.Close ? ("motcommun", BulkView.LongestReason) : ("consignecommune", NewMessage.MaxLength);
        var faults = new List<FieldFault>();
        if (act is BulkAct.Transfer && Wish(act, [], typed) is null)
            faults.Add(new("destination", BulkTexts.ErrorTo));
        if (act is not BulkAct.TakeCharge && typed.Text.Length == 0)
            faults.Add(new(field, act is BulkAct.Close ? BulkTexts.ErrorReason : BulkTexts.ErrorNote));
        if (act is not BulkAct.TakeCharge && typed.Text.Length > most)
            faults.Add(new(field, string.Format(BulkTexts.ErrorLong, French.Number(most))));
        return faults;
    }

    private async Task<IActionResult> Draw(BulkAct act, List<string>? sent, string? place, BulkFields typed, IReadOnlyList<FieldFault>? faults = null)
    {
        var (scope, chosen) = (rights.ScopeOf(By), Chosen(sent));
        var rows = chosen.Count == 0 ? [] : await requests.Chosen(scope, By, act, chosen, HttpContext.RequestAborted);
        View = new BulkView(act, rows, typed, faults ?? [], place)
        {
            Surplus = Math.Max(0, (sent?.Count ?? 0) - BulkWish.MostChosen),
            Teams = teams.All,
            Colleagues = act is BulkAct.Transfer ? await colleagues.List(scope, HttpContext.RequestAborted) : [],
        };
        Frame = await frames.Staff(HttpContext);
        if (faults is not null || View.Reached.Count == 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // As numbers are spelt; whatever else was sent names no request.
    private static IReadOnlyList<string> Chosen(List<string>? sent) =>
        [.. (sent ?? []).Where(n => n.Length is > 0 and <= 20 && n.All(c => char.IsAsciiDigit(c) || c == '-')).Distinct().Take(BulkWish.MostChosen)];
}
