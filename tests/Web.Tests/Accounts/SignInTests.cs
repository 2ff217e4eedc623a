using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Grains.Accounts.Passwords;
using Grains.Accounts.Registration;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows A4, A6, A8, B7, B9, B10, B12, B15 and B19 of the security checklist, over HTTP; the rest of B is in Grains.Tests and the bench.</summary>
public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    private const string Door = "/multi-siren/connexion";
    private readonly Site _site = site;

    [Theory]
    [InlineData(600, 1)]
    [InlineData(1_000_000, 20)]
    public async Task A4_Endless_password_costs_nothing(int length, int times)
    {
        using var stranger = _site.Stranger();
        var form = await stranger.Form(Door);
        var password = new string('a', length);
        var hasher = _site.Services.GetRequiredService<PasswordHasher>();
        var slots = await Task.WhenAll(Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => hasher.Enter(CancellationToken.None)));
        try
        {
            for (var i = 0; i < times; i++)
            {
                // A client that asks before it sends hears the refusal instead of a closed connection.
                using var asking = new HttpRequestMessage(HttpMethod.Post, Door);
                asking.Headers.ExpectContinue = true;
                asking.Content =
                    new FormUrlEncodedContent(
                        [new("jeton", form.Token), new("cle", $"{i}"), new("identifier", DemoPeople.Nora.Email), new("password", password)]);
                var answer = await stranger.Client.SendAsync(asking);
                // Nothing is hashed while every place is taken: it would be 503.
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge });
            }
        }
        finally
        {
            foreach (var slot in slots)
                slot.Dispose();
        }

        Assert.Equal(0, await _site.Failures(DemoPeople.Nora));
    }

    [Fact]
    public async Task A_code_that_was_used_is_not_said_to_be_on_its_way()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var elsewhere = _site.Stranger();
        await elsewhere.TypePassword(DemoPeople.Ousmane, DemoPeople.Password);

        var page = await elsewhere.Read($"{Door}?etape=code");
        var again = await Again();

        foreach (var said in new[] { page, await again.Content.ReadAsStringAsync() }.Select(WebUtility.HtmlDecode))
        {
            Assert.Matches("Un nouveau code pourra partir dans [0-9]{1,2}\u00a0s\\.", said);
            Assert.Matches("data-countdown=\"[0-9]{1,2}\"", said);
            Assert.DoesNotMatch("Envoyé par|one-time-code|Le dernier code", said);
        }
        await _site.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("Un nouveau code peut partir dès maintenant.", await elsewhere.Read($"{Door}?etape=code"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await Again()).StatusCode);
        Assert.EndsWith("/accueil",
            (await elsewhere.TypeCode(DemoPeople.Ousmane, await elsewhere.MailedCode(DemoPeople.Ousmane))).Headers.Location!.ToString(),
                StringComparison.Ordinal);

        async Task<HttpResponseMessage> Again() => await elsewhere.Send($"{Door}?handler=renvoyer", await elsewhere.Form($"{Door}?etape=code"));
    }

    [Fact]
    public async Task A6_Fields_let_managers_fill_and_people_paste()
    {
        using var browser = _site.Stranger();
        var door = await browser.Read(Door);
        await browser.TypePassword(await _site.Register("champs"), DemoPeople.Password);
        var second = await browser.Read($"{Door}?etape=code");
        var added = await _site.Services.GetRequiredService<StaffInvitationService>().Add("autre.gestionnaire@orvane.example", "gestionnaire");
        var setUp = await browser.Read(new Uri(added).PathAndQuery);

        Assert.Matches("<input[^>]*autocomplete=\"username\"", door);
        Assert.Matches("<input[^>]*type=\"password\"[^>]*autocomplete=\"current-password\"", door);
        Assert.Matches("<input[^>]*autocomplete=\"one-time-code\"", second);
        Assert.Equal(2, Regex.Count(setUp, "<input[^>]*type=\"password\"[^>]*autocomplete=\"new-password\""));
        Assert.All([door, second, setUp], page => Assert.DoesNotMatch("(?i)onpaste|autocomplete=\"off\"", page));
    }

    [Fact]
    public async Task A8_Nothing_opens_before_activation_and_no_password_is_ever_mailed()
    {
        var added = await _site.Services.GetRequiredService<StaffInvitationService>().Add("nouvelle.gestionnaire@orvane.example", "gestionnaire");
        using var stranger = _site.Stranger();

        foreach (var password in new[] { "", DemoPeople.Password, added[^22..] })
            Assert.Equal(HttpStatusCode.OK, (await stranger.TypePassword("gestion", "nouvelle.gestionnaire@orvane.example", password)).StatusCode);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);

        var mails = await hugues.Read("/demo/outbox.json");
        Assert.Contains(DemoPeople.Hugues.Email, mails, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoPeople.Password, mails, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B7_Fifty_wrong_codes_on_fifty_sockets_evaluate_at_most_five()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var person = await _site.Register($"course{round}");
            using var browser = _site.Stranger();
            await browser.TypePassword(person, DemoPeople.Password);
            var right = await browser.MailedCode(person);
            var wrong = Enumerable.Range(0, 51).Select(i => i.ToString("D6", CultureInfo.InvariantCulture)).Where(c => c != right).Take(50).ToList();

            var answers = await Codes(browser, 50, i => wrong[i]);

            Assert.DoesNotContain(answers, a =>
                a.Headers.Contains("Set-Cookie") && a.Headers.GetValues("Set-Cookie").Any(c => c.StartsWith("session-", StringComparison.Ordinal)));
            Assert.Equal(5, await _site.Failures(person));
            Assert.DoesNotContain("accueil", $"{(await browser.TypeCode(person, right)).Headers.Location}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B12_Twenty_right_codes_on_twenty_sockets_open_one_session()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var person = await _site.Register($"relais{round}");
            using var browser = _site.Stranger();
            await browser.TypePassword(person, DemoPeople.Password);
            var right = await browser.MailedCode(person);

            var answers = await Codes(browser, 20, _ => right);

            // The first sign-in of the portal leads to the secret questions.
            Assert.Single(answers, a => $"{a.Headers.Location}".EndsWith("/profil/questions", StringComparison.Ordinal));
            Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM session WHERE account = @account", ("@account", person.Key)));
        }
    }

    [Fact]
    public async Task B9_Only_real_failures_count()
    {
        await using var site = new Site();
        using var nora = site.Stranger();
        var form = await nora.Form(Door);
        for (var i = 0; i < 6; i++)
            Assert.Equal(HttpStatusCode.BadRequest,
                (await nora.Send(Door, form with { Token = "" }, ("identifier", DemoPeople.Nora.Email), ("password", "faux"))).StatusCode);
        await using (await site.Outage())
            Assert.Equal(HttpStatusCode.ServiceUnavailable,
                (await nora.Send(Door, form, ("identifier", DemoPeople.Nora.Email), ("password", "faux"))).StatusCode);
        await nora.SignIn(DemoPeople.Nora);
        for (var i = 0; i < 21; i++)
            Assert.Equal(HttpStatusCode.Found, (await AgainWithKnownDevice(nora)).StatusCode);

        Assert.Equal(0, await site.Failures(DemoPeople.Nora));
        Assert.Equal(20,
            await site.Query<long>("SELECT count(*) FROM session WHERE account = @account AND ended_at IS NULL", ("@account", DemoPeople.Nora.Key)));
        for (var i = 0; i < 4; i++)
            await site.Stranger().TypePassword(DemoPeople.Nora, "faux");
        Assert.Equal(HttpStatusCode.Found, (await site.Stranger().TypePassword(DemoPeople.Nora, DemoPeople.Password)).StatusCode);
    }

    [Fact]
    public async Task B10_Spraying_is_throttled_by_its_source()
    {
        using var site = new Site(new Dictionary<string, string> { ["Throttle:SignInsPerMinute"] = "60" });
        using var sprayer = site.Stranger();
        var form = await sprayer.Form(Door);

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 200; i++)
            answers.Add(await sprayer.Send(Door, form with { Key = $"{i}" }, ("identifier", $"victime{i}@maison.example"), ("password", "Printemps-2026")));

        // What a slow machine lets through meanwhile is not much.
        Assert.InRange(answers.Count(a => a.StatusCode is HttpStatusCode.OK), 60, 100);
        Assert.All(answers.Where(a => a.StatusCode is not HttpStatusCode.OK), a =>
            Assert.Equal((HttpStatusCode.TooManyRequests, true), (a.StatusCode, a.Headers.RetryAfter is not null)));
        using var elsewhere = new Visitor(site, site.Address, IPAddress.Parse("127.0.0.2"));
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.TypePassword(DemoPeople.Nora, DemoPeople.Password)).StatusCode);
    }

    [Theory]
    [InlineData("/multi-siren/CONNEXION")]
    [InlineData("/multi-siren/connexion/")]
    public async Task B10_Another_spelling_of_the_address_is_no_way_round(string door)
    {
        using var site = new Site(new Dictionary<string, string> { ["Throttle:SignInsPerMinute"] = "3" });
        using var sprayer = site.Stranger();
        var form = await sprayer.Form(Door);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
            answers.Add(
                (await sprayer.Send(door, form with { Key = $"{i}" }, ("identifier", $"victime{i}@maison.example"),
                    ("password", "Printemps-2026"))).StatusCode);

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory]
    [InlineData("nora\ufffe@maison.example", "Printemps-2026")]
    [InlineData("nora@maison.example", "Printemps\ufffe2026")]
    public async Task What_is_no_character_is_refused_like_anything_wrong(string identifier, string password)
    {
        using var stranger = _site.Stranger();

        Assert.Equal(HttpStatusCode.OK, (await stranger.TypePassword(DemoPeople.Portal, identifier, password)).StatusCode);
    }

    [Fact]
    public async Task B15_Code_is_bound_to_its_flow_and_its_person_whatever_the_form_says()
    {
        using var nora = _site.Stranger();
        using var irene = _site.Stranger();
        await nora.TypePassword(DemoPeople.Nora, DemoPeople.Password);
        await irene.TypePassword(DemoPeople.Irene, DemoPeople.Password);
        var (hers, others) = (await nora.MailedCode(DemoPeople.Nora), await irene.MailedCode(DemoPeople.Irene));

        var crossed = await irene.TypeCode(DemoPeople.Irene, hers == others ? "000000" : hers);
        var renamed =
            await nora.Send($"{Door}?handler=code", await nora.Form($"{Door}?etape=code"), ("code", hers), ("identifier", DemoPeople.Irene.Email),
                ("account", DemoPeople.Irene.Key));

        Assert.Equal(HttpStatusCode.OK, crossed.StatusCode);
        Assert.Equal(HttpStatusCode.Found, renamed.StatusCode);
        Assert.Contains(DemoPeople.Nora.LastName, await nora.Read("/multi-siren/accueil"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM session WHERE account = @account", ("@account", DemoPeople.Irene.Key)));    }

    [Fact]
    public async Task B19_Codes_and_passwords_are_nowhere_but_in_the_mail()
    {
        using var site =
            new Site(new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace" });
        using var nora = site.Stranger();
        await nora.TypePassword(DemoPeople.Nora, "Presque-Verger-1788");
        await nora.TypePassword(DemoPeople.Nora, DemoPeople.Password);
        var code = await nora.MailedCode(DemoPeople.Nora);
        await nora.TypeCode(DemoPeople.Nora, code == "000000" ? "000001" : "000000");
        await nora.TypeCode(DemoPeople.Nora, code);
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf("/multi-siren/accueil"));
        var (heard, logged) = (nora.Heard, site.Log.Text);
        await site.Stop();

        Assert.Contains("/multi-siren/connexion", logged, StringComparison.Ordinal);
        Assert.All([heard, logged, .. site.Stored()], text =>
        {
            Assert.DoesNotContain(DemoPeople.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Presque-Verger-1788", text, StringComparison.Ordinal);
            // Standing alone: six digits may well be part of an instant or an id.
            Assert.DoesNotMatch($"(?<![0-9A-Za-z.]){code}(?![0-9A-Za-z])", text);
        });
    }

    private static async Task<HttpResponseMessage> AgainWithKnownDevice(Visitor browser)
    {
        var door = browser.Tab();
        door.PutCookie("session", "");
        var answer = await door.TypePassword(DemoPeople.Nora, DemoPeople.Password);
        if (door.Cookie("appareil") is { } device)
            browser.PutCookie("appareil", device);
        return answer;
    }

    private static Task<HttpResponseMessage[]> Codes(Visitor browser, int runners, Func<int, string> code) => Race.Run(
        runners,
        async i =>
        {
            var tab = browser.Tab();
            return (Tab: tab, Form: await tab.Form($"{Door}?etape=code"), Code: code(i));
        },
        r => r.Tab.Send($"{Door}?handler=code", r.Form, ("code", r.Code)));
}
