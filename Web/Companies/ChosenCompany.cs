using Grains.Companies;
using Grains.Interfaces;
using Grains.Reads;

namespace Web.Companies;

/// <summary>The company that a page shows: the one its address names, else the one looked at last, else the first by name.</summary>
/// <param name="Company">Null for all of them, and where there is none.</param>
/// <param name="All">« Toutes mes entreprises ».</param>
/// <param name="Unknown">The address names a company that the person does not see.</param>
public sealed record ChosenCompany(CompanySummary? Company, bool All = false, bool Unknown = false)
{
    /// <summary>In the query of every address: a SIREN, or <see cref="Everything"/>.</summary>
    public const string Field = "entreprise";

    public const string Everything = "toutes";

    public static string? TypedIn(HttpContext context) => context.Request.Query[Field] is [{ Length: > 0 } typed, ..] ? typed : null;

    /// <summary>The key of the company that the address names; null where it names none.</summary>
    public static string? KeyIn(HttpContext context, Caller caller) =>
        TypedIn(context) is { } typed && typed != Everything ? $"{caller.Portal}/{typed}" : null;

    public static ChosenCompany Of(string? typed, ShellFacts shell)
    {
        var several = shell.Companies.Count > 1;
        var first = shell.Companies.FirstOrDefault();
        return typed switch
        {
            null when several && shell.LastChoice is "" => new(null, All: true),
            null => new(several ? shell.Chosen ?? first : first),
            Everything => several ? new(null, All: true) : new(first),
            _ => shell.Chosen is { } found ? new(found) : new(null, Unknown: true),
        };
    }

    /// <summary>What the links of the page carry; null where there is nothing to choose.</summary>
    public string? InAddress(bool several) => !several ? null : All ? Everything : Company?.Siren;
}

/// <summary>What the page's address chose: nothing of theirs, or something else than the last time.</summary>
/// <param name="ToRemember">The key to remember, empty for all; null when nothing is new.</param>
public sealed record CompanyInAddress(bool Unknown, string? ToRemember);

/// <summary>What the links of a portal's page carry on.</summary>
/// <param name="Portal">The beginning of its addresses, <c>/portal/</c>.</param>
public sealed record CompanyInLinks(string Portal, string Value)
{
    /// <summary>The address with the choice; as it is where it has one, leads elsewhere, or to a file or the door.</summary>
    /// <param name="joint">Between parts of a query: encoded where the address is.</param>
    public string On(string address, string joint = "&")
    {
        if (!address.StartsWith(Portal, StringComparison.Ordinal) || address.Contains($"{ChosenCompany.Field}=", StringComparison.Ordinal)
            || address.AsSpan(Portal.Length).StartsWith("fichiers/", StringComparison.Ordinal)
            || address.AsSpan(Portal.Length).StartsWith("deconnexion", StringComparison.Ordinal))
            return address;
        var mark = address.IndexOf('#', StringComparison.Ordinal);
        var (page, place) = mark < 0 ? (address, "") : (address[..mark], address[mark..]);
        return $"{page}{(page.Contains('?', StringComparison.Ordinal) ? joint : "?")}{ChosenCompany.Field}={Value}{place}";
    }
}
