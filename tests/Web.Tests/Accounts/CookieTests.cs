using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Silo.Demo;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows S1 and S12 of the security checklist.</summary>
public sealed class CookieTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task S1_Over_https_every_cookie_is_bound_to_this_host_and_out_of_reach()
    {
        using var site = new Site(new Dictionary<string, string> { ["PUBLIC_URL"] = "https://portail.example" });
        using var nora = await site.SignIn(DemoPeople.Nora, secure: true);

        var set = nora.Heard.Split('\n').Where(l => l.StartsWith("Set-Cookie:", StringComparison.OrdinalIgnoreCase))
            .Select(l => l["Set-Cookie:".Length..].Trim())
            .Where(c => !Regex.IsMatch(c, "^[^=]+=;")).ToList();

        Assert.Equal(
            ["__Host-antiforgery", "__Host-appareil-multi-siren", "__Host-connexion-multi-siren", "__Host-session-multi-siren"],
            set.Select(c => c[..c.IndexOf('=', StringComparison.Ordinal)]).Distinct().Order());
        Assert.All(set, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.Matches("(?i); path=/(;|$)", cookie);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task S1_Session_of_one_portal_opens_no_other()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        nora.PutCookie("session", nora.Cookie("session")!, Site.OtherPortal);
        nora.PutCookie("session", nora.Cookie("session")!, "gestion");

        Assert.Equal(HttpStatusCode.Unauthorized, await nora.StatusOf($"/{Site.OtherPortal}/demandes"));
        Assert.Equal(HttpStatusCode.Unauthorized, await nora.StatusOf("/gestion/demandes"));
    }

    [Fact]
    public async Task S12_Session_and_form_live_through_a_restart()
    {
        await using var site = new Site();
        using var before = await site.SignIn(DemoPeople.Nora);
        var page = "/multi-siren/demandes/2026-000003";
        var form = await before.Form(page);
        var cookies = before.Cookies.GetAllCookies().ToDictionary(c => c.Name, c => c.Value);

        await site.Restart();

        using var after = site.Stranger();
        foreach (var (name, value) in cookies)
            after.Cookies.Add(site.Address, new Cookie(name, value, "/"));
        Assert.Equal(HttpStatusCode.SeeOther, (await after.Send($"{page}?handler=message", form, ("text", "Après le redémarrage"))).StatusCode);
        Assert.Contains("Après le redémarrage", await after.Read(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S12_Data_protection_is_the_framework_s_and_past_its_forgery_bug()
    {
        // CVE-2026-40372: the NuGet package 10.0.0 to 10.0.6. Ours comes with the runtime.
        var version = typeof(IDataProtector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var dependencies = File.ReadAllText(Path.ChangeExtension(typeof(FormOperations).Assembly.Location, ".Tests.deps.json"));

        Assert.DoesNotMatch(@"Microsoft\.AspNetCore\.DataProtection/10\.0\.[0-6]""", dependencies);
        Assert.InRange(Version.Parse(version.Split('+', '-')[0]), new Version(10, 0, 7), new Version(99, 0));
    }
}
