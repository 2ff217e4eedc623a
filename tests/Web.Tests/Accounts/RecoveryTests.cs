using System.Net;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows A5, C4–C10, C13 and S13 over HTTP, in the portal whose questions stand before the mailed link; each test has a colleague of its own.</summary>
public sealed class RecoveryTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Forgot = "/multi-siren/mot-de-passe-oublie";
    private const string Questions = "/multi-siren/questions-secretes";
    private const string NewPassword = "/multi-siren/nouveau-mot-de-passe";
    private const string New = "Verger-Neuf-1790";
    private static int _people;
    private readonly Site _site = site;
    private DemoPerson _nora = null!;

    public async Task InitializeAsync() => _nora = await _site.Colleague($"nora{Interlocked.Increment(ref _people)}");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task C4_C9_Opening_the_link_uses_nothing_up_and_cleans_the_address()
    {
        using var nora = _site.Stranger();
        var link = await MailedLink(nora);
        using var scanner = _site.Stranger();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Found, (await scanner.Ask(link)).Status);
        Assert.True((int)(await scanner.Ask(HttpMethod.Head, link)).Status < 400);

        var opened = await nora.Ask(link);
        var page = await nora.Ask(opened.Location!);

        Assert.Equal(NewPassword, opened.Location);
        Assert.Equal("no-referrer", opened.Header("Referrer-Policy"));
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split("jeton=")[1], page.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href|action)=\"(https?:)?//", page.Body);
        var set = await nora.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", New), ("again", New));
        Assert.Equal("/multi-siren/connexion?fin=nouveau", set.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Gone, (await Answer.Of(await scanner.Client.GetAsync(NewPassword))).Status);
        Assert.DoesNotContain(link.Split("jeton=")[1], _site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C1_Token_is_long_and_stands_nowhere_but_in_the_mail()
    {
        await using var site = new Site();
        using var nora = site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", DemoPeople.Nora.Email));
        await nora.Send($"{Questions}?handler=courriel", await nora.Form(Questions));
        var token = (await Registrant.Mail(site, DemoPeople.Nora.Email, "Réinitialisez")).Link!.Split("jeton=")[1];
        Assert.Matches("^[A-Za-z0-9_-]{22,}$", token);
        var logged = site.Log.Text;

        await site.Stop();

        Assert.All([logged, .. site.Stored()],
            text => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task C6_Link_begins_with_the_configured_address_whatever_the_request_claims()
    {
        using var nora = _site.Stranger();
        nora.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        nora.Client.DefaultRequestHeaders.TryAddWithoutValidation("Forwarded", "host=evil.example");
        nora.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Proto", "http");

        var mail = await ResetMail(nora);

        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("http://localhost", mail.Link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C6_Request_for_another_host_gets_the_configured_address_too()
    {
        using var nora = _site.Stranger();
        var forgot = await nora.Form(Forgot);
        async Task<Answer> Evil(string page, params (string Name, string Value)[] fields) => await nora.Ask(
            HttpMethod.Post, page,
                new FormUrlEncodedContent(fields.Concat([("jeton", forgot.Token), ("cle", FormOperations.NewKey())])
                    .Select(f => KeyValuePair.Create(f.Item1, f.Item2))), ("Host", "evil.example"));

        var asked = await Evil(Forgot, ("identifiant", _nora.Email));
        await Evil($"{Questions}?handler=courriel");

        Assert.DoesNotContain("evil", asked.Location, StringComparison.Ordinal);
        var mail = await NewestReset();
        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("http://localhost", mail.Link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C8_C7_Reset_ends_the_open_session_and_its_link_and_signs_nobody_in()
    {
        using var nora = await _site.SignIn(_nora);
        await using var live = await HubLink.Open(nora);
        await live.Watch("request/multi-siren/demo-arret");
        using var elsewhere = _site.Stranger();
        var link = await MailedLink(elsewhere);
        var page = await elsewhere.Ask((await elsewhere.Ask(link)).Location!);

        var set = await Answer.Of(await elsewhere.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", New), ("again", New)));

        Assert.DoesNotContain(set.SetCookies, c =>
            c.StartsWith("session", StringComparison.Ordinal) && !c.Contains("session-multi-siren=;", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await nora.StatusOf("/multi-siren/accueil"));
        using (var irene = await _site.SignIn(DemoPeople.Irene))
            await irene.Say("2026-000003", "après");
        await live.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(live.Raw, r => r.Contains("demo-arret", StringComparison.Ordinal) && r.Contains("change", StringComparison.Ordinal));
        using var later = _site.Stranger();
        Assert.Contains("etape=code", (await later.TypePassword(DemoPeople.Portal, _nora.Email, New)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("court", "court")]
    [InlineData("Azertyuiop123", "Azertyuiop123")]
    [InlineData("NoraVasselin1984", "NoraVasselin1984")]
    [InlineData(New, "autre chose encore")]
    [InlineData(DemoPeople.Password, DemoPeople.Password)]
    public async Task A3_A5_Refused_password_leaves_the_link_alive(string password, string again)
    {
        using var nora = _site.Stranger();
        var page = await nora.Ask((await nora.Ask(await MailedLink(nora))).Location!);

        var refused = await Answer.Of(await nora.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", password), ("again", again)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("role=\"alert\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found,
            (await nora.Send(NewPassword, new FormKeys(refused.Token, refused.Key), ("password", New), ("again", New))).StatusCode);
    }

    [Theory]
    [InlineData("mot-de-passe-oublie")]
    [InlineData("identifiant-oublie")]
    public async Task C10_Whoever_waits_for_a_mail_reads_where_to_look_who_sent_it_and_when_to_call(string page)
    {
        using var browser = _site.Stranger();

        var shown = WebUtility.HtmlDecode(await browser.Read($"/multi-siren/{page}?envoye=1"));

        Assert.Contains("courriers indésirables", shown, StringComparison.Ordinal);
        Assert.Contains(_site.Services.GetRequiredService<MailOptions>().From, shown, StringComparison.Ordinal);
        Assert.Contains("24\u00a0heures", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handler=courriel")]
    public async Task C10_C13_Known_and_unknown_people_get_one_answer(string handler)
    {
        var known = await Asked(DemoPeople.Hugues.Email, handler);
        // Of the same length.
        var unknown = await Asked(new string('x', DemoPeople.Hugues.Email.Length), handler);

        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task C13_Every_way_shows_everybody_the_same_questions()
    {
        const string identifier = "/multi-siren/identifiant-oublie";
        var byAddress = await Page(Forgot, ("identifiant", _nora.Email));

        Assert.Equal(byAddress, await Page(Forgot, ("identifiant", "personne@nulle-part.example")));
        var byName = await Page(identifier, ("siren", "812 345 676"), ("nom", "VASSELIN"), ("prenom", _nora.FirstName));
        Assert.Equal(byName, await Page(identifier, ("siren", "812345676"), ("nom", "Personne"), ("prenom", "Paul")));
        Assert.Equal(Asked(byAddress), Asked(byName));

        async Task<string> Page(string page, params (string, string)[] fields)
        {
            using var browser = _site.Stranger();
            await browser.Send(page, await browser.Form(page), fields);
            var first = (await browser.Ask(Questions)).Bare();
            Assert.Equal(first, (await browser.Ask(Questions)).Bare());
            return first;
        }

        static string Asked(string page) =>
            string.Join('|',
                System.Text.RegularExpressions.Regex.Matches(page, "<select.*?</select>", System.Text.RegularExpressions.RegexOptions.Singleline)
                    .Select(m => m.Value));
    }

    [Fact]
    public async Task C13_Right_answers_open_a_new_password()
    {
        using var nora = _site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", _nora.Email));

        var right = await nora.Send(Questions, await nora.Form(Questions), Registrant.Answers(a => a.ToUpperInvariant()));

        Assert.Equal(NewPassword, right.Headers.Location!.ToString());
        var page = await nora.Ask(NewPassword);
        Assert.Equal(HttpStatusCode.Found, (await nora.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", New), ("again", New))).StatusCode);
    }

    [Fact]
    public async Task Questions_left_out_or_twice_the_same_are_told_and_no_try()
    {
        using var nora = _site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", _nora.Email));
        foreach (var third in new[] { "", "2" })
        {
            for (var i = 0; i < 5; i++)
            {
                var refused =
                    await Answer.Of(
                        await nora.Send(Questions, await nora.Form(Questions),
                            [("question", "2"), ("question", "4"), ("question", third), .. DemoPeople.Answers.Select(a => ("reponse", a))]));
                Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
                Assert.Contains("trois questions différentes", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
            }
        }

        Assert.Equal(NewPassword, (await nora.Send(Questions, await nora.Form(Questions), Registrant.Answers())).Headers.Location!.ToString());
    }

    [Fact]
    public async Task C13_Forgotten_identifier_is_shown_behind_the_questions()
    {
        using var nora = _site.Stranger();
        const string page = "/multi-siren/identifiant-oublie";
        await nora.Send(page, await nora.Form(page), ("siren", "812 345 676"), ("nom", "VASSELIN"), ("prenom", _nora.FirstName.ToUpperInvariant()));

        var shown = await Answer.Of(await nora.Send(Questions, await nora.Form(Questions), Registrant.Answers()));

        Assert.Contains(_nora.Email, shown.Body, StringComparison.Ordinal);
    }

    private async Task<string> Asked(string identifier, string handler)
    {
        using var browser = _site.Stranger();
        var first = await Answer.Of(await browser.Send(Forgot, await browser.Form(Forgot), ("identifiant", identifier)));
        var second = handler.Length == 0 ? first : await Answer.Of(await browser.Send(Questions + handler, await browser.Form(Questions)));
        var third = await browser.Ask(second.Location!);
        return string.Join('\n', first.Status, first.BareHeaders(), first.BareCookies(), second.Status, second.Location, second.BareHeaders(), third.Status,
            third.Bare());
    }

    [Fact]
    public async Task New_password_sent_twice_is_answered_twice_alike()
    {
        using var nora = _site.Stranger();
        var page = await nora.Ask((await nora.Ask(await MailedLink(nora))).Location!);
        using var tab = nora.Tab();
        using var other = nora.Tab();

        var first = await nora.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", New), ("again", New));
        var again = await tab.Send(NewPassword, new FormKeys(page.Token, page.Key), ("password", New), ("again", New));
        var another = await other.Send(NewPassword, new FormKeys(page.Token, FormOperations.NewKey()), ("password", New), ("again", New));

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.Gone, another.StatusCode);
    }

    private async Task<string> MailedLink(Visitor who)
    {
        var link = (await ResetMail(who)).Link!;
        return link[link.IndexOf("/multi-siren", StringComparison.Ordinal)..];
    }

    private async Task<DemoMessage> ResetMail(Visitor who)
    {
        await who.Send(Forgot, await who.Form(Forgot), ("identifiant", _nora.Email));
        await who.Send($"{Questions}?handler=courriel", await who.Form(Questions));
        return await NewestReset();
    }

    private Task<DemoMessage> NewestReset() => Registrant.Mail(_site, _nora.Email, "Réinitialisez");
}
