using System.Globalization;
using Grains.Spaces.Mandates;
using Microsoft.AspNetCore.Mvc;
using Web.Companies;
using Web.Display;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;

namespace Web.Spaces.Mandates;

/// <summary>The clients of a firm: the mandates that stand in its space, for its administrators; live.</summary>
public sealed class ClientsModel(MemberServices services) : MemberPage(services)
{
    private int _skip;

    public string? Search { get; private set; }

    public FirmClientPage List { get; private set; } = new([], 0, null);

    public string Lead => string.IsNullOrWhiteSpace(Search)
        ? string.Format(List.Total == 1 ? MandateTexts.LeadOne : MandateTexts.LeadMany, French.Number(List.Total), Space.Name)
        : French.Count(List.Total, MandateTexts.FoundOne, MandateTexts.FoundMany);

    public string Itself => At(_skip == 0 ? null : _skip);

    public Pager Pages => new(_skip == 0 ? null : At(null), List.Next is { } next ? At(next) : null);

    public string Of(FirmClient client) => Path($"utilisateurs/clients/{client.Suffix}/{client.Mandate}");

    /// <param name="apres">How many come before the page.</param>
    public async Task<IActionResult> OnGet(string? espace, string? q, int apres)
    {
        if (await Enter(espace, administrates: true) is { } refused)
            return refused;
        (Search, _skip) = (q, Math.Clamp(apres, 0, 1_000_000));
        List = await Services.Mandates.Clients(Scope, Space.Space, Search, _skip, HttpContext.RequestAborted);
        return HttpContext.IsFragment() ? Partial("_ClientsFragment", this) : Page();
    }

    private string At(int? skip) => QueryText.Of(Frame.Path("utilisateurs/clients"), ("espace", Spaces.Count > 1 ? Suffix : null), ("q", Search),
        ("apres", skip?.ToString(CultureInfo.InvariantCulture)));
}
