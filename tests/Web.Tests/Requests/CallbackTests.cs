using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>« Être rappelé » by a dedicated contact.</summary>
public sealed class CallbackTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/multi-siren/demandes/rappel";
    private readonly Site _site = site;

    [Fact]
    public async Task Callback_goes_to_the_queue_of_its_contact_and_another_waits_until_it_is_closed()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        Assert.Contains("/multi-siren/demandes/rappel?contact=sante",
            WebUtility.HtmlDecode(await nora.Read($"/multi-siren/accueil?entreprise={DemoPeople.Brumont.Siren}")), StringComparison.Ordinal);

        var first = await Ask(nora, DemoPeople.Brumont, "sante");

        var number = Regex.Match(first.Location!, @"\d{4}-\d{6}").Value;
        Assert.EndsWith($"/demandes/{number}/confirmation", first.Location!.Split('?')[0], StringComparison.Ordinal);
        Assert.Equal("entreprises", await Of<string>("team", number));
        Assert.StartsWith("Être rappelé ", await Of<string>("subject", number), StringComparison.Ordinal);
        Assert.Equal((long)UniverseRights.ReadHealth, await Of<long>("universes", number));
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains(number, await claire.Read("/gestion/demandes?equipe=entreprises"), StringComparison.Ordinal);
        Assert.Contains("06\u00a039\u00a098\u00a000\u00a047", WebUtility.HtmlDecode(await claire.Read($"/gestion/demandes/{number}")), StringComparison.Ordinal);

        // The same person looks after both universes.
        foreach (var universe in new[] { "sante", "prevoyance" })
        {
            var again = await Ask(nora, DemoPeople.Brumont, universe);
            Assert.Equal(HttpStatusCode.OK, again.Status);
            Assert.Contains("Un rappel par cet interlocuteur est déjà demandé", WebUtility.HtmlDecode(again.Body), StringComparison.Ordinal);
        }
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM request_list WHERE form = 'rappel' AND status = 0"));

        var request = _site.Grains.GetGrain<IRequestGrain>(await Of<string>("request", number));
        Assert.True((await request.TakeCharge(DemoPeople.Claire.Caller, Site.Fresh())).Ok);
        Assert.True((await request.Close(DemoPeople.Claire.Caller, Site.Fresh(), "Rappelée")).Ok);
        Assert.Equal(HttpStatusCode.SeeOther, (await Ask(nora, DemoPeople.Brumont, "prevoyance")).Status);
    }

    [Fact]
    public async Task Time_that_is_offered_no_longer_is_refused_and_what_was_typed_stays()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var refused = await Ask(nora, DemoPeople.Vaudrelle, "sante", slot: "2020-01-06T08:30/10:30");

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("Ce créneau vient de passer", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Contains("Plutôt le matin", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_sent_twice_is_one_request()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = await nora.Ask(AddressOf(DemoPeople.Vaudrelle, "sante"));
        var slot = Regex.Match(page.Body, "<option value=\"([0-9T:/-]{22})\"").Groups[1].Value;

        var first = await Post(nora, page, DemoPeople.Vaudrelle, "sante", slot);
        var again = await Post(nora, page, DemoPeople.Vaudrelle, "sante", slot);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.Status, again.Status));
        Assert.Contains(Regex.Match(first.Location!, @"\d{4}-\d{6}").Value, again.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_company_unknown_universe_and_one_that_is_only_read_are_not_found()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var space = DemoPeople.Spaces.Single(s => s.Founder == DemoPeople.Nora).Space;
        var person = DemoPeople.Hugues;
        Assert.True((await _site.Grains.GetGrain<ISpaceGrain>(space).Change(
            DemoPeople.Nora.Caller, Site.Fresh(), person.Key,
            new MemberChange(
                new PersonFacts("Monsieur", person.FirstName, person.LastName, person.Email, "", person.Phone, ""),
                new MemberRights(
                    SpaceRole.Collaborateur, UniverseRights.ReadHealth | UniverseRights.ReadProvident | UniverseRights.ActProvident,
                    new GrantChange(false, GrantBase.Granted, [], []), null, null)))).Ok);

        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(AddressOf(DemoPeople.Brumont, "sante")));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"{Address}?contact=affiliation"));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(Address));
        Assert.Equal(HttpStatusCode.NotFound, await hugues.StatusOf($"{Address}?contact=sante"));
        Assert.Equal(HttpStatusCode.OK, await hugues.StatusOf($"{Address}?contact=prevoyance"));
        Assert.DoesNotContain("rappel?contact=sante", await hugues.Read("/multi-siren/accueil"), StringComparison.Ordinal);
        var page = await ousmane.Ask(AddressOf(DemoPeople.Quillevreuse, "sante"));
        Assert.Equal(HttpStatusCode.NotFound, (await Post(ousmane, page, DemoPeople.Brumont, "sante", "2026-12-01T08:30/10:30")).Status);
    }

    private static async Task<Answer> Ask(Visitor visitor, DemoCompany company, string universe, string? slot = null)
    {
        var page = await visitor.Ask(AddressOf(company, universe));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await Post(visitor, page, company, universe, slot ?? Regex.Match(page.Body, "<option value=\"([0-9T:/-]{22})\"").Groups[1].Value);
    }

    private static async Task<Answer> Post(Visitor visitor, Answer page, DemoCompany company, string universe, string slot) =>
        await Answer.Of(await visitor.Send(
            Address, new FormKeys(page.Token, page.Key), ("draft", page.Field("draft")), ("company", company.Key), ("contact", universe),
            ("theme", "cotisations"), ("telephone", "06 39 98 00 47"), ("creneau", slot), ("message", "Plutôt le matin")));

    private static string AddressOf(DemoCompany company, string universe) => $"{Address}?contact={universe}&entreprise={company.Siren}";

    private Task<T> Of<T>(string column, string number) => _site.Query<T>($"SELECT {column} FROM request_list WHERE number = '{number}'");
}
