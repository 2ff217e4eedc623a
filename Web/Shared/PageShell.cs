using Grains.Reads;
using Web.Portals;

namespace Web.Shared;

/// <summary>What surrounds every page of a signed-in customer.</summary>
/// <param name="Account">Key of the account: drafts kept in the browser are bound to it, and its badge follows its topic.</param>
/// <param name="Companies">Those the person sees, the first by name; one alone is plain text, several are a menu.</param>
/// <param name="Company">The one the page shows, null for all.</param>
/// <param name="Unread">Requests with news.</param>
/// <param name="Topics">What may change the count: the person's portfolios, and their own reading elsewhere.</param>
public sealed record PageShell(
    Portal Portal,
    string Account,
    string Name,
    IReadOnlyList<CompanyChoice> Companies,
    CompanyChoice? Company,
    int Unread,
    PortalSection Section,
    IReadOnlyList<string> Topics)
{
    /// <summary>The person may ask something: for a company, or for themselves. One who only waits sees neither forms nor requests.</summary>
    public bool MayAsk { get; init; }

    /// <summary>The chosen company, or one of all, affiliates employees that the person reads: « Mes salarié(e)s » (spec 7.3).</summary>
    public bool Affiliates { get; init; }

    /// <summary>« Toutes mes entreprises ».</summary>
    public bool All { get; init; }

    /// <summary>There is something to choose.</summary>
    public bool HasSeveral => Companies.Count > 1;

    /// <summary>There are more companies than the menu holds: one searches.</summary>
    public bool HasMore { get; init; }

    /// <summary>What addresses of this page carry; null where there is nothing to choose.</summary>
    public string? Choice { get; init; }

    /// <summary>The page on which another company is shown once it is chosen.</summary>
    public string Target { get; init; } = "accueil";

    public CompanyOptions Options => new(Path(Target), Companies, Company?.Siren);

    /// <summary>The person is a member of a space: who else is in it is theirs to read.</summary>
    public bool Administers { get; init; }

    public string Path(string page) => $"/{Portal.Slug}/{page}";

    public Badge Badge => new(Unread, string.Join(' ', Topics), Path("fragments/badge"));
}

/// <param name="Key">What is sent when it is chosen.</param>
public sealed record CompanyChoice(string Key, string Siren, string Name, string Detail, int Establishments = 0);

/// <summary>Companies to choose from, as links.</summary>
/// <param name="Path">The page that shows the chosen one.</param>
/// <param name="Shown">The SIREN of the one that is shown now.</param>
public sealed record CompanyOptions(string Path, IReadOnlyList<CompanyChoice> Companies, string? Shown = null);

public enum PortalSection
{
    None = 0,
    Home,
    Forms,
    Requests,
    Employees,
    Companies,
    Members,
    Notices,
}

/// <summary>The orange count of unread requests, kept live by its topics.</summary>
public sealed record Badge(int Unread, string Topics, string Address);

/// <summary>A page of the portal; its model tells the layout what to draw around it.</summary>
public interface IPortalPage
{
    PageShell Frame { get; }
}

/// <summary>What surrounds the pages of the back office.</summary>
/// <param name="Waiting">What waits beside requests, as the navigation says.</param>
/// <param name="Unscanned">No virus scanner is there, and this person is who can mend it: said on their first page alone.</param>
public sealed record StaffShell(string Account, string Name, string Role, StaffCounts Waiting, bool Unscanned)
{
    public string Home => "/gestion/demandes";
}

public interface IStaffPage
{
    StaffShell Frame { get; }
}

/// <summary>The insurer's mark, leading home.</summary>
public sealed record BrandMark(string Brand, string Insurer, string Home);
