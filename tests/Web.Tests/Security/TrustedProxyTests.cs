using System.Net;
using Grains;
using Silo.Demo;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Security;

/// <summary>Row G7: only what a trusted proxy says of a request's source counts. 127.0.0.2 plays the proxy, 127.0.0.1 anybody else.</summary>
public sealed class TrustedProxyTests(TrustedProxyTests.Proxied proxied) : IClassFixture<TrustedProxyTests.Proxied>
{
    private const string Door = "/multi-siren/connexion";
    private static readonly IPAddress Proxy = IPAddress.Parse("127.0.0.2");

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("10.0.0.9, 127.0.0.2")]
    [InlineData("127.0.0.2/31")]
    public async Task G7_Through_a_trusted_proxy_each_client_is_counted(string trusted)
    {
        await using var site = Throttled(trusted);
        using var proxy = new Visitor(site, site.Address, Proxy);

        Assert.Equal(Bitten(5, 8), await Tries(proxy, 8, _ => "198.51.100.1"));
        Assert.Equal(Bitten(5, 5), await Tries(proxy, 5, _ => "198.51.100.2"));
    }

    [Fact]
    public async Task G7_What_the_client_put_in_front_does_not_count()
    {
        var site = proxied.Site;
        using var proxy = new Visitor(site, site.Address, Proxy);

        Assert.Equal(Bitten(5, 8), await Tries(proxy, 8, i => $"203.0.113.{i}, 198.51.100.1"));
        Assert.Equal(Bitten(0, 4), await Tries(proxy, 4, i => $"127.0.0.2, 203.0.113.{i}, 198.51.100.1"));
    }

    [Fact]
    public async Task G7_Proxy_before_the_proxy_counts_when_it_is_named()
    {
        await using var site = Throttled("127.0.0.2, 192.0.2.7");
        using var proxy = new Visitor(site, site.Address, Proxy);

        Assert.Equal(Bitten(5, 8), await Tries(proxy, 8, i => $"203.0.113.{i}, 198.51.100.1, 192.0.2.7"));
        Assert.Equal(Bitten(5, 5), await Tries(proxy, 5, i => $"203.0.113.{i}, 198.51.100.2, 192.0.2.7"));
    }

    [Theory]
    [InlineData("127.0.0.2", "")]
    [InlineData("", "")]
    [InlineData("", "true")]
    public async Task G7_From_anywhere_else_the_header_is_ignored(string trusted, string framework)
    {
        await using var site = Throttled(trusted, framework);
        using var forger = site.Stranger();

        Assert.Equal(Bitten(5, 8), await Tries(forger, 8, i => $"198.51.100.{i}"));
    }

    [Fact]
    public async Task One_subscriber_s_many_addresses_are_one_source()
    {
        var site = proxied.Site;
        using var proxy = new Visitor(site, site.Address, Proxy);

        Assert.Equal(Bitten(5, 8), await Tries(proxy, 8, i => $"2001:db8:1:2{i}::{i}"));
        Assert.Equal(Bitten(5, 5), await Tries(proxy, 5, i => $"2001:db8:1:1{i:x2}::{i}"));
    }

    [Fact]
    public async Task C6_Scheme_counts_from_a_trusted_proxy_only_and_the_host_never()
    {
        var site = proxied.Site;
        using var proxy = new Visitor(site, site.Address, Proxy);
        using var forger = site.Stranger();

        Assert.NotEqual("", (await proxy.Ask(HttpMethod.Get, Door, null, ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));
        Assert.Equal("", (await forger.Ask(HttpMethod.Get, Door, null, ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));
        // A form is taken from our own pages only: had the forwarded host counted, they would be another site, and the other site ours.
        var form = await proxy.Form(Door);
        foreach (
            var (origin, status) in new[] { (site.Address.ToString().TrimEnd('/'), HttpStatusCode.OK), ("http://evil.example", HttpStatusCode.BadRequest) })
        {
            var fields = new FormUrlEncodedContent([new("jeton", form.Token), new("cle", form.Key), new("identifier", "nora"), new("password", "faux")]);
            Assert.Equal(status, (await proxy.Ask(HttpMethod.Post, Door, fields, ("X-Forwarded-Host", "evil.example"), ("Origin", origin))).Status);
        }
    }

    [Fact]
    public async Task Demo_s_mailbox_is_not_for_whoever_comes_through_a_proxy()
    {
        await using var unnamed = new Site();
        foreach (var site in new[] { unnamed, proxied.Site })
        {
            using var proxy = new Visitor(site, site.Address, Proxy);
            Assert.Equal(HttpStatusCode.NotFound, (await proxy.Ask(HttpMethod.Get, "/demo/outbox.json", null, ("X-Forwarded-For", "198.51.100.1"))).Status);
            using var here = site.Stranger();
            Assert.Equal(HttpStatusCode.OK, await here.StatusOf("/demo/outbox.json"));
        }
    }

    [Theory]
    [InlineData("haproxy")]
    [InlineData("10.0.0.0/24, x")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Setting_that_names_nobody_or_everybody_refuses_to_start(string setting) =>
        Assert.Contains("TRUSTED_PROXIES", Assert.Throws<SettingRefusedException>(() => TrustedProxies.Read(setting)).Message, StringComparison.Ordinal);

    /// <summary>One site for the tests that differ in their clients only, each of which is named in one test.</summary>
    public sealed class Proxied : IDisposable
    {
        internal Site Site { get; } = Throttled("127.0.0.2");

        public void Dispose() => Site.Dispose();
    }

    private static Site Throttled(string trusted, string framework = "") => new(new Dictionary<string, string>
    {
        ["Throttle:SignInsPerMinute"] = "5",
        ["TRUSTED_PROXIES"] = trusted,
        ["FORWARDEDHEADERS_ENABLED"] = framework,
    });

    private static IEnumerable<HttpStatusCode> Bitten(int after, int of) =>
        Enumerable.Repeat(HttpStatusCode.OK, after).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, of - after));

    private static async Task<IReadOnlyList<HttpStatusCode>> Tries(Visitor visitor, int times, Func<int, string> forwardedFor)
    {
        var form = await visitor.Form(Door);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            var fields =
                new FormUrlEncodedContent(
                    [new("jeton", form.Token), new("cle", $"{form.Key}{i}"), new("identifier", DemoPeople.Nora.Email), new("password", "faux")]);
            statuses.Add((await visitor.Ask(HttpMethod.Post, Door, fields, ("X-Forwarded-For", forwardedFor(i)))).Status);
        }
        return statuses;
    }
}
