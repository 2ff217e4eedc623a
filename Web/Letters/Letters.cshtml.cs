using Grains.Access;
using Grains.Interfaces.Letters;
using Grains.Letters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Papers;
using Web.Security;
using Web.Shared;

namespace Web.Letters;

/// <summary>The print queue: letters are printed as one file, put into envelopes, and marked as posted.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(128 * 1024)]
public sealed class LettersModel(
    Rights rights, LetterQueries letters, PrintService printing, LetterPapers papers, PageShells frames, FormOperations operations, TimeProvider clock)
    : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<LetterSummary> Letters { get; private set; } = [];

    /// <summary>More wait than one batch holds.</summary>
    public bool IsCut { get; private set; }

    public int? Posted { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public string Operation { get; } = FormOperations.NewKey();

    /// <summary>Each letter opens an employee's affiliation: for those whose role reads affiliations.</summary>
    public async Task<IActionResult> OnGet(int? postees)
    {
        if (!StaffRights.May(HttpContext.Caller(), StaffAct.ReadEmployees))
            return NotFound();
        (Frame, Posted, Now) = (await frames.Staff(HttpContext), postees is >= 0 ? postees : null, clock.GetUtcNow());
        var waiting = await letters.Waiting(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        (Letters, IsCut) = ([.. waiting.Take(IPrintRunGrain.MostLetters)], waiting.Count > IPrintRunGrain.MostLetters);
        return Page();
    }

    public async Task<IActionResult> OnPostImprimer([FromForm] List<string>? lettre, string cle)
    {
        var (caller, chosen) = (HttpContext.Caller(), lettre ?? []);
        var printed = await printing.Print(caller, operations.For(caller, cle, "print", [.. chosen]), chosen, HttpContext.RequestAborted);
        if (!printed.Ok)
            return NotFound();
        if (printed.Value.Count == 0)
            return new SeeOther("/gestion/lettres");
        using var paper = papers.Of(printed.Value);
        return File(paper.Bytes(HttpContext), "application/pdf", LetterTexts.FileName);
    }

    public async Task<IActionResult> OnPostPoster([FromForm] List<string>? lettre, string cle)
    {
        var (caller, chosen) = (HttpContext.Caller(), lettre ?? []);
        var posted = await printing.Post(caller, operations.For(caller, cle, "post", [.. chosen]), chosen, HttpContext.RequestAborted);
        return posted.Ok ? new SeeOther($"/gestion/lettres?postees={chosen.Count}") : NotFound();
    }
}
