using System.Net;
using System.Text.RegularExpressions;

namespace Web.Tests.Fixtures;

/// <summary>What came back, with what the next form needs.</summary>
public sealed partial record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> SetCookies,
    string? Location)
{
    public bool Ok => Status is HttpStatusCode.OK;

    /// <summary>What a done form answers: go and look.</summary>
    public bool Done => Status is HttpStatusCode.SeeOther or HttpStatusCode.Found;

    public string Token => Field("jeton");

    public string Key => Field("cle");

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Set-Cookie")
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
        response.Headers.Location?.OriginalString);

    public string Field(string name) => WebUtility.HtmlDecode(Regex.Match(Body, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>The body without what must differ: tokens, form keys, nonces, the instant it was drawn, and the given words.</summary>
    public string Bare(params ReadOnlySpan<string> words)
    {
        var bare = Secrets().Replace(Body, "$1…$2");
        foreach (var word in words)
            bare = bare.Replace(word, "…", StringComparison.Ordinal);
        return bare;
    }

    /// <summary>The headers without date and nonce.</summary>
    public string BareHeaders() =>
        string.Join('\n',
            Headers.Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal)
                .Select(h => $"{h.Key}: {Nonce().Replace(h.Value, "'nonce-…'")}"));

    /// <summary>Names and attributes of the cookies set, without their values.</summary>
    public string BareCookies() => string.Join('\n', SetCookies.Select(c => Value().Replace(c, "$1=…")).Order(StringComparer.Ordinal));

    [GeneratedRegex("(nonce=\"|data-drawn=\"|name=\"(?:jeton|cle|draft)\"[^>]*value=\"|id=\"trace\">|data-trace=\")[^\"<]*(\"|<)")]
    private static partial Regex Secrets();

    [GeneratedRegex("'nonce-[^']*'")]
    private static partial Regex Nonce();

    [GeneratedRegex("^([^=]*)=[^;]*")]
    private static partial Regex Value();
}
