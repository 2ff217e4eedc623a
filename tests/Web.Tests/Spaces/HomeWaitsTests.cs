using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>What waits for a person on their home: employees to remind, each company's part, the first steps of a new space.</summary>
public sealed class HomeWaitsTests(Site site) : IClassFixture<Site>
{
    private const string Home = "/multi-siren/accueil";
    private readonly Site _site = site;

    [Fact]
    public async Task Employees_to_remind_are_counted_by_the_clock_and_lead_to_their_list()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = WebUtility.HtmlDecode(await nora.Read($"{Home}?entreprise=toutes"));
        var told = int.Parse(Regex.Match(page, "data-remind=\"([0-9]+)\"").Groups[1].Value);
        var list = Regex.Match(page, "data-remind=\"[0-9]+\"><a href=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal(told, Regex.Count(await nora.Read(list), "data-employee=\""));
        await _site.Advance(TimeSpan.FromDays(30));
        using var later = await _site.SignIn(DemoPeople.Nora);
        var then = WebUtility.HtmlDecode(await later.Read($"{Home}?entreprise=toutes"));
        Assert.True(int.Parse(Regex.Match(then, "data-remind=\"([0-9]+)\"").Groups[1].Value) > told);
    }

    [Fact]
    public async Task Accountant_s_home_says_what_waits_in_each_client()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);

        var page = WebUtility.HtmlDecode(await irene.Read($"{Home}?entreprise=toutes"));

        var rows = Regex.Matches(page, "<td role=\"cell\"><a class=\"title\" href=\"[^\"]*entreprise=([0-9]{9})[^\"]*\">.*?</tr>", RegexOptions.Singleline)
            .ToDictionary(m => m.Groups[1].Value, m => m.Value);
        Assert.Equal(3, rows.Count);
        Assert.Contains("à relancer", rows[DemoPeople.Brumont.Siren], StringComparison.Ordinal);
        Assert.DoesNotContain(DemoPeople.Quillevreuse.Name, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_steps_of_a_new_space_stand_until_they_are_hidden_and_come_back_from_help()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        Assert.Contains("id=\"premiers-pas\"", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"premiers-pas\"", await hugues.Read(Home), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await ousmane.Send($"{Home}?handler=vu", await ousmane.Form(Home), ("quoi", "pas"))).StatusCode);

        Assert.DoesNotContain("id=\"premiers-pas\"", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Contains("id=\"premiers-pas\"", await ousmane.Read($"{Home}?revoir=pas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_act_on_affiliations_is_not_told_whom_to_remind()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var before = await hugues.Read(Home);

        Assert.Contains("data-remind=", before, StringComparison.Ordinal);
        await _site.Grains.GetGrain<ISpaceGrain>(DemoPeople.Spaces[0].Space).Change(
            DemoPeople.Nora.Caller, Site.Fresh(), DemoPeople.Hugues.Key, ReadOnly(DemoPeople.Hugues));
        Assert.DoesNotContain("data-remind=", await hugues.Read(Home), StringComparison.Ordinal);
    }

    private static MemberChange ReadOnly(DemoPerson person) => new(
        new("Monsieur", person.FirstName, person.LastName, person.Email, "", person.Phone, ""),
        new(SpaceRole.Collaborateur, UniverseRights.Read,
            new(false, GrantBase.Granted, [], []), null, null));
}
