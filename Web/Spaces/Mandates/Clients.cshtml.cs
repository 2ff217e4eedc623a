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
    private const int LongestAfter = 500;

    private string? _after;

    public string? Search { get; private set; }

    // Of clients' spaces an accountant is a member alone.
    public override IReadOnlyList<Grains.Spaces.SpaceChoice> Choices => [.. Spaces.Where(s => s.Administers)];

    public FirmClientPage List { get; private set; } = new([], 0, null);

    public string Lead => string.IsNullOrWhiteSpace(Search)
        ? string.Format(List.Total == 0 ? MandateTexts.LeadNone : List.Total == 1 ? MandateTexts.LeadOne : MandateTexts.LeadMany, French.Number(List.Total), Space.Name)
        : French.Count(List.Total, MandateTexts.FoundOne, MandateTexts.FoundMany);

    public string Itself => At(_after);

    public Pager Pages => new(_after is null ? null : At(null), List.Next is { } next ? At(next) : null);

    public string Of(FirmClient client) => Path($"utilisateurs/clients/{client.Suffix}/{client.Mandate}");

    /// <param name="apres">Where the page before ended.</param>
    public async Task<IActionResult> OnGet(string? espace, string? q, string? apres)
    {
        if (await Enter(espace, administrates: true) is { } refused)
            return refused;
        (Search, _after) = (q, apres is { Length: > 0 and <= LongestAfter } ? apres : null);
        List = await Services.Mandates.Clients(Scope, Space.Space, Search, _after, HttpContext.RequestAborted);
        return HttpContext.IsFragment() ? Partial("_ClientsFragment", this) : Page();
    }

    private string At(string? after) =>
        QueryText.Of(Frame.Path("utilisateurs/clients"), ("espace", Spaces.Count > 1 ? Suffix : null), ("q", Search), ("apres", after));
}
