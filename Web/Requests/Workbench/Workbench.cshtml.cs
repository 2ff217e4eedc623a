using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Requests.Replies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Live;
using Web.Requests.Desk;
using Web.Requests.Replies;
using Web.Requests.Thread;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Workbench;

[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class WorkbenchModel(
    ThreadViews views, IGrainFactory grains, FileStore store, Uploads uploads, FormOperations operations, TypingBoard typing, Rights rights,
        RequestQueries requests, ColleagueQueries colleagues, CannedReplyQueries replies, WorkbenchTeams teams,
    PageShells frames, SavedSearchForms saved, FormCatalogue forms, TimeProvider clock)
    : ThreadPage(views, grains, store, uploads, operations, typing), IStaffPage
{
    private readonly ThreadViews _views = views;
    private readonly Uploads _uploads = uploads;
    private readonly IGrainFactory _grains = grains;

    public StaffShell Frame { get; private set; } = null!;

    public WorkbenchView Bench { get; private set; } = null!;

    [FromQuery(Name = "file")]
    public string? Queue { get; set; }

    [FromQuery(Name = "equipe")]
    public string? Team { get; set; }

    /// <summary><see cref="WorkbenchView.ByPromise"/> for what is due first; the newest first otherwise.</summary>
    [FromQuery(Name = "tri")]
    public string? Sort { get; set; }

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "apres")]
    public string? After { get; set; }

    /// <summary>Searches the queue that is shown alone, not everywhere.</summary>
    [FromQuery(Name = "ici")]
    public string? Here { get; set; }

    /// <summary>Its rows can be chosen.</summary>
    [FromQuery(Name = "choisir")]
    public string? Choosing { get; set; }

    /// <summary>The page; its queues and list alone when a live update asks for them; the request alone when it is opened beside the list.</summary>
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
        }, new KeptText("demander", TypedText.Of(items), written));
    }

    /// <summary>Asks for an item no longer.</summary>
    public Task<IActionResult> OnPostRetirer(string cle, string? item) =>
        Do((request, by) => request.WithdrawItem(by, Operation(cle, $"retirer/{item}"), item ?? ""));

    /// <summary>Records what the form asks to change elsewhere.</summary>
    public Task<IActionResult> OnPostChangement(string cle) => Do((request, by) => request.RecordChange(by, Operation(cle, "changement")));

    public Task<IActionResult> OnPostRouvrir(string cle) => Do((request, by) => request.Reopen(by, Operation(cle, "rouvrir")));

    public Task<IActionResult> OnPostClore(string cle, [Verbatim] string? reason) =>
        Do((request, by) => request.Close(by, Operation(cle, "clore", reason), TypedText.Of(reason).ReplaceLineEndings(" ").Trim()),
            new KeptText("clore", TypedText.Of(reason)));

    /// <summary>A word to the other advisers.</summary>
    public Task<IActionResult> OnPostNoter(string cle, [Verbatim] string? note)
    {
        var written = TypedText.Of(note).Trim();
        return Do((request, by) => request.Note(by, Operation(cle, "noter", written), written), new KeptText("noter", written));
    }

    /// <summary>A call that took place.</summary>
    /// <param name="duree">Minutes.</param>
    public Task<IActionResult> OnPostAppel(string cle, string? sens, string? avec, string? duree, [Verbatim] string? dit)
    {
        var call = CallFields.Of(sens, avec, duree, TypedText.Of(dit).Trim());
        return Do((request, by) => request.NoteCall(by, Operation(cle, "appel", sens, avec, duree, call.Said), call.Read()), new KeptText("appel", call.Said, call.Kept));
    }

    /// <summary>Takes back what was just sent: it stands in the composer again.</summary>
    /// <param name="message">Which one.</param>
    public async Task<IActionResult> OnPostAnnulerenvoi(string cle, long message)
    {
        if (Number is null || await _views.Read(Caller, Number) is not { } open)
            return NotFound();
        var back = await _grains.GetGrain<IRequestGrain>(open.Request.Request).Unsend(Caller, Operation(cle, $"unsend/{message}"), message);
        return back.Ok ? await Again(new ComposerDraft(open.Held?.Text ?? "", DeskTexts.Unsent, [])) : await Refuse(new ComposerDraft("", DeskTexts.GoneAlready, []));
    }

    /// <summary>Puts the request aside until a day and an hour.</summary>
    public Task<IActionResult> OnPostCote(string cle, string? jour, string? heure)
    {
        var until = SnoozeFields.Instant(jour, heure);
        return Do((request, by) => until is null ? Task.FromResult(new Result<RequestRefusal>(RequestRefusal.NotAhead))
            : request.Snooze(by, Operation(cle, "cote", $"{until:O}"), until), new KeptText("cote", jour ?? "", heure ?? ""));
    }

    /// <summary>Keeps it in the adviser's own queue, or no longer.</summary>
    public Task<IActionResult> OnPostSuivre(string cle, bool suivre) => Do((request, by) => request.Follow(by, Operation(cle, $"suivre/{suivre}"), suivre));

    public Task<IActionResult> OnPostDecote(string cle) => Do((request, by) => request.Snooze(by, Operation(cle, "decote"), null));

    /// <param name="vers"><c>equipe/</c> and a team's key, or <c>compte/</c> and a colleague's account.</param>
    public Task<IActionResult> OnPostTransferer(string cle, string? vers, [Verbatim] string? consigne)
    {
        var (written, to) = (TypedText.Of(consigne).Trim(), (vers ?? "").Split('/', 2));
        var transfer = to is ["compte", var account] ? new RequestTransfer("", account, written)
            : to is ["equipe", var team] && teams.Has(team) ? new RequestTransfer(team, "", written)
            : null;
        return Do((request, by) => transfer is null
            ? Task.FromResult(new Result<RequestRefusal>(RequestRefusal.NoSuchColleague))
            : request.Transfer(by, Operation(cle, "transferer", vers, written), transfer), new KeptText("transferer", written, vers ?? ""));
    }

    public Task<IActionResult> OnPostReprendre(string cle, [Verbatim] string? pourquoi)
    {
        var written = TypedText.Of(pourquoi).Trim();
        return Do((request, by) => request.TakeOver(by, Operation(cle, "reprendre", written), written), new KeptText("reprendre", written));
    }

    /// <summary>Puts the promised instant off.</summary>
    public Task<IActionResult> OnPostReporter(string cle, int heures, [Verbatim] string? retard)
    {
        var written = TypedText.Of(retard).ReplaceLineEndings(" ").Trim();
        return Do((request, by) => request.Extend(by, Operation(cle, "reporter", $"{heures}", written), heures, written), new KeptText("reporter", written, $"{heures}"));
    }

    public Task<IActionResult> OnPostRendre(string cle, [Verbatim] string? mot)
    {
        var written = TypedText.Of(mot).Trim();
        return Do((request, by) => request.GiveBack(by, Operation(cle, "rendre", written), written), new KeptText("rendre", written));
    }

    /// <summary>For pages without a script: the message as it was typed, with a canned reply behind it.</summary>
    public async Task<IActionResult> OnPostInserer([Verbatim] string? text, string? reponse, string[] attachments, List<IFormFile> files)
    {
        if (Number is null)
            return NotFound();
        var written = TypedText.Of(text).Trim();
        var taken = await _uploads.TakeAll(files, Caller.Account, HttpContext.RequestAborted);
        var kept = await Kept([.. attachments, .. taken.Kept.Select(f => f.File)]);
        var chosen = (await replies.Offered(rights.ScopeOf(Caller), Caller, Number, HttpContext.RequestAborted)).FirstOrDefault(r => r.Reply == reponse);
        var (filled, fault) = InsertedReply.Into(written, reponse, chosen);
        return await Again(new ComposerDraft(filled, taken.Faults.Count > 0 ? string.Join('\n', taken.Faults) : fault, kept));
    }

    /// <summary>Keeps the list that is shown by a name.</summary>
    public async Task<IActionResult> OnPostEnregistrer(string cle, string? ou, string? recherche)
    {
        var refused = await saved.Save(HttpContext, cle, ou, recherche);
        if (refused is not { } refusal)
            return new SeeOther(saved.Back(HttpContext, ou));
        if (refusal is SavedSearchRefusal.NotFound)
            return NotFound();
        // The list as it was, with what was typed.
        var list = SavedSearchForms.Query(ou);
        (Queue, Team, Sort, Search, Here, After) = (list["file"], list["equipe"], list["tri"], list["q"], list["ici"], null);
        await Draw(null, null, list);
        Bench = Bench with { Saved = SavedSearchForms.View(WorkbenchView.Path, Bench.Saved.Searches, Bench.Kept, recherche, refusal) };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Keeps a search no longer.</summary>
    public async Task<IActionResult> OnPostOublier(string cle, string? ou, string? recherche) =>
        await saved.Remove(HttpContext, cle, recherche) is null ? new SeeOther(saved.Back(HttpContext, ou)) : NotFound();

    /// <summary>Links another request, for advisers alone.</summary>
    public async Task<IActionResult> OnPostLier(string cle, string? numero)
    {
        var (written, other) = await Other(numero);
        return await Do((request, by) => Tied(request).Link(by, Operation(cle, "lier", written), other), new KeptText("lier", written));
    }

    /// <summary>Takes a link back, where it was made.</summary>
    public async Task<IActionResult> OnPostDelier(string cle, string? autre)
    {
        if (Number is null || await _views.Read(Caller, Number) is not { } open)
            return NotFound();
        var link = open.Links.FirstOrDefault(l => l.Number == autre);
        var (owner, end) = link is null ? (open.Request.Request, "") : (link.Owner, link.Owner == link.Request ? open.Request.Request : link.Request);
        return await Do((_, by) => _grains.GetGrain<IRequestTiesGrain>(owner).Unlink(by, Operation(cle, $"delier/{autre}"), end));
    }

    /// <summary>A question to the specialists.</summary>
    public Task<IActionResult> OnPostDemanderavis(string cle, [Verbatim] string? questionavis)
    {
        var written = TypedText.Of(questionavis).Trim();
        return Do((request, by) => _grains.GetGrain<IRequestAdviceGrain>(request.GetPrimaryKeyString()).AskAdvice(by, Operation(cle, "demanderavis", written), written),
            new KeptText("demanderavis", written));
    }

    /// <summary>The question is taken back.</summary>
    public Task<IActionResult> OnPostRetireravis(string cle) => Do(
        (request, by) => _grains.GetGrain<IRequestAdviceGrain>(request.GetPrimaryKeyString()).WithdrawAdvice(by, Operation(cle, "retireravis")));

    /// <summary>The advice that was asked for.</summary>
    public Task<IActionResult> OnPostRendreavis(string cle, [Verbatim] string? avisrendu)
    {
        var written = TypedText.Of(avisrendu).Trim();
        return Do((request, by) => _grains.GetGrain<IRequestAdviceGrain>(request.GetPrimaryKeyString()).GiveAdvice(by, Operation(cle, "rendreavis", written), written),
            new KeptText("rendreavis", written));
    }

    /// <summary>Closes the request as a duplicate of another.</summary>
    public async Task<IActionResult> OnPostFusionner(string cle, string? numero)
    {
        var (written, kept) = await Other(numero);
        return await Do((request, by) => Tied(request).Merge(by, Operation(cle, "fusionner", written), kept), new KeptText("fusionner", written));
    }

    private async Task<(string Typed, string Request)> Other(string? number)
    {
        var typed = (number ?? "").Trim();
        return (typed, (await _views.Find(Caller, typed))?.Request ?? "");
    }

    private IRequestTiesGrain Tied(IRequestGrain request) => _grains.GetGrain<IRequestTiesGrain>(request.GetPrimaryKeyString());

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft, IQueryCollection? asked = null)
    {
        ThreadView? open = null;
        if (Number is not null && (open = await _views.Read(Caller, Number, before: before, draft: draft)) is null)
            return NotFound();
        var scope = rights.ScopeOf(Caller);
        var (now, filters) = (clock.GetUtcNow(), ListFilters.Of(asked ?? Request.Query, ListFilters.FormsOf(forms, null)));
        var (advises, queue) = (StaffRights.May(Caller, StaffAct.GiveAdvice), WorkbenchView.QueueOf(Queue, QueueView.All));
        var filter = new QueueFilter(queue is QueueView.Advice && !advises ? QueueView.All : queue, Team, Search, After)
        {
            Only = filters.Narrowing(now), ByPromise = Sort == WorkbenchView.ByPromise,
        };
        var looked = filter.Narrowed && Here != "1" ? filter with { View = QueueView.Everywhere, Team = null } : filter;
        // A person asks for it, as for a page.
        var beside = Request.Headers.ContainsKey("X-Beside");
        // The list stands there already.
        var (counts, page, searches) = beside ? (new Dictionary<string, int>(), new RequestPage([], null), []) : await requests.Queue(scope, looked, [.. teams.All.Select(t => t.Key)]);
        if (!beside && !HttpContext.IsFragment())
            Frame = await frames.Staff(HttpContext);
        Bench = new WorkbenchView(
            filter, counts, teams.All, page, open is null ? null : open with { Place = ListPlace.Of(Request.Query) },
            [.. teams.All.Select(t => $"queue/{t.Key}"), "queue/accueil"], now) 
            {
                Filters = filters,
                Forms = ListFilters.FormsOf(forms, null),
                Here = Here == "1",
                Advises = advises,
                Choosing = Choosing == "1",
                Colleagues = open is not null && !HttpContext.IsFragment() ? await colleagues.List(scope) : [],
                Replies = open is not null && !HttpContext.IsFragment() ? await replies.Titles(scope, open.Request) : [],
            };
        Bench = Bench with { Saved = SavedSearchForms.View(WorkbenchView.Path, searches, Bench.Kept, null, null) };
        return beside ? Partial("/Requests/Desk/_TalkFragment.cshtml", Bench) : HttpContext.IsFragment() ? Partial("_WorkbenchFragment", Bench) : Page();
    }
}
