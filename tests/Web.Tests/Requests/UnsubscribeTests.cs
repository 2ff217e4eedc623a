using System.Net;
using Grains.Notices;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>The link by which one leaves the mails of a request: from a mail program or a page, without a sign-in, and back again by « Suivre ».</summary>
public sealed class UnsubscribeTests(Site site) : IClassFixture<Site>
{
    private const string Portal = DemoPeople.Portal;
    private readonly Site _site = site;

    [Fact]
    public async Task Opening_the_link_does_nothing_and_the_button_leaves_the_mails_of_this_request()
    {
        var (things, link) = await Mailed();
        using var stranger = _site.Stranger();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
            Assert.Equal(HttpStatusCode.OK, (await stranger.Ask(method, link)).Status);
        Assert.Contains(things.Number, await stranger.Read(link), StringComparison.Ordinal);
        Assert.Equal(0, await Left(things));

        var answer = await stranger.Ask(HttpMethod.Post, link, new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1, await Left(things));
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task Mail_program_posts_one_click_and_is_not_led_elsewhere_and_once_more_changes_nothing()
    {
        var (things, link) = await Mailed();
        using var program = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

        for (var i = 0; i < 2; i++)
        {
            var answer = await program.PostAsync(new Uri(_site.Address, link), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(1, await Left(things));
    }

    [Fact]
    public async Task Follow_on_the_request_s_page_brings_the_mails_back_and_the_same_link_leaves_them_again()
    {
        var (things, link) = await Mailed();
        using var stranger = _site.Stranger();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await stranger.Ask(HttpMethod.Post, link, new FormUrlEncodedContent([]));

        var page = await nora.Read($"/{Portal}/demandes/{things.Number}");
        Assert.Contains("name=\"suivre\" value=\"true\"", page, StringComparison.Ordinal);
        await nora.Do($"/{Portal}/demandes/{things.Number}", "suivre", ("suivre", "true"));
        Assert.Equal(0, await Left(things));

        await stranger.Ask(HttpMethod.Post, link, new FormUrlEncodedContent([]));
        Assert.Equal(1, await Left(things));
    }

    [Fact]
    public async Task Changed_link_one_of_another_portal_and_a_post_from_another_site_do_nothing()
    {
        var (things, link) = await Mailed();
        using var stranger = _site.Stranger();
        var at = link.Length - 10;
        var changed = $"{link[..at]}{(link[at] == 'A' ? 'B' : 'A')}{link[(at + 1)..]}";

        foreach (var wrong in new[] { changed, link.Replace(Portal, "particulier", StringComparison.Ordinal), $"/{Portal}/desabonnement/x", $"{link}AAAA" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Ask(HttpMethod.Get, wrong)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Ask(HttpMethod.Post, wrong, new FormUrlEncodedContent([]))).Status);
        }
        Assert.Equal(HttpStatusCode.BadRequest,
            (await stranger.Ask(HttpMethod.Post, link, new FormUrlEncodedContent([]), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(0, await Left(things));
    }

    /// <summary>A request of Nora's, and the link of its mails.</summary>
    private async Task<(Things Things, string Link)> Mailed()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Vaudrelle, DemoPeople.Claire);
        var links = _site.Services.GetRequiredService<UnsubscribeLinks>();
        return (things, links.Path(Portal, new Unsubscription(things.Request, DemoPeople.Nora.Key, things.Number)));
    }

    private Task<long> Left(Things things) => _site.Query<long>(
        "SELECT count(*) FROM request_follower WHERE request = @request AND account = @account AND follows = 0",
        ("@request", things.Request), ("@account", DemoPeople.Nora.Key));
}
