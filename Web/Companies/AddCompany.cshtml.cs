using Grains.Access;
using Grains.CoreSystem;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Companies;

/// <summary>Adds a company: its SIREN, the number that proves it, then its confirmation.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class AddCompanyModel(Rights rights, MemberQueries members, AddCompanyService additions, IGrainFactory grains, FormOperations operations,
    ProofDesk desk, PageShells frames) : PageModel, IPortalPage
{
    public const int Steps = 3;

    private IReadOnlyList<SpaceChoice> _spaces = [];

    public PageShell Frame { get; private set; } = null!;

    public int Step { get; private set; } = 1;

    /// <summary>As it was typed; its nine digits from the second step on.</summary>
    public string Siren { get; private set; } = "";

    /// <summary>Why the step is shown again.</summary>
    public string? Fault { get; private set; }

    /// <summary>What was proven, at the last step.</summary>
    public CompanyFacts? Proven { get; private set; }

    /// <summary>The spaces that it may be added to.</summary>
    public IReadOnlyList<SpaceChoice> Spaces => [.. _spaces.Where(s => s.Administers)];

    public string Path => Frame.Path("entreprises/ajouter");

    public async Task<IActionResult> OnGet(string? siren, int etape = 1)
    {
        if (await Refused() is { } refused)
            return refused;
        if (etape >= Steps)
        {
            Proven = await Proofs.Proven(HttpContext.Caller());
            return Proven is null ? LocalRedirect($"/{HttpContext.Caller().Portal}/entreprises/ajouter") : await Draw(Steps);
        }
        return await Draw(siren ?? "", fault: null);
    }

    public async Task<IActionResult> OnPost(string? siren, string? numero, string cle)
    {
        if (await Refused() is { } refused)
            return refused;
        var caller = HttpContext.Caller();
        var operation = operations.For(caller, cle, "prove", BusinessNumber.Siren(siren ?? ""), numero);
        if (await desk.Prove(HttpContext, caller, operation, siren, numero) is { } fault)
            return await Draw(siren ?? "", fault);
        return new SeeOther($"/{caller.Portal}/entreprises/ajouter?etape={Steps}");
    }

    public async Task<IActionResult> OnPostValider(string? espace, string cle)
    {
        if (await Refused() is { } refused)
            return refused;
        var caller = HttpContext.Caller();
        if ((string.IsNullOrEmpty(espace) ? Spaces[0] : Spaces.FirstOrDefault(s => s.Space == espace)) is not { } space)
            return NotFound();
        var done = await additions.Add(caller, operations.For(caller, cle, "add", space.Space), space.Space);
        return done.Refusal switch
        {
            null => new SeeOther($"/{caller.Portal}/entreprises?fin=ajoutee"),
            PortfolioRefusal.AlreadyThere => new SeeOther($"/{caller.Portal}/entreprises?fin=deja"),
            // Half an hour is over, or another space became the company's at this moment: the page begins anew, or asks again.
            PortfolioRefusal.NotProven or PortfolioRefusal.TakenMeanwhile => new SeeOther($"/{caller.Portal}/entreprises/ajouter?etape={Steps}"),
            { } other => PortfolioAnswers.Of(other),
        };
    }

    private ICompanyProofGrain Proofs => grains.GetGrain<ICompanyProofGrain>(HttpContext.Caller().Account);

    // Who reads the list of companies is told that they may not add to it.
    private async Task<IActionResult?> Refused()
    {
        _spaces = await members.Spaces(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        return _spaces.Count == 0 ? NotFound() : Spaces.Count == 0 ? StatusCode(StatusCodes.Status403Forbidden) : null;
    }

    private async Task<IActionResult> Draw(string siren, string? fault)
    {
        var known = BusinessNumber.Siren(siren);
        (Siren, Fault) = (known ?? siren, known is null && siren.Length > 0 ? CompanyTexts.SirenFault : fault);
        return await Draw(known is null ? 1 : 2);
    }

    private async Task<IActionResult> Draw(int step)
    {
        Step = step;
        Frame = await frames.Portal(HttpContext, PortalSection.Companies);
        return Page();
    }
}
