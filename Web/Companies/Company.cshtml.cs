using Grains.Access;
using Grains.Accounts;
using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Payments;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Payments;
using Web.Security;
using Web.Shared;
using Web.Spaces;

namespace Web.Companies;

/// <summary>One company's sheet: what is known of it, and its establishments.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(32 * 1024)]
public sealed class CompanyModel(Rights rights, CompanyQueries companies, PortfolioQueries portfolio, HomeCover cover, PolicyBook policies,
    IGrainFactory grains, FormOperations operations, PageShells frames, BankChangeQueries changes, TimeProvider clock) : PageModel, IPortalPage
{
    public const string EstablishmentsTab = "etablissements";

    public PageShell Frame { get; private set; } = null!;

    public CompanySummary Company { get; private set; } = null!;

    /// <summary>The space in which the caller may change it; null where they only read.</summary>
    public string? Space { get; private set; }

    /// <summary>Of the first tab.</summary>
    public UniversesView? Universes { get; private set; }

    /// <summary>Of the first, for who administrates the company; null for others.</summary>
    public BankAccountsView? Bank { get; private set; }

    /// <summary>Of the second.</summary>
    public EstablishmentsView? Places { get; private set; }

    public string Path => Frame.Path($"entreprises/{Company.Siren}");

    public async Task<IActionResult> OnGet(string siren, string? onglet, string? q, string? apres, string? fin, string? partie)
    {
        var caller = HttpContext.Caller();
        var scope = rights.ScopeOf(caller);
        if (await companies.Find(scope, siren, HttpContext.RequestAborted) is not { } company)
            return NotFound();
        Company = company;
        if (HttpContext.IsFragment() && partie == "compte")
            return await Accounts() is { } part ? Partial("/Payments/_BankAccountsFragment.cshtml", part) : NotFound();
        Space = await portfolio.SpaceToChange(scope, siren, HttpContext.RequestAborted);
        Frame = await frames.Portal(HttpContext, PortalSection.Companies, company.Company);
        if (onglet == EstablishmentsTab)
            Places = new EstablishmentsView(
                Path, await portfolio.Establishments(scope, siren, Hides ? Space : null, q, apres, cancel: HttpContext.RequestAborted), q ?? "", apres,
                MayHide: Hides && Space is not null, Saved: fin is "affichage");
        else
            (Universes, Bank) = (await cover.Of(caller, Frame.Portal, PageShells.Choice(company.Siren, company), HttpContext.RequestAborted), await Accounts());
        return Page();
    }

    /// <param name="liste">The SIRETs that the form shows.</param>
    /// <param name="visible">Those of them that stay visible.</param>
    public async Task<IActionResult> OnPostAfficher(string siren, List<string>? liste, List<string>? visible, string? apres, string cle)
    {
        var caller = HttpContext.Caller();
        var scope = rights.ScopeOf(caller);
        if (await companies.Find(scope, siren, HttpContext.RequestAborted) is not { } company)
            return NotFound();
        if (!Hides || await portfolio.SpaceToChange(scope, siren, HttpContext.RequestAborted) is not { } space)
            return StatusCode(StatusCodes.Status403Forbidden);
        List<string> shown = [.. visible ?? []], hidden = [.. (liste ?? []).Except(shown)];
        var done = await grains.GetGrain<ISpacePortfolioGrain>(space).ShowEstablishments(
            caller, operations.For(caller, cle, "show", [siren, .. shown, "-", .. hidden]), company.Company, new EstablishmentTicks(shown, hidden));
        return done.Ok
            ? new SeeOther(QueryText.Of($"/{caller.Portal}/entreprises/{siren}", ("onglet", EstablishmentsTab), ("apres", apres), ("fin", "affichage")))
            : PortfolioAnswers.Of(done.Refusal.Value);
    }

    // Where the company's money goes is for who administrates it.
    private async Task<BankAccountsView?> Accounts()
    {
        var caller = HttpContext.Caller();
        if (!await rights.MayAdminister(caller, Company.Company))
            return null;
        var (path, siren) = ($"/{caller.Portal}", Company.Siren);
        return new BankAccountsView(
            await changes.Of(rights.ScopeOf(caller), Company.Company, HttpContext.RequestAborted), "", $"{path}/demarches/rib?entreprise={siren}",
            $"{path}/demandes", Frame?.Badge?.Topics ?? "", $"{path}/entreprises/{siren}?partie=compte", clock.GetUtcNow());
    }

    // Portals where the first person chooses at registration which establishments they see.
    private bool Hides => policies.For(HttpContext.Caller().Portal).Proof is ProofKind.SiretAndContract;
}

/// <param name="After">The SIRET after which the page begins.</param>
public sealed record EstablishmentsView(string Path, EstablishmentPage Page, string Search, string? After, bool MayHide, bool Saved)
{
    public Pager Pager => new(After is null ? null : Address(null), Page.Next is { } next ? Address(next) : null);

    public string Tab => Address(null, search: false);

    private string Address(string? after, bool search = true) =>
        QueryText.Of(Path, ("onglet", CompanyModel.EstablishmentsTab), ("q", search ? Search : null), ("apres", after));
}

/// <summary>What a refused change of the portfolio answers: who reads the list is told that they may not, anybody else nothing.</summary>
internal static class PortfolioAnswers
{
    public static IActionResult Of(PortfolioRefusal refusal) => refusal switch
    {
        PortfolioRefusal.NotAdministrator => new StatusCodeResult(StatusCodes.Status403Forbidden),
        PortfolioRefusal.ProvenWith => new StatusCodeResult(StatusCodes.Status400BadRequest),
        _ => new NotFoundResult(),
    };
}
