using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Orleans;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Rows Z5, Z8, Z9 and Z11 of the security checklist.</summary>
public sealed class OverreachTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] Extra =
    [
        ("Role", "Administrateur"), ("CompanyId", DemoPeople.Quillevreuse.Key), ("Status", "Closed"), ("status", "4"), ("EmailConfirmed", "true"),
        ("Author", DemoPeople.Claire.Key), ("Handler", DemoPeople.Claire.Key), ("by", DemoPeople.Claire.Key), ("Caller", DemoPeople.Claire.Key),
            ("Staff", "1"), ("portal", Site.OtherPortal), ("Number", "2020-000001"), ("number", "2020-000001"),
    ];

    private readonly Site _site = site;

    [Fact]
    public async Task Z5_Fields_beyond_the_form_s_are_not_read()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var draft = Things.Random();
        var page = $"/multi-siren/demandes/brouillons/{draft}";
        var first = await nora.Send("/multi-siren/demandes/nouvelle", await nora.Form("/multi-siren/demandes/nouvelle"),
            [("draft", draft), ("prenom", "Nora"), ("nom", "Vasselin"), ("courriel", "nora@maison.example"), ("aller", "suite"), .. Extra]);
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        await nora.Send(page, await nora.Form(page),
            [("etape", "2"), ("company", DemoPeople.Brumont.Key), ("domaine", "sante"), ("theme", "remboursements"), ("motif", "delai"), ("aller", "suite"),
                .. Extra]);
        await nora.Send(page, await nora.Form(page), [("etape", "3"), ("message", "Bonjour"), ("aller", "suite"), .. Extra]);

        var sent = await nora.Send($"{page}?handler=envoyer", await nora.Form(page), Extra);

        var number = Regex.Match($"{sent.Headers.Location}", @"2\d{3}-\d{6}").Value;
        Assert.NotEqual("2020-000001", number);
        Assert.Equal(
            $"{DemoPeople.Brumont.Key} {DemoPeople.Nora.Key} multi-siren 1 ",
            await _site.Query<string>(
                "SELECT company || ' ' || author || ' ' || portal || ' ' || status || ' ' || coalesce(handler, '') FROM request_list WHERE number = @number",
                    ("@number", number)));
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM draft_field WHERE name IN ('Role', 'Status', 'status', 'CompanyId', 'Staff')"));

        await nora.Send($"/multi-siren/demandes/{number}?handler=message", await nora.Form($"/multi-siren/demandes/{number}"), [("text", "Encore"), .. Extra]);
        Assert.Equal(
            $"{DemoPeople.Nora.Key} 0",
            await _site.Query<string>("SELECT author || ' ' || staff FROM entry WHERE request = @request AND text = 'Encore'",
                ("@request", $"multi-siren/{draft}")));
    }

    [Fact]
    public async Task Z5_Another_s_company_in_the_form_is_not_found_and_nothing_is_kept()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var draft = Things.Random();
        var page = $"/multi-siren/demandes/brouillons/{draft}";
        await nora.Send("/multi-siren/demandes/nouvelle", await nora.Form("/multi-siren/demandes/nouvelle"), ("draft", draft), ("aller", "ici"));

        var refused =
            await nora.Send(page, await nora.Form($"{page}?etape=2"), ("etape", "2"), ("company", DemoPeople.Quillevreuse.Key), ("domaine", "sante"),
                ("aller", "suite"));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.NotEqual(DemoPeople.Quillevreuse.Key,
            await _site.Query<string>("SELECT company FROM request_list WHERE request = @request", ("@request", $"multi-siren/{draft}")));
    }

    [Fact]
    public async Task Z8_Upload_of_another_cannot_be_attached()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var page = $"/multi-siren/demandes/{await NumberOf("demo-situation")}";
        var noras = await Things.Upload(_site, DemoPeople.Nora);
        var linked = (await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire)).File;

        var foreign = await Answer.Of(await hugues.Send($"{page}?handler=message", await hugues.Form(page), ("text", "Voici"), ("attachments", noras)));
        var stolen = await Answer.Of(await hugues.Send($"{page}?handler=message", await hugues.Form(page), ("text", "Voici"), ("attachments", linked)));
        var missing =
            await Answer.Of(await hugues.Send($"{page}?handler=message", await hugues.Form(page), ("text", "Voici"), ("attachments", Things.Random())));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Equal((missing.Status, missing.Bare()), (foreign.Status, foreign.Bare()));
        Assert.Equal((missing.Status, missing.Bare()), (stolen.Status, stolen.Bare()));
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM attachment WHERE file = @file", ("@file", noras)));
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM entry WHERE text = 'Voici'"));
    }

    [Fact]
    public async Task Z8_One_s_own_upload_is_attached_once_even_under_race()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var pages = new[] { $"/multi-siren/demandes/{await NumberOf("demo-arret")}", $"/multi-siren/demandes/{await NumberOf("demo-situation")}" };
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var file = await Things.Upload(_site, DemoPeople.Nora);

            var answers = await Race.Run(
                10,
                async i =>
                {
                    var tab = nora.Tab();
                    return (Tab: tab, Page: pages[i % 2], Form: await tab.Form(pages[i % 2]));
                },
                r => r.Tab.Send($"{r.Page}?handler=message", r.Form, ("text", $"Tour {round}"), ("attachments", file)));

            Assert.Single(answers, a => a.StatusCode is HttpStatusCode.SeeOther);
            Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM attachment WHERE file = @file", ("@file", file)));
        }
    }

    [Fact]
    public async Task Z9_Download_asks_for_the_right_each_time()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var file = $"/multi-siren/fichiers/{things.File}";
        var colleague = await _site.Colleague("passante");
        using var member = await _site.SignIn(colleague);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var irene = await _site.SignIn(DemoPeople.Irene);
        Assert.Equal(Things.Pdf, await member.Client.GetByteArrayAsync(file));

        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(file));
        Assert.Equal(HttpStatusCode.Found, await _site.Stranger().StatusOf(file));
        var space = _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont");
        Assert.True((await space.Restrict(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key, [DemoPeople.Vaudrelle.Key])).Ok);
        Assert.Equal(HttpStatusCode.NotFound, await member.StatusOf(file));
        Assert.True((await space.Remove(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key)).Ok);
        Assert.Equal(HttpStatusCode.Unauthorized, await member.StatusOf(file));
        Assert.Equal(HttpStatusCode.OK, await irene.StatusOf(file));
        await irene.Send("/multi-siren/deconnexion", await irene.Form("/multi-siren/accueil"));
        Assert.Equal(HttpStatusCode.Found, await irene.StatusOf(file));
    }

    [Fact]
    public async Task Z9_Upload_that_nothing_links_is_nobody_s_to_download()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var file = await Things.Upload(_site, DemoPeople.Nora);

        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/multi-siren/fichiers/{file}"));
    }

    [Fact]
    public async Task Z11_Form_acts_on_the_company_it_was_opened_for_whatever_other_tabs_show()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (one, other) = (DemoPeople.Brumont, DemoPeople.Vaudrelle);
        var (first, second) = (await Opened(nora, one), await Opened(nora.Tab(), other));
        await nora.Read($"/multi-siren/demandes?entreprise={other.Siren}");

        await Begin(nora, first);
        await Begin(nora, second);

        Assert.Equal(one.Key, await CompanyOf(first.Draft));
        Assert.Equal(other.Key, await CompanyOf(second.Draft));

        async Task<(string Draft, string Company, FormKeys Keys)> Opened(Visitor tab, DemoCompany company)
        {
            var page = $"/multi-siren/demandes/nouvelle?entreprise={company.Siren}";
            var answer = await tab.Ask(page);
            return (answer.Field("draft"), answer.Field("company"), new FormKeys(answer.Token, answer.Key));
        }

        Task Begin(Visitor tab, (string Draft, string Company, FormKeys Keys) form) =>
            tab.Send("/multi-siren/demandes/nouvelle", form.Keys, ("draft", form.Draft), ("company", form.Company), ("aller", "ici"));

        Task<string> CompanyOf(string draft) =>
            _site.Query<string>("SELECT company FROM request_list WHERE request = @request", ("@request", $"multi-siren/{draft}"));
    }

    private Task<string> NumberOf(string story) =>
        _site.Query<string>("SELECT number FROM request_list WHERE request = @request", ("@request", $"{DemoPeople.Portal}/{story}"));
}
