using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Security;

/// <summary>What a client does wrong is its own mistake: an answer that says so, one line in the log, never an error with a stack.</summary>
public sealed class ClientMistakeTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/multi-siren/demandes/2026-000003";
    private readonly Site _site = site;

    [Fact]
    public async Task Multipart_form_that_breaks_off_is_the_client_s_on_every_route_that_takes_a_form()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var stranger = _site.Stranger();
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var tokens = new Dictionary<Visitor, string>
        {
            [ousmane] = (await ousmane.Form("/multi-siren/accueil")).Token, [claire] = (await claire.Form("/gestion/demandes")).Token,
                [stranger] = (await stranger.Form("/multi-siren/connexion")).Token,
        };
        var before = _site.Log.Lines.Count;

        // The demo's clock takes JSON, notices of text messages are refused by their signature, and the problem page reads nothing.
        foreach (
            var (name, row) in Matrix.Rows.Where(r =>
                r.Key.StartsWith("POST ", StringComparison.Ordinal) && r.Key is not ("POST /demo/clock" or "POST /sms/statut" or "POST /probleme")))
        {
            var who = row.Audience switch { Audience.Staff => claire, Audience.Customers => ousmane, _ => stranger };
            // A script's upload carries its token in a header, and its body is read by the address itself.
            foreach (var headers in row.Call(things).File ? new (string, string)[][] { [], [("RequestVerificationToken", tokens[who])] } : [[]])
            {
                using var cut = new ByteArrayContent(Encoding.ASCII.GetBytes(
                    $"--b\r\nContent-Disposition: form-data; name=\"jeton\"\r\n\r\n{tokens[who]}\r\n--b\r\nContent-Disposition: form-data; name=\"cle\"\r\n\r\nabc"));
                cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
                var answer = await who.Ask(HttpMethod.Post, row.Call(things).Path, cut, headers);
                Assert.True(answer.Status is HttpStatusCode.BadRequest, $"{name}: {answer.Status}");
            }
        }
        AssertNoNoise(before);
    }

    [Fact]
    public async Task Key_that_is_missing_or_used_for_other_words_is_one_line()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form(Page);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Send($"{Page}?handler=message", form, ("text", "Premier"))).StatusCode);
        var before = _site.Log.Lines.Count;

        Assert.Equal(HttpStatusCode.Conflict, (await nora.Send($"{Page}?handler=message", form, ("text", "Second"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send($"{Page}?handler=message", form with { Key = "" }, ("text", "Second"))).StatusCode);

        AssertNoNoise(before);
        Assert.Single(_site.Log.Lines.Skip(before), l => l.Contains("was refused as 409", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Null_that_is_sent_to_the_hub_is_refused_like_anything_else()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        var refused = await link.Watch($"request/{DemoPeople.Portal}/none");
        var before = _site.Log.Lines.Count;

        Assert.Equal(refused, await link.Call("Watch", [null]));
        foreach (
            var (method, arguments) in new (string, object?[])[] { ("Watch", [new string?[] { null }]), ("Unwatch", [null]), ("Typing", [null]), ("ChangedSince", [null, 0]),
                ("Seen", [null, 1, true]), ("Looks", [null, true]), ("Drafts", [null, "", true]) })
            Assert.Contains("Refused.", await link.Call(method, arguments), StringComparison.Ordinal);

        AssertNoNoise(before);
    }

    [Theory]
    [InlineData("""{"advance":"10675199.02:48:05"}""")]
    [InlineData("""{"advance":"-10675199.02:48:05"}""")]
    [InlineData("""{"at":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"at":"0001-01-01T00:00:00Z"}""")]
    [InlineData("""{"at":"hier"}""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Instant_that_no_calendar_holds_moves_no_clock(string move)
    {
        using var script = _site.Stranger();
        var before = _site.Log.Lines.Count;

        Assert.Equal(HttpStatusCode.BadRequest,
            (await script.Ask(HttpMethod.Post, "/demo/clock", new StringContent(move, Encoding.UTF8, "application/json"))).Status);

        AssertNoNoise(before);
    }

    private void AssertNoNoise(int before)
    {
        var lines = _site.Log.Lines.Skip(before).ToList();
        Assert.DoesNotContain(lines, l => l.StartsWith("Error ", StringComparison.Ordinal) || l.StartsWith("Critical ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.StartsWith("Warning ", StringComparison.Ordinal) && l.Contains("\n   at ", StringComparison.Ordinal));
    }
}
