using System.Net;
using System.Text;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Sms;

/// <summary>A code that could not go by text message: whoever waits for it is offered another way, and nobody else hears of it.</summary>
public sealed class FallbackTests(SmsSite sms) : IClassFixture<SmsSite>, IAsyncLifetime
{
    private const string Door = "/multi-siren/connexion";
    private const string CodePage = $"{Door}?etape=code";
    private const string Fragment = $"{Door}?handler=envoi";
    private const string NotSent = "Le SMS n’a pas pu être envoyé";
    private readonly TwilioServer _server = sms.Provider;
    private readonly Site _site = sms.Site;

    /// <summary>The next day: Nora may ask for a code again, and what was on its way is not sent any more.</summary>
    public async Task InitializeAsync()
    {
        _server.Refusal = null;
        await _site.Advance(TimeSpan.FromDays(1));
        _server.Forget();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Code_comes_by_text_message_and_opens()
    {
        using var nora = await Waiting(_site);
        await Eventually.True(() => Task.FromResult(_server.Taken.Count == 1));

        var page = await nora.Read(CodePage);

        Assert.Empty(_server.Faults);
        Assert.Contains("06 •• •• •• 47", page, StringComparison.Ordinal);
        Assert.DoesNotContain(NotSent, page, StringComparison.Ordinal);
        var entered = await nora.TypeCode(DemoPeople.Nora, _server.Taken.Single().Code);
        Assert.Equal($"{Door[..^10]}/accueil", entered.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData(400, 21610)]
    [InlineData(401, 20003)]
    [InlineData(503, 0)]
    public async Task Failed_text_message_offers_the_mail_which_opens_at_once(int status, int code)
    {
        _server.Refusal = (status, code);
        using var nora = await Waiting(_site);
        await Eventually.True(async () => (await nora.Read(Fragment)).Contains(NotSent, StringComparison.Ordinal));

        var page = await Answer.Of(await nora.Client.GetAsync(CodePage));
        Assert.Contains(NotSent, page.Body, StringComparison.Ordinal);
        Assert.Matches("class=\"btn main full\"[^>]*name=\"canal\" value=\"email\">Recevoir le code par e\u2011mail<", page.Body);
        var asked = await nora.Send($"{Door}?handler=renvoyer", new FormKeys(page.Token, page.Key), ("canal", "email"));

        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        Assert.DoesNotContain(NotSent, await nora.Read(CodePage), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await nora.TypeCode(DemoPeople.Nora, await nora.MailedCode(DemoPeople.Nora))).StatusCode);
    }

    [Fact]
    public async Task Message_that_fails_on_its_way_is_told_when_the_provider_says_so()
    {
        using var nora = await Waiting(_site);
        await Eventually.True(() => Task.FromResult(_server.Taken.Count == 1));
        Assert.DoesNotContain(NotSent, await nora.Read(Fragment), StringComparison.Ordinal);

        await Tell(_site, "undelivered");

        Assert.Contains(NotSent, await nora.Read(Fragment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queued", "2")]
    [InlineData("sent", "5")]
    [InlineData("delivered", "0")]
    [InlineData("failed", "0")]
    public async Task Page_asks_again_only_while_the_message_may_yet_fail(string status, string seconds)
    {
        using var nora = await Waiting(_site);
        await Eventually.True(() => Task.FromResult(_server.Taken.Count == 1));
        await Tell(_site, status);

        var page = await nora.Read(CodePage);
        Assert.Contains($"data-again=\"{seconds}\"", page, StringComparison.Ordinal);
        // The mark that an update may bring is drawn in the page.
        Assert.Equal(status is not "delivered", page.Contains("id=\"i-alert\"", StringComparison.Ordinal));
        await _site.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("data-again=\"0\"", await nora.Read(CodePage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_text_messages_exist_the_same_is_offered_again()
    {
        _server.Refusal = (400, 21610);
        await using var site = SmsSite.With(_server, ("Policy:CodeChannels", "Sms"));
        using var nora = await Waiting(site);
        await Eventually.True(async () => (await nora.Read(Fragment)).Contains(NotSent, StringComparison.Ordinal));
        Assert.Matches("class=\"btn main full\" type=\"submit\">Renvoyer le SMS<", await nora.Read(CodePage));

        _server.Refusal = null;
        await nora.Send($"{Door}?handler=renvoyer", await nora.Form(CodePage), ("canal", "email"));

        await Eventually.True(() => Task.FromResult(_server.Taken.Count == 1));
        Assert.Equal(HttpStatusCode.Found, (await nora.TypeCode(DemoPeople.Nora, _server.Taken.Single().Code)).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_told_without_the_cookie_of_that_sign_in()
    {
        _server.Refusal = (400, 21610);
        using var nora = await Waiting(_site);
        await Eventually.True(async () => (await nora.Read(Fragment)).Contains(NotSent, StringComparison.Ordinal));
        var cookie = nora.Cookie("connexion")!;
        using var stranger = _site.Stranger();
        using var forger = _site.Stranger();
        forger.PutCookie("connexion", $"{cookie[..^4]}{(cookie[^4] == 'A' ? 'B' : 'A')}{cookie[^3..]}");
        _server.Refusal = null;
        using var hugues = await Waiting(_site, DemoPeople.Hugues);

        var nothing = await stranger.Ask(Fragment);
        var forged = await forger.Ask(Fragment);
        Assert.Equal(HttpStatusCode.NotFound, nothing.Status);
        Assert.Equal((nothing.Status, nothing.Bare()), (forged.Status, forged.Bare()));
        var others = await hugues.Ask(Fragment);
        Assert.True(others.Ok);
        Assert.DoesNotContain(NotSent, others.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B16_Message_on_its_way_is_given_its_time()
    {
        using var nora = await Waiting(_site);
        await Eventually.True(() => Task.FromResult(_server.Taken.Count == 1));

        var again = await nora.Send($"{Door}?handler=renvoyer", await nora.Form(CodePage), ("canal", "email"));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("Un nouveau code pourra partir dans", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task Logs_hold_neither_number_nor_code_nor_token(int status)
    {
        _server.Refusal = status == 201 ? null : (status, 21211);
        await using var site =
            SmsSite.With(_server, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
                ("Logging:LogLevel:System.Net.Http", "Trace"));
        using var nora = await Waiting(site);
        await Eventually.True(() => Task.FromResult(_server.Asked > 0));
        if (status == 201)
        {
            await Tell(site, "failed");
            await Eventually.True(async () => (await nora.Read(Fragment)).Contains(NotSent, StringComparison.Ordinal));
        }
        else
            await Eventually.True(() => Task.FromResult(site.Log.Text.Contains("failed at attempt", StringComparison.Ordinal)));

        var logged = site.Log.Text;
        Assert.Contains("/multi-siren/connexion", logged, StringComparison.Ordinal);
        // The client's own lines would carry the account's address, and headers at their finest.
        Assert.DoesNotContain($"HttpClient.{TwilioChannel.Client}", logged, StringComparison.Ordinal);
        foreach (
            var secret in new[] { "639980047", TwilioServer.AuthToken,
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TwilioServer.AccountSid}:{TwilioServer.AuthToken}")), _server.Taken.SingleOrDefault()?.Code
                    ?? "639980047", DemoPeople.Nora.Email })
            Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
    }

    /// <summary>The password was right; the code is awaited.</summary>
    private static async Task<Visitor> Waiting(Site site, DemoPerson? person = null)
    {
        var visitor = site.Stranger();
        Assert.Equal(HttpStatusCode.Found, (await visitor.TypePassword(person ?? DemoPeople.Nora, DemoPeople.Password)).StatusCode);
        return visitor;
    }

    private async Task Tell(Site site, string status)
    {
        await Eventually.True(() => Task.FromResult(_server.Taken.Any()));
        var sms = _server.Taken.Single();
        KeyValuePair<string,
            string>[] fields = [new("MessageSid", sms.Sid), new("MessageStatus", status), new("To", sms.To), new("AccountSid", TwilioServer.AccountSid)];
        using var provider = site.Stranger();
        var told = await provider.Ask(HttpMethod.Post, new Uri(sms.StatusCallback!).PathAndQuery, new FormUrlEncodedContent(fields),
            ("X-Twilio-Signature", TwilioServer.Sign(TwilioServer.AuthToken, sms.StatusCallback!, fields)));
        Assert.Equal(HttpStatusCode.NoContent, told.Status);
    }
}
