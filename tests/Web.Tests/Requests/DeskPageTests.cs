using System.Net;
using Grains.Interfaces.Requests;
using Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Tests.Fixtures;
using Web.Requests.Desk;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>Notes, transfers and who has a request, as the workbench's forms do them.</summary>
public sealed class DeskPageTests(Site site) : IClassFixture<Site>
{
    private const string Secret = "Zibeline-quarante-deux";

    [Fact]
    public async Task Note_stands_in_no_answer_to_the_customer()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var request = $"/gestion/demandes/{things.Number}";
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "noter", ("note", Secret))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "transferer", ("vers", $"compte/{DemoPeople.Pauline.Key}"), ("consigne", Secret))).StatusCode);

        foreach (var page in new[] { request, $"{request}/fragments/fil?since=0" })
            Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(await claire.Read(page), Secret));
        var own = $"/multi-siren/demandes/{things.Number}";
        foreach (var page in new[]
        {
            own, $"{own}/fragments/fil?since=0", $"{own}/impression", $"{own}/confirmation", $"{own}/fragments/presence", "/multi-siren/accueil",
            "/multi-siren/notifications", $"/multi-siren/demandes?q={things.Number}", "/multi-siren/journal/export",
        })
        {
            Assert.DoesNotContain(Secret, (await ousmane.Ask(page)).Body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("data-request-number", await ousmane.Read($"/multi-siren/demandes?q={Secret}"), StringComparison.Ordinal);
        using var anybody = site.Stranger();
        Assert.DoesNotContain(Secret, await anybody.Read("/demo/outbox.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_of_the_customer_is_for_advisers_and_reading_it_is_noted_once_a_day_on_both_sheets()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var (company, author) = ($"/gestion/clients/entreprises/multi-siren/{DemoPeople.Quillevreuse.Siren}", $"/gestion/clients/personnes/{DemoPeople.Ousmane.Key}");

        Assert.Equal(HttpStatusCode.NotFound, (await ousmane.Ask($"/multi-siren/demandes/{things.Number}/fragments/client")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Ask("/gestion/demandes/2026-999999/fragments/client")).Status);
        var before = (Company: await Readings(company), Author: await Readings(author));
        for (var look = 0; look < 2; look++)
        {
            var said = await claire.Read($"/gestion/demandes/{things.Number}/fragments/client");
            Assert.Contains("ousmane.drabelle@quillevreuse.example", said, StringComparison.Ordinal);
            Assert.Contains("Autres demandes", said, StringComparison.Ordinal);
            Assert.DoesNotContain($"data-beside=\"{things.Number}\"", said, StringComparison.Ordinal);
        }

        // Each sheet notes its own reading, too.
        Assert.Equal((before.Company + 2, before.Author + 2), (await Readings(company), await Readings(author)));

        async Task<int> Readings(string sheet) => System.Text.RegularExpressions.Regex.Count(await claire.Read(sheet), "Fiche consultée");
    }

    [Fact]
    public async Task Whom_a_request_is_about_stands_beside_it_for_roles_that_read_affiliations()
    {
        const string Of = "FROM draft_field f JOIN request_list r ON r.request = f.request JOIN employee_list e ON e.employee = r.portal || '/' || f.value AND e.company = r.company";
        var number = await site.Query<string>($"SELECT min(r.number) {Of} WHERE f.name = 'salarie' AND r.status > 0");
        var employee = await site.Query<string>($"SELECT e.company || '/' || f.value {Of} WHERE f.name = 'salarie' AND r.number = @number", ("@number", number));
        using var claire = await site.SignIn(DemoPeople.Claire);

        var said = await claire.Read($"/gestion/demandes/{number}/fragments/client");

        Assert.Contains($"href=\"/gestion/salaries/{employee}\"", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf($"/gestion/salaries/{employee}"));
        var machine = DemoPeople.Claire.Caller with { Role = StaffRole.AdministrateurTechnique };
        Assert.Null((await site.Services.GetRequiredService<BesideReading>().Of(machine, number, default))!.Beside.Employee);
    }

    [Theory]
    [InlineData(StaffRole.AdministrateurTechnique, false)]
    [InlineData(StaffRole.ReferentMedical, true)]
    [InlineData(StaffRole.Conseiller, true)]
    public async Task Only_roles_that_answer_are_offered_an_act(StaffRole role, bool acts)
    {
        var open = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        Assert.True((await site.Grains.GetGrain<IRequestGrain>(open.Request).GiveBack(DemoPeople.Claire.Caller, Site.Fresh(), "")).Ok);
        var taken = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var colleague = await site.SignInStaff(role);

        foreach (var (number, offered) in new[] { (open.Number, "handler=prendre"), (open.Number, "id=\"transferer\""), (taken.Number, "data-keys=\"a\"") })
        {
            var page = await colleague.Read($"/gestion/demandes/{number}");
            Assert.Equal(acts, page.Contains(offered, StringComparison.Ordinal));
            Assert.Equal(acts, page.Contains("handler=noter", StringComparison.Ordinal));
            Assert.Equal(acts, !page.Contains("Votre rôle lit les demandes", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Refused_forms_keep_what_was_typed_and_say_what_to_do()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        var request = $"/gestion/demandes/{things.Number}";

        var nowhere = await Answer.Of(await claire.Do(request, "transferer", ("vers", "compte/personne"), ("consigne", "À voir avec la comptabilité")));
        var wordless = await Answer.Of(await pauline.Do(request, "reprendre", ("pourquoi", " ")));
        var late = await Answer.Of(await pauline.Do(request, "clore", ("reason", "Réponse donnée par téléphone")));

        Assert.All([nowhere, wordless, late], a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        Assert.Contains("Choisissez une équipe", nowhere.Body, StringComparison.Ordinal);
        Assert.Contains("À voir avec la comptabilité</textarea>", WebUtility.HtmlDecode(nowhere.Body), StringComparison.Ordinal);
        Assert.Contains("dites", wordless.Body, StringComparison.Ordinal);
        Assert.Contains("Réponse donnée par téléphone</textarea>", WebUtility.HtmlDecode(late.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_is_seen_by_the_customer_without_a_word_of_it_and_what_is_put_aside_says_until_when()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var (request, own) = ($"/gestion/demandes/{things.Number}", $"/multi-siren/demandes/{things.Number}");

        var unclear = await Answer.Of(await claire.Do(request, "appel", ("sens", "emis"), ("avec", "Maître Aubrelin"), ("duree", "longtemps"), ("dit", Secret)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unclear.Status);
        Assert.Contains($"{Secret}</textarea>", WebUtility.HtmlDecode(unclear.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"longtemps\"", unclear.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "appel", ("sens", "emis"), ("avec", "Maître Aubrelin"), ("duree", "12"), ("dit", Secret))).StatusCode);
        Assert.Contains(Secret, await claire.Read(request), StringComparison.Ordinal);
        foreach (var page in new[] { own, $"{own}/fragments/fil?since=0", $"{own}/impression" })
        {
            var seen = WebUtility.HtmlDecode(await ousmane.Read(page));
            Assert.Contains("Appel téléphonique", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Aubrelin", seen, StringComparison.Ordinal);
        }

        foreach (var (day, hour) in new[] { ("31/02/2027", "9"), ("01/01/2001", "9"), ("", "9"), ("01/12/2026", "99") })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await claire.Do(request, "cote", ("jour", day), ("heure", hour))).StatusCode);
        var day3 = DateTime.UtcNow.AddDays(3).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "cote", ("jour", day3), ("heure", "9"))).StatusCode);
        Assert.Contains("data-snoozed=", await claire.Read(request), StringComparison.Ordinal);
        Assert.DoesNotContain(things.Number, await claire.Read("/gestion/demandes?file=miennes"), StringComparison.Ordinal);
        Assert.Contains(things.Number, await claire.Read("/gestion/demandes?file=mises-de-cote"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "suivre", ("suivre", "true"))).StatusCode);
        Assert.Contains(things.Number, await claire.Read("/gestion/demandes?file=suivies"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "suivre", ("suivre", "false"))).StatusCode);
        Assert.DoesNotContain("data-queue=\"suivies\"", await claire.Read("/gestion/demandes?file=toutes"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "decote")).StatusCode);
        Assert.Contains(things.Number, await claire.Read("/gestion/demandes?file=miennes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_it_is_said_and_offered_what_they_may_do()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        var request = $"/gestion/demandes/{things.Number}";
        Assert.DoesNotContain("data-keys=\"x\"", await pauline.Read(request), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await pauline.Do(request, "reprendre", ("pourquoi", "Le client est au téléphone"))).StatusCode);
        Assert.Contains("Vous la traitez", await pauline.Read(request), StringComparison.Ordinal);
        Assert.Contains("popovertarget=\"reprendre\" data-keys", await claire.Read(request), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await pauline.Do(request, "rendre", ("mot", "Je pars en rendez-vous"))).StatusCode);
        Assert.Contains("Personne ne la traite", await claire.Read(request), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "prendre")).StatusCode);
    }

    [Fact]
    public async Task Who_has_it_open_and_who_writes_is_seen_by_advisers_until_they_leave_and_by_nobody_else()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var request = things.Request;
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        await using var hers = await HubLink.Open(claire, portal: "gestion");
        await using var theirs = await HubLink.Open(pauline, portal: "gestion");
        await using var his = await HubLink.Open(ousmane);
        Assert.Null(await theirs.Watch("queue/presence"));
        // Not before they watch it, and no customer at all.
        Assert.NotNull(await hers.Call("Looks", request, true));
        Assert.Null(await his.Watch($"request/{request}"));
        Assert.NotNull(await his.Call("Looks", request, true));
        Assert.NotNull(await his.Watch("queue/presence"));

        Assert.Null(await hers.Watch($"desk/{request}"));
        Assert.Null(await hers.Watch($"request/{request}"));
        Assert.Null(await hers.Call("Looks", request, true));
        Assert.Equal("queue/presence", (await theirs.Next()).Topic);
        Assert.Contains($"data-presence=\"consulte\" data-of=\"{request}\"", await pauline.Read("/gestion/fragments/presence"), StringComparison.Ordinal);
        Assert.DoesNotContain(request, await claire.Read("/gestion/fragments/presence"), StringComparison.Ordinal);

        Assert.Null(await hers.Call("Typing", request));
        await theirs.Next();
        Assert.Contains($"data-presence=\"ecrit\" data-of=\"{request}\"", await pauline.Read("/gestion/fragments/presence"), StringComparison.Ordinal);

        Assert.Null(await hers.Call("Looks", request, false));
        await theirs.Next();
        Assert.DoesNotContain(request, await pauline.Read("/gestion/fragments/presence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_opened_beside_the_list_comes_alone_with_its_icons_and_one_that_does_not_exist_is_not_found()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        (string, string) beside = ("X-Beside", "1");

        var open = await claire.Ask(HttpMethod.Get, $"/gestion/demandes/{things.Number}?file=miennes", null, beside);
        Assert.Equal(HttpStatusCode.OK, open.Status);
        Assert.Contains($"data-request-number=\"{things.Number}\"", open.Body, StringComparison.Ordinal);
        Assert.Contains("<symbol", open.Body, StringComparison.Ordinal);
        foreach (var elsewhere in new[] { "<html", "data-list=", "data-part=\"queues\"" })
            Assert.DoesNotContain(elsewhere, open.Body, StringComparison.Ordinal);
        var none = await claire.Ask(HttpMethod.Get, "/gestion/demandes?file=miennes", null, beside);
        Assert.Contains("pane talk none", none.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Ask(HttpMethod.Get, "/gestion/demandes/2099-000001", null, beside)).Status);
    }

    [Fact]
    public async Task Customer_reads_until_when_they_are_answered_and_that_it_was_put_off()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var (request, own) = ($"/gestion/demandes/{things.Number}", $"/multi-siren/demandes/{things.Number}");
        Assert.Contains("Horloge arrêtée", await ousmane.Read(own), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await ousmane.Do(own, "message", ("text", "La pièce suit"))).StatusCode);
        Assert.Contains("Réponse promise", await ousmane.Read(own), StringComparison.Ordinal);

        var refused = await Answer.Of(await claire.Do(request, "reporter", ("heures", "9"), ("retard", "Une expertise est en cours")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Une expertise est en cours</textarea>", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "reporter", ("heures", "8"), ("retard", "Une expertise est en cours"))).StatusCode);
        Assert.Contains("Cette date a été reportée", await ousmane.Read(own), StringComparison.Ordinal);
        Assert.Contains("Une expertise est en cours", await ousmane.Read(own), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "message", ("text", "Versé le 27"), ("repond", "true"))).StatusCode);
        Assert.Contains("Nous vous avons répondu", WebUtility.HtmlDecode(await ousmane.Read(own)), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"repond\"", await claire.Read(request), StringComparison.Ordinal);
    }
}
