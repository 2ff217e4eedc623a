using Grains.Access;
using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Companies;

/// <summary>What follows when a company leaves the space, and « Supprimer ».</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class RemoveCompanyModel(Rights rights, CompanyQueries companies, PortfolioQueries portfolio, IGrainFactory grains, FormOperations operations,
    PageShells frames) : PageModel, IPortalPage
{
    private string? _space;

    public PageShell Frame { get; private set; } = null!;

    public CompanySummary Company { get; private set; } = null!;

    public CompanyDependents Dependents { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string siren)
    {
        var scope = rights.ScopeOf(HttpContext.Caller());
        if (await Refused(scope, siren) is { } refused)
            return refused;
        Dependents = await portfolio.Dependents(scope, _space!, siren, HttpContext.RequestAborted);
        Frame = await frames.Portal(HttpContext, PortalSection.Companies, Company.Company);
        return Page();
    }

    /// <param name="accord">« oui »: the consequences were on the page.</param>
    public async Task<IActionResult> OnPost(string siren, string? accord, string cle)
    {
        var caller = HttpContext.Caller();
        if (await Refused(rights.ScopeOf(caller), siren) is { } refused)
            return refused;
        if (accord is not "oui")
            return new SeeOther($"/{caller.Portal}/entreprises/{siren}/supprimer");
        var done = await grains.GetGrain<ISpacePortfolioGrain>(_space!).RemoveCompany(caller, operations.For(caller, cle, "remove", siren), Company.Company);
        if (!done.Ok)
            return PortfolioAnswers.Of(done.Refusal.Value);
        // A page that showed the company alone shows no other's things for it.
        return new SeeOther(QueryText.Of($"/{caller.Portal}/entreprises", ("fin", "retiree"),
            (ChosenCompany.Field, ChosenCompany.TypedIn(HttpContext) == siren ? ChosenCompany.Everything : null)));
    }

    private async Task<IActionResult?> Refused(Scope scope, string siren)
    {
        if (await companies.Find(scope, siren, HttpContext.RequestAborted) is not { } company)
            return NotFound();
        Company = company;
        _space = await portfolio.SpaceToChange(scope, siren, HttpContext.RequestAborted);
        return _space is null ? StatusCode(StatusCodes.Status403Forbidden) : null;
    }
}
