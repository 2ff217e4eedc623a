using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Silo.Files;
using Web.Accounts.Session;
using Web.Accounts.StepUp;
using Web.Documents;
using Web.Employees.Departures;
using Web.Live;
using Web.Payments;
using Web.Requests.Drafts;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Thread;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ThreadModel(ThreadViews views, IGrainFactory grains, FileStore store, Uploads uploads, FormOperations operations, TypingBoard typing,
    PageShells frames, RequestNumbers numbers, DepartureOffers departures)
    : ThreadPage(views, grains, store, uploads, operations, typing), IPortalPage
{
    private readonly ThreadViews _views = views;
    private readonly IGrainFactory _grains = grains;
    private readonly Uploads _uploads = uploads;

    public PageShell Frame { get; private set; } = null!;

    public ThreadView Thread { get; private set; } = null!;

    public Task<IActionResult> OnGet(long? avant) => Draw(avant, null);

    /// <summary>Hands in one thing that was asked for.</summary>
    public async Task<IActionResult> OnPostPiece(string cle, string? item, IFormFile? file)
    {
        if (await _views.Find(Caller, Number ?? "") is null)
            return NotFound();
        if (file is null || item is null)
            return await Refuse(new ComposerDraft("", RequestTexts.ErrorNoFile, []));
        await using var content = file.OpenReadStream();
        var taken = await Files.Save(Caller.Account, file.FileName, content, HttpContext.RequestAborted);
        if (!taken.Ok)
            return await Refuse(new ComposerDraft("", Refusals.Words(taken.Refusal.Value, file.FileName), []));
        return await Do((request, by) => request.HandIn(by, Operation(cle, $"piece/{item}", file.FileName, $"{file.Length}"), item, taken.Value.File));
    }

    public Task<IActionResult> OnPostAnnuler(string cle) => Do((request, by) => request.Withdraw(by, Operation(cle, "annuler")));

    /// <summary>A second administrator approves the bank account that was asked for.</summary>
    public async Task<IActionResult> OnPostApprouver(string cle)
    {
        if (await _views.Find(Caller, Number ?? "") is not { } seen)
            return NotFound();
        var (page, done) = ($"/{Caller.Portal}/demandes/{Number}", await _grains.GetGrain<IBankChangeGrain>(seen.Request).Approve(Caller, Operation(cle, "approuver")));
        return done.Ok ? new SeeOther(page)
            : done.Refusal is BankChangeRefusal.NotFound ? NotFound()
            : done.Refusal is BankChangeRefusal.NotProven ? new SeeOther(StepUpModel.AddressOf(Caller.Portal, page))
            : await Refuse(new ComposerDraft("", BankLabels.Refusal(done.Refusal!.Value), []));
    }

    /// <summary>Gives up the bank account that was asked for, until it is there.</summary>
    public async Task<IActionResult> OnPostCompte(string cle)
    {
        if (await _views.Find(Caller, Number ?? "") is not { } seen)
            return NotFound();
        var done = await _grains.GetGrain<IBankChangeGrain>(seen.Request).Cancel(Caller, Operation(cle, "compte"));
        return done.Ok ? new SeeOther($"/{Caller.Portal}/demandes/{Number}")
            : done.Refusal is BankChangeRefusal.NotFound ? NotFound()
            : await Refuse(new ComposerDraft("", PaymentTexts.ErrorCancel, []));
    }

    /// <summary>What the customer thinks of the answer.</summary>
    public Task<IActionResult> OnPostAvis(string cle, int avis) =>
        Do((request, by) => request.GiveOpinion(by, Operation(cle, $"avis/{avis}"), Enum.IsDefined((Opinion)avis) ? (Opinion)avis : Opinion.None));

    /// <summary>A message about a request that is closed for good: it opens another, linked to it.</summary>
    public async Task<IActionResult> OnPostSuite(string cle, string? nouvelle, [Verbatim] string? text, string[] attachments, List<IFormFile> files)
    {
        if (await _views.Find(Caller, Number ?? "") is not { } seen)
            return NotFound();
        if (!FormService.IsDrawn(nouvelle))
            return BadRequest();
        var written = TypedText.Of(text).Trim();
        var taken = await _uploads.TakeAll(files, Caller.Account, HttpContext.RequestAborted);
        string[] linked = [.. attachments, .. taken.Kept.Select(f => f.File)];
        if (taken.Faults.Count > 0)
            return await Refuse(new ComposerDraft(written, string.Join('\n', taken.Faults), await Kept(linked)));
        var sent = await _grains.GetGrain<IRequestGrain>($"{Caller.Portal}/{nouvelle}").Continue(
            Caller, Operation(cle, "suite", nouvelle, written, $"{linked.Length}"), await numbers.Next(HttpContext.RequestAborted), seen.Request, new NewMessage(written, linked));
        return sent.Ok ? new SeeOther($"/{Caller.Portal}/demandes/{sent.Value.Number}/confirmation")
            : sent.Refusal is RequestRefusal.NotFound ? NotFound()
            : await Refuse(new ComposerDraft(
                written, sent.Refusal is RequestRefusal.NotClosed ? SequelTexts.ErrorReopened : Refusals.Words(sent.Refusal.Value), await Kept(linked)));
    }

    /// <summary>« Suivre », or no longer.</summary>
    public Task<IActionResult> OnPostSuivre(string cle, bool suivre) => Do((request, by) => request.Follow(by, Operation(cle, $"suivre/{suivre}"), suivre));

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft)
    {
        if (await _views.Read(Caller, Number ?? "", before: before, draft: draft) is not { } thread)
        {
            if (await _views.IsHidden(Caller, Number ?? ""))
                HttpContext.Features.Set(new WhyGone(RequestTexts.HiddenPlace));
            return NotFound();
        }
        Thread = thread with
        {
            Place = ListPlace.Of(Request.Query),
            Departure = await departures.After(Caller, thread.Change, HttpContext.RequestAborted),
        };
        Frame = await frames.Portal(HttpContext, PortalSection.Requests, thread.Request.Company);
        return Page();
    }
}
