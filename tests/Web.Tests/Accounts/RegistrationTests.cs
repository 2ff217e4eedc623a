using System.Net;
using System.Text;
using Grains.Commits;
using Grains.Portals;
using Silo.Demo;
using Silo.Messaging;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>The wizards over HTTP, without scripts; rows A9, A10 and Z5 of the security checklist.</summary>
public sealed class RegistrationTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private readonly Site _site = portals.Site;

    [Theory]
    [InlineData("entreprise", "ines@brumont.example", "i•••@brumont.example")]
    [InlineData("particulier", "jb.leveque@courrier.example", "j•••@courrier.example")]
    [InlineData("representant", "ines@vaudrelle.example", "i•••@vaudrelle.example")]
    [InlineData("employeur", "ines@quillevreuse.example", "i•••@quillevreuse.example")]
    [InlineData("multi-siren", "ines@pierrelongue.example", "i•••@pierrelongue.example")]
    public async Task Each_portal_leads_to_its_activation_mail(string portal, string email, string masked)
    {
        using var newcomer = new Registrant(_site, portal);

        var last = await newcomer.FillAll(email);

        Assert.Equal((HttpStatusCode.SeeOther, newcomer.Wizard), (last.Status, last.Location));
        var end = await newcomer.Browser.Ask(newcomer.Wizard);
        Assert.Contains(masked, end.Body);
        Assert.Contains("courriers indésirables", end.Body);
        Assert.Contains("24\u00a0heures", WebUtility.HtmlDecode(end.Body));
        Assert.Contains(_site.Services.GetRequiredService<MailOptions>().From, end.Body);
        var mail = await Registrant.Mail(_site, email, "Activez votre compte");
        Assert.StartsWith($"{_site.Services.GetRequiredService<SiteAddress>().Origin}/{portal}/activation?", mail.Link);
        Assert.Equal(portal is "particulier" or "representant", mail.Text.Contains("identifiant de connexion", StringComparison.Ordinal));
        Assert.DoesNotContain(Registrant.Password, mail.Text + mail.Html);
        Assert.Equal(0, await _site.Query<long>("SELECT active FROM account_list WHERE email = @email", ("@email", email)));
        Assert.Equal("1",
            await _site.Query<string>(
                "SELECT detail FROM journal WHERE action = 'registered' AND owner = (SELECT account FROM account_list WHERE email = @email)",
                    ("@email", email)));
    }

    [Fact]
    public async Task A9_A_known_address_gets_the_answer_of_a_new_one_and_its_owner_the_truth()
    {
        var known = DemoPeople.Ousmane.Email;
        var unknown = new string('x', known.IndexOf('@', StringComparison.Ordinal)) + known[known.IndexOf('@', StringComparison.Ordinal)..];

        Assert.Equal(await Trace(unknown), await Trace(known));

        var mail = await Registrant.Mail(_site, known, "Votre adresse a déjà un compte");
        Assert.Null(mail.Link);
        Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM account_list WHERE email = @known", ("@known", known)));

        async Task<string> Trace(string email)
        {
            using var newcomer = new Registrant(_site, "multi-siren");
            var last = await newcomer.FillAll(email);
            var end = await newcomer.Browser.Ask(newcomer.Wizard);
            var resent = await Answer.Of(await newcomer.Browser.Send($"{newcomer.Wizard}?handler=renvoyer", await newcomer.Browser.Form(newcomer.Wizard)));
            var after = await newcomer.Browser.Ask(resent.Location!);
            return string.Join('\n',
                new[] { last, end, resent, after }.Select(a => $"{a.Status} {a.Location} {a.BareHeaders()} {a.BareCookies()} {a.Bare($"{email[0]}•••")}"));
        }
    }

    [Theory]
    [InlineData("ines1@pierrelongue.example", "Azertyuiop123")]
    [InlineData("ines2@pierrelongue.example", "Orvane-2026!!")]
    [InlineData("ines3@pierrelongue.example", "ines3@pierrelongue.example")]
    [InlineData("ines4@pierrelongue.example", "mon-siren-523880144-ici")]
    [InlineData("ines5@pierrelongue.example", "onze-caract")]
    public async Task A3_Refused_password_says_why_and_the_other_fields_stay(string email, string password)
    {
        using var newcomer = new Registrant(_site, "multi-siren");
        await newcomer.FillUpTo(5, email);

        var refused = await newcomer.Fill(5, ("password", password), ("again", password), ("conditions", "1"));

        Assert.Matches("<input[^>]*name=\"password\"[^>]*aria-invalid=\"true\"", refused.Body);
        Assert.Matches("<input[^>]*name=\"conditions\"[^>]*checked", refused.Body);
        Assert.DoesNotMatch("<input[^>]*type=\"password\"[^>]*value=", refused.Body);
        Assert.Contains(email, await newcomer.Browser.Read($"{newcomer.Wizard}?etape=4"), StringComparison.Ordinal);
        Assert.Equal($"{newcomer.Wizard}", (await newcomer.Fill(5, Registrant.Screens("multi-siren", "")[4])).Location);
    }

    [Fact]
    public async Task A10_Twenty_registrations_of_one_address_make_one_account_with_one_link()
    {
        string[] spellings = ["vingt@quillevreuse.example", "VINGT@quillevreuse.example", " vingt@quillevreuse.example ", "vingt@Quillevreuse.EXAMPLE"];
        var everybody = Enumerable.Range(0, 20).Select(_ => new Registrant(_site, "employeur")).ToList();
        var last = Registrant.Screens("employeur", "")[^1];
        for (var i = 0; i < everybody.Count; i++)
            await everybody[i].FillUpTo(4, spellings[i % spellings.Length]);
        var forms = await Task.WhenAll(everybody.Select(n => n.Browser.Form($"{n.Wizard}?etape=4")));

        var answers = await Task.WhenAll(everybody.Select((n, i) => n.Browser.Send($"{n.Wizard}?etape=4", forms[i], last)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM account_list WHERE lower(email) LIKE 'vingt@quillevreuse.example'"));
        await Eventually.True(async () => await Mails("déjà un compte") == 19);
        Assert.Equal(1, await Mails("Activez"));
        everybody.ForEach(n => n.Dispose());

        async Task<int> Mails(string subject) => (await _site.Services.GetRequiredService<Outbox>().Read(null, default))
            .Count(m => m.To.Trim().Equals(spellings[0], StringComparison.OrdinalIgnoreCase) && m.Subject.Contains(subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_survives_a_step_back_a_refresh_and_a_restart_but_never_the_password()
    {
        await using var site = new Site(Registrant.AllPortals);
        using var newcomer = new Registrant(site, "multi-siren");
        await newcomer.FillUpTo(4, "");
        await newcomer.Fill(4, ("fonction", "Gérante"), ("telephone", "06"), ("courriel", "ines@"));
        await newcomer.Browser.Send($"{newcomer.Wizard}?handler=garder&etape=3", await newcomer.Browser.Form($"{newcomer.Wizard}?etape=3"),
            ("nom", "Torvalec-Orsandre"));

        await site.Restart();
        using var again = new Visitor(site, site.Address);
        foreach (Cookie cookie in newcomer.Browser.Cookies.GetAllCookies())
            again.Cookies.Add(site.Address, new Cookie(cookie.Name, cookie.Value, "/"));
        Assert.Contains("Torvalec-Orsandre", await again.Read($"{newcomer.Wizard}?etape=3"));
        Assert.Contains("value=\"ines@\"", await again.Read($"{newcomer.Wizard}?etape=4"));
        Assert.Contains("523880144", await again.Read($"{newcomer.Wizard}?etape=1"));

        Answer answer =
            await Answer.Of(
                await again.Send($"{newcomer.Wizard}?etape=4", await again.Form($"{newcomer.Wizard}?etape=4"),
                    Registrant.Screens("multi-siren", "ines@pierrelongue.example")[3]));
        Assert.Equal($"{newcomer.Wizard}?etape=5", answer.Location);
        var refused =
            await Answer.Of(
                await again.Send($"{newcomer.Wizard}?etape=5", await again.Form($"{newcomer.Wizard}?etape=5"), ("password", "jamais-gardé-ici"),
                    ("again", "autre"), ("conditions", "1")));
        Assert.Contains("aria-invalid=\"true\"", refused.Body);
        Assert.DoesNotContain("jamais-gardé-ici", refused.Body);
        Assert.Equal(0, await site.Query<long>("SELECT count(*) FROM grain WHERE CAST(state AS TEXT) LIKE '%jamais-gard%'"));
    }

    [Fact]
    public async Task Wrong_proofs_get_one_sentence_and_after_twenty_the_source_is_slowed()
    {
        using var newcomer = new Registrant(_site, "entreprise", IPAddress.Parse("127.0.0.9"));
        var otherContract = (await newcomer.Fill(1, ("siret", "81234567600017"), ("contrat", "SA2019053"))).Bare("81234567600017", "SA2019053");
        var branch = (await newcomer.Fill(1, ("siret", "81234567600025"), ("contrat", "SA2019000"))).Bare("81234567600025", "SA2019000");
        var unknown = (await newcomer.Fill(1, ("siret", "73282932000074"), ("contrat", "SA2019000"))).Bare("73282932000074", "SA2019000");
        Assert.Contains("Ces informations ne nous permettent pas de vous reconnaître", unknown);
        Assert.Equal(unknown, otherContract);
        Assert.Equal(unknown, branch);
        for (var i = 3; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await newcomer.Fill(1, ("siret", "73282932000074"), ("contrat", $"X{i}"))).Status);

        using var neighbour = new Registrant(_site, "entreprise", IPAddress.Parse("127.0.0.9"));
        foreach (var slowed in new[] { newcomer, neighbour })
        {
            var answer = await slowed.Fill(1, Registrant.Screens("entreprise", "")[0]);
            Assert.Equal((HttpStatusCode.TooManyRequests, "300"), (answer.Status, answer.Header("Retry-After")));
            Assert.Contains("812 345 676 00017", answer.Body);
        }
        using var elsewhere = new Registrant(_site, "entreprise", IPAddress.Parse("127.0.0.10"));
        Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.Fill(1, Registrant.Screens("entreprise", "")[0])).Status);
    }

    [Fact]
    public async Task Portal_that_reveals_says_that_an_address_is_taken_and_the_two_ways_out()
    {
        using var newcomer = new Registrant(_site, "entreprise");
        await newcomer.FillUpTo(4, "");

        var answer = await newcomer.Fill(4, ("telephone", "06 39 98 00 10"), ("courriel", DemoPeople.Nora.Email));

        Assert.Contains("Cette adresse est déjà associée à un compte", answer.Body);
        Assert.Contains("Profil &amp; Contrat – Informations personnelles", answer.Body);
        Assert.Contains(DemoPeople.Nora.Email, answer.Body);
    }

    [Fact]
    public async Task Z5_Fields_of_nobody_s_form_change_nothing_and_are_noted()
    {
        using var newcomer = new Registrant(_site, "employeur");
        await newcomer.FillUpTo(3, "");
        (string, string)[] more =
            [("Role", "Administrateur"), ("CompanyId", "multi-siren/812345676"), ("Status", "Traitée"), ("EmailConfirmed", "true"), ("siren", "812345676"),
                ("numeroPersonne", "P4400210")];

        const string email = "surplus@quillevreuse.example";
        await newcomer.Fill(3, [.. Registrant.Screens("employeur", email)[2], .. more]);
        await newcomer.Fill(4, [.. Registrant.Screens("employeur", "")[3], .. more]);

        Assert.Equal(0, await _site.Query<long>("SELECT active FROM account_list WHERE email = @email", ("@email", email)));
        Assert.Equal(0, await _site.Query<long>("SELECT role FROM account_list WHERE email = @email", ("@email", email)));
        var account = await _site.Query<string>("SELECT account FROM account_list WHERE email = @email", ("@email", email));
        var state = (await _site.Services.GetRequiredService<IStateStore>().Load($"account/{account}"))!.Value.State;
        Assert.Contains("employeur/390114825", Encoding.UTF8.GetString(state.Span));
        Assert.Equal("Role CompanyId Status EmailConfirmed siren",
            await _site.Query<string>("SELECT detail FROM journal WHERE action = 'form-surplus' LIMIT 1"));
    }

    [Fact]
    public async Task No_step_can_be_skipped()
    {
        using var newcomer = new Registrant(_site, "entreprise");

        var ahead = await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=5");
        Assert.Contains("name=\"siret\"", ahead.Body);
        var keys = await newcomer.Browser.Form(newcomer.Wizard);
        await newcomer.Browser.Send($"{newcomer.Wizard}?etape=1", keys, ("siret", "81234567600017"), ("contrat", "faux"));
        var posted = await newcomer.Browser.Send($"{newcomer.Wizard}?etape=5", keys, Registrant.Screens("entreprise", "")[4]);
        Assert.Equal($"{newcomer.Wizard}?etape=1", posted.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await newcomer.Upload("carte.png", Registrant.Png)).Status);
    }

    [Fact]
    public async Task Changing_the_proof_takes_it_back()
    {
        using var newcomer = new Registrant(_site, "multi-siren");
        await newcomer.FillUpTo(4, "");

        await newcomer.Fill(1, ("siren", "812345676"));

        Assert.Contains("name=\"numeroEntreprise\"", (await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=4")).Body);
    }

    [Fact]
    public async Task Establishments_can_be_unticked_but_not_all()
    {
        using var newcomer = new Registrant(_site, "entreprise");
        await newcomer.FillUpTo(2, "");

        var none = await newcomer.Fill(2);
        Assert.Contains("Gardez au moins un établissement", none.Body);
        await newcomer.Fill(2, ("etablissement", "81234567600017"), ("etablissement", "81234567600033"));
        var drawn = await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=2");
        Assert.Equal(2, drawn.Body.Split("checked=\"checked\"").Length - 1);
    }

    [Fact]
    public async Task Insured_person_without_an_address_is_led_to_an_adviser()
    {
        using var newcomer = new Registrant(_site, "particulier");

        var before = await Insured();
        await newcomer.Fill(1, ("numeroClient", "10482247"), ("nom", "Trévignac"), ("prenom", "Odile"), ("naissance", "05/01/1949"));

        Assert.Contains("Nous n’avons pas d’adresse e\u2011mail pour vous", (await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=2")).Body);
        await newcomer.Browser.Send($"{newcomer.Wizard}?etape=2", await newcomer.Browser.Form("/particulier/connexion"), ("conditions", "1"));
        Assert.Equal(before, await Insured());

        Task<long> Insured() => _site.Query<long>("SELECT count(*) FROM account_list WHERE portal = 'particulier'");
    }

    [Fact]
    public async Task Shared_mailbox_is_asked_about_once()
    {
        using var newcomer = new Registrant(_site, "employeur");
        await newcomer.FillUpTo(3, "");
        var screen = Registrant.Screens("employeur", "compta@quillevreuse.example")[2];

        var asked = await newcomer.Fill(3, screen);
        Assert.Contains("ressemble à une adresse partagée", asked.Body);
        Assert.Equal("compta@quillevreuse.example", asked.Field("boite"));
        Assert.Equal($"{newcomer.Wizard}?etape=4", (await newcomer.Fill(3, [.. screen, ("boite", "compta@quillevreuse.example")])).Location);
    }

    [Fact]
    public async Task After_a_day_everything_is_gone()
    {
        using var newcomer = new Registrant(_site, "employeur");
        await newcomer.FillUpTo(3, "");

        await _site.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        Assert.DoesNotContain("P4400303", (await newcomer.Browser.Ask(newcomer.Wizard)).Body);
        await Eventually.True(async () =>
            await _site.Query<long>("SELECT count(*) FROM grain WHERE key LIKE 'registration/%' AND CAST(state AS TEXT) LIKE '%Torvalec%'") == 0);
    }

    [Fact]
    public async Task Form_without_a_person_number_makes_an_item_for_advisers_and_never_gives_the_number()
    {
        using var stranger = _site.Stranger();
        const string page = "/employeur/inscription/sans-numero";
        var sent =
            await stranger.Send(page, await stranger.Form(page), ("siren", "390 114 825"), ("nom", "Maëlle Orsandre"), ("telephone", "06 39 98 00 10"),
                ("courriel", "maelle@quillevreuse.example"));
        Assert.Equal($"{page}?fin=fait", sent.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf("/multi-siren/inscription/sans-numero"));

        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("Maëlle Orsandre", (await claire.Ask("/gestion/inscriptions")).Body);
        var call = await _site.Query<string>("SELECT registration FROM contact_asked WHERE email = @email", ("@email", "maelle@quillevreuse.example"));
        await claire.Send("/gestion/inscriptions?handler=rappel", await claire.Form("/gestion/inscriptions"), ("rappel", call));
        Assert.DoesNotContain("Maëlle Orsandre", (await claire.Ask("/gestion/inscriptions")).Body);
        Assert.DoesNotContain(await _site.Services.GetRequiredService<Outbox>().Read(null, default), m => m.To == "maelle@quillevreuse.example");
    }
}
