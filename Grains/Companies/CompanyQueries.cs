using Grains.Access;
using Grains.Commits;
using Grains.Contracts;
using Grains.Reads;
using Grains.Text;

namespace Grains.Companies;

public sealed record CompanySummary
{
    public string Company { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Name { get; init; } = "";

    public string City { get; init; } = "";

    /// <summary>Those that the caller sees.</summary>
    public int Establishments { get; init => field = Math.Max(value, 0); }

    /// <summary>Employees are affiliated in it, and the caller reads them. Known around a page alone.</summary>
    public bool Affiliates { get; init; }
}

/// <param name="Next">The SIREN after which the list goes on; null at its end.</param>
public sealed record CompanyPage(IReadOnlyList<CompanySummary> Rows, string? Next);

public sealed class CompanyQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>Of a company <c>c</c>, for who is asked by the scope.</summary>
    internal static string Columns(Scope scope) => $"c.company, c.siren, c.name, c.city, {CoverageFragments.Establishments(scope)}";

    /// <summary>By name; companies of one name by their key.</summary>
    internal static string Order(string alias) => $"{alias}.folded, {alias}.company";

    // The accesses ca that the caller has now.
    private const string Reached = "ca.account = @account AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)";

    // Of a membership ca, the companies x that it reaches: the rule of the view company_access, read in the order of names.
    private const string Granted =
        """
        (ca.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = ca.space AND g.member = ca.member AND g.company = x.company))
        AND (ca.mandate = '' OR 1 = (SELECT 1 FROM space_member p WHERE p.space = ca.space AND p.member = ca.mandate
          AND (p.whole = 1 OR EXISTS (SELECT 1 FROM space_grant n WHERE n.space = p.space AND n.member = p.member AND n.company = x.company))))
        """;

    // The companies c that the caller sees.
    private const string Seen = $"c.company IN (SELECT ca.company FROM company_access ca WHERE {Reached}) AND c.portal = @portal";

    /// <summary>The caller's companies by name, at most <paramref name="take"/>; <paramref name="search"/> matches the name or the SIREN's beginning.</summary>
    public Task<IReadOnlyList<CompanySummary>> List(Scope scope, string? search = null, int take = 50, CancellationToken cancel = default) =>
        ListOf(scope, search, take).Alone(store, cancel);

    /// <param name="after">The SIREN of the last one seen, or null.</param>
    public async Task<CompanyPage> Page(Scope scope, string? search, string? after, int take = 30, CancellationToken cancel = default)
    {
        var found = await ListOf(scope, search, take + 1, after).Alone(store, cancel);
        return found.Count > take ? new CompanyPage([.. found.Take(take)], found[take - 1].Siren) : new CompanyPage(found, null);
    }

    /// <summary>One of the caller's companies; null where they see no such company.</summary>
    public Task<CompanySummary?> Find(Scope scope, string siren, CancellationToken cancel = default) =>
        Statement.First<CompanySummary>(
            scope, $"SELECT {Columns(scope)} FROM company_list c WHERE c.company = @found AND {Seen}", ("found", $"{scope.Portal}/{siren}")).Alone(store, cancel);

    /// <summary>By one statement for the menu around a page: each company with what it <see cref="CompanySummary.Affiliates"/>.</summary>
    internal Statement<IReadOnlyList<CompanySummary>> MenuOf(Scope scope, int take) => ListOf(scope, null, take, more: $", {Affiliates(scope)}");

    /// <param name="more">Further columns of a company <c>c</c>, each after a comma.</param>
    internal Statement<IReadOnlyList<CompanySummary>> ListOf(Scope scope, string? search, int take, string? after = null, string more = "")
    {
        var typed = SearchText.Normalize(search?.Trim() ?? "");
        return Statement.Rows<CompanySummary>(
            scope,
            $"""
            WITH page AS MATERIALIZED (
              SELECT k.company, min(k.folded) AS folded FROM membership ca {dialect.EachFirst("k", "space_company", "space, company", "x.company, x.folded", $"""
              WHERE x.space = ca.space AND ({Granted}) {Typed("x", typed)} {(after is null ? "" : Beyond("x"))} ORDER BY {Order("x")} LIMIT {take}
              """)}
              WHERE {Reached} GROUP BY k.company ORDER BY min(k.folded), k.company LIMIT {take})
            SELECT {Columns(scope)}, c.folded{more} FROM page p CROSS JOIN company_list c WHERE c.company = p.company ORDER BY {Order("c")}
            """,
            [.. TypedValues(scope.Portal, typed), ("beyond", $"{scope.Portal}/{after}"), .. CoverageFragments.Days(scope)]);
    }

    /// <summary>Of the companies of a space, those of a name or a SIREN that was typed.</summary>
    /// <param name="alias">Of <c>space_company</c> or <c>company_access</c>.</param>
    internal static string Typed(string alias, string typed) => typed.Length == 0 ? "" : $"AND ({alias}.folded LIKE @like OR {alias}.company LIKE @siren)";

    /// <summary>Those after the company <c>@beyond</c> in the order of names. The first condition leads into the index, the second leaves out those of the same name that were seen.</summary>
    /// <param name="alias">As of <see cref="Typed"/>.</param>
    internal static string Beyond(string alias) =>
        $"""
        AND {alias}.folded >= (SELECT l.folded FROM company_list l WHERE l.company = @beyond)
        AND ({alias}.folded, {alias}.company) > (SELECT l.folded, l.company FROM company_list l WHERE l.company = @beyond)
        """;

    internal static IReadOnlyList<(string Name, object? Value)> TypedValues(string portal, string typed) =>
        [("like", $"%{typed}%"), ("siren", $"{portal}/{typed.Replace(" ", "", StringComparison.Ordinal)}%")];

    /// <summary>The company that an address or a page names, or that was looked at last where it names none; null unless the caller sees it.</summary>
    internal static Statement<CompanySummary?> ChosenOf(Scope scope, string? company) => Statement.First<CompanySummary>(
        scope,
        $"""
        SELECT {Columns(scope)}, {Affiliates(scope)} FROM company_list c
        WHERE c.company = {(company is null ? "(SELECT k.company FROM company_choice k WHERE k.account = @account)" : "@chosen")} AND {Seen}
        """,
        [("chosen", company ?? ""), .. CoverageFragments.Days(scope)]);

    private static string Affiliates(Scope scope) => $"CASE WHEN {CoverageFragments.Affiliates(scope)} THEN 1 ELSE 0 END AS affiliates";

    /// <summary>What was chosen last: a key, empty for all companies, null before the first choice.</summary>
    internal static Statement<string?> LastChoiceOf(Scope scope) =>
        Statement.First<string>(scope, "SELECT k.company FROM company_choice k WHERE k.account = @account");
}
