using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Portals;

namespace Web.Public;

/// <summary>The terms of use in force, and those before: what a customer accepted stays readable.</summary>
public sealed class TermsModel(TermsBook terms) : PageModel
{
    public TermsText Text { get; private set; } = null!;

    public bool IsCurrent => Text == terms.Current;

    public IReadOnlyList<TermsText> Others => [.. terms.InForce.Where(t => t != Text).Reverse()];

    public IActionResult OnGet(string? version)
    {
        if (version is not null && terms.InForce.All(t => t.Version != version))
            return NotFound();
        Text = version is null ? terms.Current : terms.InForce.Single(t => t.Version == version);
        return Page();
    }
}
