using Grains.Contracts;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Live;
using Web.Requests.Thread;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Workbench;

[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class WorkbenchModel(
    ThreadViews views, IGrainFactory grains, FileStore store, Uploads uploads, FormOperations operations, TypingBoard typing, Rights rights,
        RequestQueries requests, FormCatalogue forms,
    PageShells frames, TimeProvider clock)
    : ThreadPage(views, grains, store, uploads, operations, typing), IStaffPage
{
    private readonly ThreadViews _views = views;

    public StaffShell Frame { get; private set; } = null!;

    public WorkbenchView Bench { get; private set; } = null!;

    [FromQuery(Name = "file")]
    public string? Queue { get; set; }

    [FromQuery(Name = "equipe")]
    public string? Team { get; set; }

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "apres")]
    public string? After { get; set; }

    /// <summary>The page, or its queues and list alone when a live update asks for them.</summary>
    public Task<IActionResult> OnGet(long? avant) => Draw(avant, null);

    public Task<IActionResult> OnPostPrendre(string cle) => Do((request, by) => request.TakeCharge(by, Operation(cle, "prendre")));

    public Task<IActionResult> OnPostDemander(string cle, [Verbatim] string? items, [Verbatim] string? text)
    {
        string[] asked = [.. TypedText.Of(items).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var written = TypedText.Of(text).Trim();
        return Do(async (request, by) =>
        {
            var posted = await request.AskFor(by, Operation(cle, "demander", [written, .. asked]), asked, written);
            return new Result<RequestRefusal>(posted.Refusal);
        });
    }

    /// <summary>Asks for an item no longer.</summary>
    public Task<IActionResult> OnPostRetirer(string cle, string? item) =>
        Do((request, by) => request.WithdrawItem(by, Operation(cle, $"retirer/{item}"), item ?? ""));

    public Task<IActionResult> OnPostRouvrir(string cle) => Do((request, by) => request.Reopen(by, Operation(cle, "rouvrir")));

    public Task<IActionResult> OnPostClore(string cle, [Verbatim] string? reason) =>
        Do((request, by) => request.Close(by, Operation(cle, "clore", reason), TypedText.Of(reason).ReplaceLineEndings(" ").Trim()));

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft)
    {
        ThreadView? open = null;
        if (Number is not null && (open = await _views.Read(Caller, Number, before: before, draft: draft)) is null)
            return NotFound();
        var scope = rights.ScopeOf(Caller);
        IReadOnlyList<(string Key, string Name)> teams =
            [.. forms.All.SelectMany(f => f.Cascade).Where(o => o.Team is not null).Select(o => (o.Team!, o.Label)).DistinctBy(t => t.Item1),
                (ContactCard.Companies, WorkbenchTexts.TeamCompanies)];
        var filter = new QueueFilter(WorkbenchView.QueueOf(Queue, QueueView.All), Team, Search, After);
        var (counts, page) = await requests.Queue(scope, filter, [.. teams.Select(t => t.Key)]);
        Frame = await frames.Staff(HttpContext);
        Bench = new WorkbenchView(
            filter, counts, teams, page, open is null ? null : open with { Place = ListPlace.Of(Request.Query) },
            [.. teams.Select(t => $"queue/{t.Key}"), "queue/accueil"], clock.GetUtcNow());
        return HttpContext.IsFragment() ? Partial("_WorkbenchFragment", Bench) : Page();
    }
}
