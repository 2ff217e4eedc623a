using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Security;

/// <summary>Rows G3 to G7 of the security checklist.</summary>
public sealed class HeaderTests(Site site, SlowedSite slowed) : IClassFixture<Site>, IClassFixture<SlowedSite>
{
    private const string Door = "/multi-siren/connexion";
    private readonly Site _site = site;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/mentions-legales", 200)]
    [InlineData("/multi-siren/connexion", 302)]
    [InlineData("/gestion/connexion", 200)]
    [InlineData("/multi-siren/accueil", 200)]
    [InlineData("/multi-siren/demandes/2026-000003", 200)]
    [InlineData("/multi-siren/fragments/badge", 200)]
    [InlineData("/multi-siren/demandes/2099-000003", 404)]
    [InlineData("/nulle-part", 404)]
    [InlineData("/gestion/demandes", 302)]
    [InlineData("/robots.txt", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/live?portal=multi-siren", 404)]
    [InlineData("/demo", 200)]
    public async Task G4_Every_answer_carries_the_headers(string page, int status)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora, secure: true);

        Assert.Equal(status, (int)AssertHeaders(await nora.Ask(page)).Status);
    }

    [Fact]
    public async Task G4_Refusals_and_failures_carry_them_too()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora, secure: true);

        Assert.Equal(HttpStatusCode.BadRequest, AssertHeaders(await nora.Ask(HttpMethod.Post, "/multi-siren/deconnexion")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, AssertHeaders(await nora.Ask(HttpMethod.Delete, "/multi-siren/accueil")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, AssertHeaders(await Failure(nora)).Status);
    }

    [Fact]
    public async Task G4_Http_has_no_transport_security_header_and_each_page_a_nonce_of_its_own()
    {
        using var stranger = _site.Stranger();

        var (one, other) = (await stranger.Ask("/"), await stranger.Ask("/"));

        Assert.Equal("", one.Header("Strict-Transport-Security"));
        Assert.NotEqual(one.Header("Content-Security-Policy"), other.Header("Content-Security-Policy"));
        Assert.Equal(one.BareHeaders(), other.BareHeaders());
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/multi-siren/")]
    [InlineData("\t//evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/multi-siren/../../evil")]
    [InlineData("/multi-siren/%2e%2e/%2E%2E/evil")]
    [InlineData("/multi-siren\\@evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/gestion/demandes")]
    [InlineData("/multi-siren/%0d%0aSet-Cookie:x=1")]
    public async Task G5_After_signing_in_one_lands_on_a_page_of_the_portal(string asked)
    {
        // The next day, Irène may ask for a code again.
        await _site.Advance(TimeSpan.FromDays(1));
        using var irene = _site.Stranger();
        await irene.TypePassword(DemoPeople.Irene, DemoPeople.Password);
        var form = await irene.Form($"{Door}?etape=code&retour={Uri.EscapeDataString(asked)}");

        var entered = await irene.Send($"{Door}?handler=code", form, ("code", await irene.MailedCode(DemoPeople.Irene)), ("retour", asked));

        var landed = new Uri(_site.Address, entered.Headers.Location!);
        Assert.Equal(_site.Address.Authority, landed.Authority);
        Assert.StartsWith("/multi-siren/", landed.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie:x", string.Join('\n', entered.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G6_Failure_shows_a_sentence_and_a_number_nothing_else()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var failed = await Failure(nora);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.Matches("[0-9a-f]{32}|[0-9A-Z]{13}:[0-9]{8}", failed.Body);
        foreach (var detail in new[] { "Exception", "Sqlite", "SELECT", "no such table", "   at ", ".cs:", "Kestrel", "request_list" })
            Assert.DoesNotContain(detail, failed.Body + failed.BareHeaders(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET", "/.git/HEAD", 404)]
    [InlineData("GET", "/swagger", 404)]
    [InlineData("GET", "/swagger/index.html", 404)]
    [InlineData("GET", "/metrics", 404)]
    [InlineData("GET", "/build/", 404)]
    [InlineData("GET", "/appsettings.json", 404)]
    [InlineData("GET", "/../appsettings.json", 404)]
    [InlineData("GET", "/%2e%2e/appsettings.json", 404)]
    [InlineData("GET", "/probleme", 404)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("OPTIONS", "/", 405)]
    [InlineData("PUT", "/multi-siren/accueil", 405)]
    [InlineData("PATCH", "/multi-siren/accueil", 405)]
    [InlineData("DELETE", "/demo/clock", 405)]
    public async Task G6_Nothing_extra_is_exposed(string method, string path, int status)
    {
        using var stranger = _site.Stranger();

        Assert.Equal(status, (int)(await stranger.Ask(new HttpMethod(method), path)).Status);
    }

    [Theory]
    [InlineData("connexion")]
    [InlineData("inscription")]
    [InlineData("mot-de-passe-oublie")]
    [InlineData("identifiant-oublie")]
    [InlineData("questions-secretes")]
    [InlineData("nouveau-mot-de-passe")]
    [InlineData("activation")]
    public async Task B10_Every_door_is_slowed_by_source(string door)
    {
        using var stranger = slowed.Stranger();

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 2 * SlowedSite.PerMinute; i++)
            statuses.Add((await stranger.Ask(HttpMethod.Post, $"/multi-siren/{door}", new FormUrlEncodedContent([]))).Status);

        Assert.All(statuses.Take(SlowedSite.PerMinute), s => Assert.NotEqual(HttpStatusCode.TooManyRequests, s));
        Assert.All(statuses.Skip(SlowedSite.PerMinute), s => Assert.Equal(HttpStatusCode.TooManyRequests, s));
    }

    [Fact]
    public async Task G7_Forged_forwarding_headers_do_not_escape_the_throttle()
    {
        using var forger = slowed.Stranger();
        var form = await forger.Form(Door);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            var fields =
                new FormUrlEncodedContent([new("jeton", form.Token), new("cle", $"{i}"), new("identifier", "nora@maison.example"), new("password", "faux")]);
            statuses.Add(
                (await forger.Ask(HttpMethod.Post, Door, fields, ("X-Forwarded-For", $"198.51.100.{i}"), ("Forwarded", $"for=198.51.100.{i}"),
                    ("X-Real-IP", $"198.51.100.{i}"))).Status);
        }

        Assert.Equal(
            [.. Enumerable.Repeat(HttpStatusCode.OK, SlowedSite.PerMinute), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 10 - SlowedSite.PerMinute)],
                statuses);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("' OR '1'='1")]
    [InlineData("\"; DROP TABLE journal; --")]
    [InlineData("1) UNION SELECT name FROM sqlite_master --")]
    [InlineData("NEAR(a b) * ^ col:")]
    [InlineData("\0")]
    public async Task G3_Text_is_never_a_statement(string payload)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var typed = Uri.EscapeDataString(payload);
        var tables = await _site.Query<long>(TestStore.IsPostgres ? "SELECT count(*) FROM information_schema.tables" : "SELECT count(*) FROM sqlite_master");

        foreach (
            var (page, status) in new[]
            {
                ($"/multi-siren/demandes?q={typed}", HttpStatusCode.OK), ($"/multi-siren/demandes?vue={typed}", HttpStatusCode.OK),
                ($"/multi-siren/demandes?apres={typed}", HttpStatusCode.OK), ($"/multi-siren/demandes?entreprise={typed}", HttpStatusCode.NotFound),
                ($"/multi-siren/demandes/nouvelle?entreprise={typed}", HttpStatusCode.NotFound), ($"/multi-siren/entreprises?q={typed}", HttpStatusCode.OK),
            })
            Assert.Equal(payload == "\0" ? HttpStatusCode.BadRequest : status, (await nora.Ask(page)).Status);
        Assert.DoesNotContain("data-request-number=\"2026", (await nora.Ask($"/multi-siren/demandes?entreprise={typed}")).Body, StringComparison.Ordinal);
        Assert.Contains((await nora.Ask($"/multi-siren/demandes/{typed}")).Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.Contains((await _site.Stranger().TypePassword("multi-siren", payload, payload)).StatusCode,
            new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        Assert.Equal(tables,
            await _site.Query<long>(TestStore.IsPostgres ? "SELECT count(*) FROM information_schema.tables" : "SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public void G3_Message_with_line_breaks_is_one_line_of_the_log()
    {
        var console = _site.Services.GetRequiredService<IConfiguration>().GetSection("Logging:Console");
        var formatter = _site.Services.GetServices<ConsoleFormatter>().Single(f => f.Name == console["FormatterName"]);
        var written = new StringWriter();

        formatter.Write(new LogEntry<string>(LogLevel.Warning, "Web", default, "a\nINFO forged\r\nINFO forged", null, (message, _) => message), null, written);

        Assert.Single(written.ToString().TrimEnd().Split('\n'));
    }

    private static Answer AssertHeaders(Answer answer)
    {
        Assert.Matches("max-age=([3-9][0-9]{7}|[0-9]{9,})", answer.Header("Strict-Transport-Security"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Matches("^(same-origin|no-referrer)$", answer.Header("Referrer-Policy"));
        Assert.Equal("", answer.Header("Server"));
        var policy = answer.Header("Content-Security-Policy");
        foreach (
            var directive in new[] { "default-src 'none'", "script-src 'self' 'nonce-", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                "form-action 'self'" })
            Assert.Contains(directive, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        return answer;
    }

    /// <summary>Makes a page fail from within: its table is gone meanwhile.</summary>
    private async Task<Answer> Failure(Visitor visitor)
    {
        await Run("ALTER TABLE request_list RENAME TO gone");
        var failed = await visitor.Ask("/multi-siren/demandes");
        await Run("ALTER TABLE gone RENAME TO request_list");
        return failed;

        async Task Run(string statement)
        {
            await using var connection = await _site.Database();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
