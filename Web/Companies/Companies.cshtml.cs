using Grains.Access;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Display;
using Web.Security;
using Web.Shared;

namespace Web.Companies;

/// <summary>« Gestion des entreprises »: the companies that a member of a space sees.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class CompaniesModel(Rights rights, PortfolioQueries portfolio, MemberQueries members, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public PortfolioView List { get; private set; } = null!;

    /// <summary>What became of the form that led here.</summary>
    public string? Notice { get; private set; }

    /// <summary>The page, or its rows alone when a live update asks for them.</summary>
    public async Task<IActionResult> OnGet(string? q, string? apres, string? fin)
    {
        var scope = rights.ScopeOf(HttpContext.Caller());
        if (await members.Spaces(scope, HttpContext.RequestAborted) is not { Count: > 0 } spaces)
            return NotFound();
        var page = await portfolio.Page(scope, q, apres, cancel: HttpContext.RequestAborted);
        Frame = await frames.Portal(HttpContext, PortalSection.Companies);
        List = new PortfolioView(Frame.Path("entreprises"), page, q ?? "", apres, spaces.Any(s => s.Administers), Frame.Choice);
        Notice = fin switch
        {
            "ajoutee" => CompanyTexts.Added,
            "deja" => CompanyTexts.AlreadyThere,
            "retiree" => CompanyTexts.Removed,
            _ => null,
        };
        return HttpContext.IsFragment() ? Partial("_PortfolioFragment", List) : Page();
    }
}

/// <param name="After">Where in the list it begins; null at its beginning.</param>
/// <param name="MayChange">Administrates a space: companies may be added.</param>
/// <param name="Choice">What addresses of this page carry.</param>
public sealed record PortfolioView(string Path, PortfolioPage Page, string Search, string? After, bool MayChange, string? Choice)
{
    public Pager Pager => new(After is null ? null : Address(null), Page.Next is { } next ? Address(next) : null);

    public EmptyState Empty => Search.Length > 0
        ? new(CompanyTexts.EmptySearchTitle, string.Format(CompanyTexts.EmptySearch, Search))
        : new(CompanyTexts.EmptyTitle, MayChange ? CompanyTexts.EmptyAdmin : CompanyTexts.Empty);

    /// <summary>The address of exactly this page, which live updates ask for again.</summary>
    public string Itself => QueryText.Of(Path, ("q", Search), ("apres", After), (ChosenCompany.Field, Choice));

    private string Address(string? after) => QueryText.Of(Path, ("q", Search), ("apres", after));

    public static string Covers(PortfolioRow row) => string.Join(", ", new[]
    {
        row.Health == 1 ? CoverTexts.Health : null, row.Provident == 1 ? CoverTexts.Provident : null, row.Retirement == 1 ? CoverTexts.Retirement : null,
    }.OfType<string>()) is { Length: > 0 } names ? names : CompanyTexts.NoCover;
}
