using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Microsoft.AspNetCore.Mvc;
using Web.Display;
using Web.Security;
using Web.Shared;

namespace Web.Spaces.Members;

/// <summary>Who is in the space, with role, scope and status; live.</summary>
public sealed class MembersModel(MemberServices services) : MemberPage(services)
{
    public MemberFilter Filter { get; private set; } = new(null, null, null);

    public MemberPageView List { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? espace, string? q, string? profil, string? apres)
    {
        if (await Enter(espace, administrates: false) is { } refused)
            return refused;
        Filter = new MemberFilter(q, profil switch
        {
            "administrateur" => SpaceRole.Administrateur,
            "collaborateur" => SpaceRole.Collaborateur,
            "expert-comptable" => SpaceRole.ExpertComptable,
            _ => null,
        }, apres);
        var page = await Services.Members.List(Scope, Space.Space, Filter, HttpContext.RequestAborted);
        List = new MemberPageView(page, Filter, Space, Frame.Path("utilisateurs"), Frame, Now) { Suffix = Spaces.Count > 1 ? Suffix : null };
        if (Space.Administers)
            List = List with { Ending = await Services.Members.Ending(Scope, Space.Space, HttpContext.RequestAborted) };
        if (page.Rows.Any(m => m.Role is SpaceRole.ExpertComptable))
            List = List with { Holders = (await Services.Mandates.Holders(Scope, Space.Space, null, HttpContext.RequestAborted)).ToLookup(h => h.Mandate) };
        ViewData["Toast"] = Request.Query["fait"].ToString() switch
        {
            "retire" => MemberTexts.ToastRemoved,
            "confie" => MemberTexts.ToastGiven,
            "revoque" => MemberTexts.ToastRevoked,
            _ => null,
        };
        return HttpContext.IsFragment() ? Partial("_MembersFragment", List) : Page();
    }
}

/// <param name="Path">Of the list, without its filter.</param>
public sealed record MemberPageView(Grains.Spaces.MemberPage Page, MemberFilter Filter, SpaceChoice Space, string Path, PageShell Frame, DateTimeOffset Now)
{
    /// <summary>The space, where there are several.</summary>
    public string? Suffix { get; init; }

    /// <summary>Who has a mandate passed on, by whose it is.</summary>
    public ILookup<string, MandateHolder> Holders { get; init; } = Array.Empty<MandateHolder>().ToLookup(h => h.Mandate);

    /// <summary>Whose time ends soon, for who may renew it.</summary>
    public IReadOnlyList<EndingMandate> Ending { get; init; } = [];

    public string Renew(EndingMandate mandate) => QueryText.Of(Frame.Path($"utilisateurs/{mandate.Member}"), ("handler", "renouveler"), ("espace", Suffix));

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Filter.Search) || Filter.Role is not null;

    public string Lead => IsFiltered ? French.Count(Page.Total, MemberTexts.FoundOne, MemberTexts.FoundMany)
        : string.Format(Page.Total == 1 ? MemberTexts.LeadOne : MemberTexts.LeadMany, French.Number(Page.Total), Space.Name);

    public string Unfiltered => QueryText.Of(Frame.Path("utilisateurs"), ("espace", Suffix));

    public string Beginning => At(null);

    public string? Next => Page.Next is { } next ? At(next) : null;

    public string Itself => At(Filter.After);

    public string Edit(MemberSummary member) => QueryText.Of(Frame.Path($"utilisateurs/{member.Member}/modifier"), ("espace", Suffix));

    public string Of(MemberSummary member) => QueryText.Of(Frame.Path($"utilisateurs/{member.Member}"), ("espace", Suffix));

    private string At(string? after) => QueryText.Of(Frame.Path("utilisateurs"), ("espace", Suffix), ("q", Filter.Search),
        ("profil", Filter.Role is { } role ? MemberLabels.Slug(role) : null), ("apres", after));
}
