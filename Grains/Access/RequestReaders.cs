using Grains.Interfaces.Spaces;

namespace Grains.Access;

/// <summary>The right to read a request where nobody asks for themselves: whom the host tells of it.</summary>
internal static class RequestReaders
{
    /// <summary>
    /// True of a person <c>w</c> and a request <c>r</c> that they may read at <c>@now</c>: an author with any right on the company, others in one of its
    /// universes; nobody of a space that hides its establishment.
    /// </summary>
    public static readonly string MayRead = May($"CASE WHEN r.author = w.account THEN {(int)UniverseRights.Read} ELSE r.universes END");

    /// <summary>The same of a draft, which its author reads with any right and others with those that send it.</summary>
    public static readonly string MayWork = May($"CASE WHEN r.author = w.account THEN {(int)UniverseRights.Read} ELSE r.draft_rights END");

    private static string May(string rights) =>
        $"""
        (r.company = r.portal || '/@' || w.account OR EXISTS (SELECT 1 FROM company_access ca WHERE ca.account = w.account AND ca.company = r.company
        AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now) AND (ca.rights & {rights}) <> 0
        AND (r.siret = '' OR NOT EXISTS (SELECT 1 FROM space_unticked t WHERE t.space = ca.space AND t.siret = r.siret))))
        """;
}
