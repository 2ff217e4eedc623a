using Grains.Access;
using Grains.Requests;
using Grains.Requests.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using Silo.Files;
using Web.Accounts;
using Web.Live;
using Web.Security;
using Web.Shared;

namespace Web.Requests;

[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class BenchModel(
    ThreadViews views, IGrainFactory grains, FileShelf shelf, Operations operations, TypingBoard typing, Rights rights, RequestQueries requests, FormCatalogue forms, TimeProvider clock)
    : ThreadPage(views, grains, shelf, operations, typing), IStaffPage
{
    private readonly ThreadViews _views = views;

    public StaffFrame Frame { get; private set; } = null!;

    public BenchView Bench { get; private set; } = null!;

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

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft)
    {
        ThreadView? open = null;
        if (Number is not null && (open = await _views.Read(Caller, Number, before: before, draft: draft)) is null)
            return NotFound();
        var scope = rights.ScopeOf(Caller);
        IReadOnlyList<(string Key, string Name)> teams = [.. forms.All.SelectMany(f => f.Cascade).Where(o => o.Team is not null).Select(o => (o.Team!, o.Label)).DistinctBy(t => t.Item1)];
        var filter = new QueueFilter(BenchView.QueueOf(Queue, QueueView.All), Team, Search, After);
        var (counts, page) = await requests.Queue(scope, filter, [.. teams.Select(t => t.Key)]);
        Frame = Frames.Staff(HttpContext);
        Bench = new BenchView(
            filter, counts, teams, page, open,
            [.. teams.Select(t => $"queue/{t.Key}"), "queue/accueil"], clock.GetUtcNow());
        return HttpContext.IsFragment() ? Partial("_BenchFragment", Bench) : Page();
    }
}
