using Grains.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Portals;
using Web.Shared;

namespace Web.Accounts.Staff;

/// <summary>For the back office: what the linter says of each portal's policy, the gravest first, with who says so.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class PoliciesModel(PolicyBook policies, PortalDirectory portals, PageShells frames) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<(string Portal, IReadOnlyList<PolicyFinding> Findings)> Found { get; private set; } = [];

    public async Task OnGet()
    {
        Frame = await frames.Staff(HttpContext);
        var findings = policies.Findings.ToLookup(f => f.Portal, f => f.Finding);
        Found = [.. portals.Portals.Select(p => (p.Name, (IReadOnlyList<PolicyFinding>)[.. findings[p.Slug].OrderByDescending(f => f.Severity)]))];
    }

    /// <summary>Who recommends it; its clause is for logs and tests.</summary>
    public static string Source(PolicyFinding finding) => finding.Source.Split(' ', ',')[0] switch
    {
        "CNIL" => AccountTexts.SourceCnil,
        "OWASP" => AccountTexts.SourceOwasp,
        _ => AccountTexts.SourceNist,
    };

    public static (string Word, string Icon, string Look) Shown(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Blocking => (AccountTexts.SeverityBlocking, "alert", "bad"),
        FindingSeverity.Severe => (AccountTexts.SeveritySevere, "alert", "bad"),
        FindingSeverity.Warning => (AccountTexts.SeverityWarning, "alert", "turn"),
        _ => (AccountTexts.SeverityInfo, "info", ""),
    };
}
