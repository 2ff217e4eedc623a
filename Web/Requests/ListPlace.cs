namespace Web.Requests;

/// <summary>
/// Where in a list a person was when they opened a request: its filters and its page. The request's address carries it, and so do its forms, so that
/// the way back leads there.
/// </summary>
public static class ListPlace
{
    private const int Longest = 200;
    private static readonly string[] Names =
        ["vue", "file", "equipe", "tri", "q", "ici", "statut", "depuis", "pieces", "demarche", "auteur", "salarie", "entreprise", "choisir", "apres"];

    /// <summary>As a query without its question mark; empty for a list as it begins.</summary>
    /// <param name="without">A name that means something else on this page.</param>
    public static string Of(IQueryCollection query, string? without = null) => string.Join('&', Names.Where(name => name != without)
        .Select(name => (Name: name, Value: query[name].ToString()))
        .Where(part => part.Value.Length is > 0 and <= Longest)
        .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));

    public static string In(string place, string path) =>
        place.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{place}";
}
