using System.Net;
using System.Text.RegularExpressions;
using Grains.Accounts;
using Grains.Commits;
using Microsoft.Extensions.Time.Testing;
using Silo.Demo;
using Tests.Fixtures;
using Web.Live;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Live;

/// <summary>« Un gestionnaire consulte votre demande »: what a customer is told of advisers who have their request open.</summary>
public sealed class ConsultedTests(Site site) : IClassFixture<Site>
{
    private const string Portal = DemoPeople.Portal;

    [Fact]
    public async Task Customer_is_told_on_the_open_page_that_an_adviser_looks_without_a_name_until_they_leave()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Pauline);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        await using var his = await HubLink.Open(ousmane);
        Assert.Null(await his.Watch($"looks/{things.Request}"));
        Assert.Null(await Said(ousmane, things));

        using var claire = await site.SignIn(DemoPeople.Claire);
        await using var hers = await HubLink.Open(claire, portal: "gestion");
        await Look(hers, things, true);

        Assert.Equal($"looks/{things.Request}", (await his.Next()).Topic);
        Assert.Equal("Un gestionnaire consulte votre demande", await Said(ousmane, things));
        Assert.DoesNotContain("Claire", await ousmane.Read(Fragment(things)), StringComparison.Ordinal);

        await Look(hers, things, false);
        Assert.Equal($"looks/{things.Request}", (await his.Next()).Topic);
        Assert.Null(await Said(ousmane, things));
        Assert.DoesNotContain("data-consulted", await ousmane.Read(Fragment(things)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_is_told()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var claire = await site.SignIn(DemoPeople.Claire);
        await using var hers = await HubLink.Open(nora);
        await using var ours = await HubLink.Open(claire, portal: "gestion");

        Assert.NotNull(await hers.Watch($"looks/{things.Request}"));
        Assert.NotNull(await ours.Watch($"looks/{things.Request}"));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf(Fragment(things)));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf($"/gestion/demandes/{things.Number}/fragments/consulte"));
    }

    [Theory]
    [InlineData("Named", "Claire Montbrel consulte votre demande")]
    [InlineData("Hidden", null)]
    public async Task Portal_decides_what_is_told(string rule, string? said)
    {
        await using var own = new Site(new Dictionary<string, string> { ["Policy:Presence"] = rule });
        var things = await Things.Of(own, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Pauline);
        using var ousmane = await own.SignIn(DemoPeople.Ousmane);
        using var claire = await own.SignIn(DemoPeople.Claire);
        await using var his = await HubLink.Open(ousmane);
        await using var hers = await HubLink.Open(claire, portal: "gestion");
        Assert.Equal(said is null, await his.Watch($"looks/{things.Request}") is not null);

        await Look(hers, things, true);

        Assert.Equal(said, await Said(ousmane, things));
        Assert.Equal(said is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, await ousmane.StatusOf(Fragment(things)));
    }

    [Fact]
    public async Task Who_says_nothing_for_forty_seconds_is_gone_and_pages_are_told()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        await using var his = await HubLink.Open(ousmane);
        Assert.Null(await his.Watch($"looks/{things.Request}"));
        var clock = new FakeTimeProvider();
        using var board = new PresenceBoard(
            site.Services.GetRequiredService<IChangeFeed>(), site.Services.GetRequiredService<Subscriptions>(), site.Services.GetRequiredService<AccountQueries>(), clock);
        board.Looks(things.Request, DemoPeople.Claire.Caller);
        await Eventually.True(async () => await board.WhoLooks(things.Request) is not null);
        // Of this board, and of the site's own.
        await his.Next();
        await his.Next();

        clock.Advance(TimeSpan.FromSeconds(30));
        board.Looks(things.Request, DemoPeople.Claire.Caller);
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(DemoPeople.Claire.Caller.Name, await board.WhoLooks(things.Request));
        Assert.Contains(await board.Others("another"), p => p.Request == things.Request);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await board.WhoLooks(things.Request));
        Assert.DoesNotContain(await board.Others("another"), p => p.Request == things.Request);
        Assert.Equal($"looks/{things.Request}", (await his.Next()).Topic);
    }

    private static async Task Look(HubLink adviser, Things things, bool here)
    {
        Assert.Null(await adviser.Watch($"desk/{things.Request}"));
        Assert.Null(await adviser.Call("Looks", things.Request, here));
    }

    private static string Fragment(Things things) => $"/{Portal}/demandes/{things.Number}/fragments/consulte";

    // Null where the page says nothing.
    private static async Task<string?> Said(Visitor visitor, Things things) =>
        Regex.Match(WebUtility.HtmlDecode(await visitor.Read($"/{Portal}/demandes/{things.Number}")), "data-consulted>(.*?)</p>", RegexOptions.Singleline) is { Success: true } said
            ? Regex.Replace(said.Groups[1].Value, "<[^>]+>", "") : null;
}
