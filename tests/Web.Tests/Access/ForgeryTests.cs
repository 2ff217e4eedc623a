using System.Net;
using System.Text;
using Silo.Demo;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Row S11 for every route that changes anything, generated from the table: forged requests do nothing, reading an action neither.</summary>
public sealed class ForgeryTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task S11_Forged_posts_of_every_route_are_refused()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var before = await things.Stand(_site);
        var hers = (await claire.Form("/gestion/demandes")).Token;
        var his = (await ousmane.Form("/multi-siren/accueil")).Token;
        using var stranger = _site.Stranger();
        var nobodys = (await stranger.Form("/multi-siren/connexion")).Token;

        foreach (var (name, row) in Posts())
        {
            var (who, own, others) = row.Audience switch
            {
                Audience.Staff => (claire, hers, his),
                Audience.Customers => (ousmane, his, hers),
                _ => (stranger, nobodys, his),
            };
            foreach (var (what, token, type, headers) in new (string, string, string, (string, string)[])[]
            {
                ("no token", "", "application/x-www-form-urlencoded", []),
                ("another's token", others, "application/x-www-form-urlencoded", []),
                ("plain text", own, "text/plain", []),
                ("another site", own, "application/x-www-form-urlencoded", [("Origin", "https://evil.example")]),
                ("no site", own, "application/x-www-form-urlencoded", [("Origin", "null")]),
                ("sent across sites", own, "application/x-www-form-urlencoded", [("Sec-Fetch-Site", "cross-site")]),
            })
            {
                var fields =
                    string.Join('&',
                        (row.Call(things).Fields ?? []).Concat([("jeton", token), ("cle", FormOperations.NewKey())])
                            .Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
                var answer = await who.Ask(HttpMethod.Post, row.Call(things).Path, new StringContent(fields, Encoding.UTF8, type), headers);
                Assert.True(answer.Status is HttpStatusCode.BadRequest, $"{name}, {what}: {answer.Status}");
            }
        }
        Assert.Equal(before, await things.Stand(_site));
        Assert.Equal(HttpStatusCode.OK, await ousmane.StatusOf("/multi-siren/accueil"));
    }

    [Fact]
    public async Task B01_A_form_from_another_site_leaves_every_cookie_as_it_is()
    {
        using var stranger = _site.Stranger();
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);

        // The browser leaves all cookies out of it: whatever the answer set would overwrite those of the pages that are open.
        foreach (var (name, row) in Posts())
        {
            var answer = await stranger.Ask(HttpMethod.Post, row.Call(things).Path, new FormUrlEncodedContent([]), ("Sec-Fetch-Site", "cross-site"));
            Assert.True(answer is { Status: HttpStatusCode.BadRequest, SetCookies: [] }, $"{name}: {answer.Status} {answer.BareCookies()}");
        }
    }

    [Fact]
    public async Task S11_Reading_an_action_of_any_route_does_and_shows_nothing()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var before = await things.Stand(_site);

        foreach (var (name, row) in Posts())
        {
            var path = row.Call(things).Path;
            // A page whose plain address takes a form shows itself when it is read; that is no action.
            if (!path.Contains("handler=", StringComparison.Ordinal) && Matrix.Rows.ContainsKey($"GET {name["POST ".Length..]}"))
                continue;
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                var answer = await (row.Audience is Audience.Staff ? claire : ousmane).Ask(method, path);
                Assert.True(answer.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {name}: {answer.Status}");
            }
        }
        Assert.Equal(before, await things.Stand(_site));
        Assert.Equal(HttpStatusCode.OK, await ousmane.StatusOf("/multi-siren/accueil"));
    }

    // The demo's clock takes JSON from scripts on this machine, which no foreign page can send; the problem page changes nothing; notices of
    // text messages come from no page and are refused by their signature (Sms.NoticeTests); leaving a request's mails asks for the sealed link alone
    // (UnsubscribeTests).
    private static IEnumerable<(string Name, Row Row)> Posts() => Matrix.Rows
        .Where(r => r.Key.StartsWith("POST ", StringComparison.Ordinal) && r.Key is not ("POST /demo/clock" or "POST /probleme" or "POST /sms/statut" or "POST /{portal:portal}/desabonnement/{lien}"))
        .Select(r => (r.Key, r.Value));
}
