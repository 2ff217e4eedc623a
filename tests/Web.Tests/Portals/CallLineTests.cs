using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Silo.Time;
using Web.Tests.Fixtures;

namespace Web.Tests.Portals;

/// <summary>Hours and numbers belong to portals: each says its own, pages of none say the site's.</summary>
public sealed class CallLineTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private readonly Site _site = portals.Site;

    [Theory]
    [InlineData("/particulier/connexion", "tel:0900000003")]
    [InlineData("/multi-siren/connexion", "tel:0900000000")]
    [InlineData("/accessibilite", "tel:0900000000")]
    public async Task Each_portal_is_called_on_its_own_number(string page, string number)
    {
        using var stranger = _site.Stranger();

        var text = await stranger.Read(page);

        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Single(text.Split("href=\"").Select(a => a.Split('"')[0]).Where(a => a.StartsWith("tel:", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task Each_portal_is_open_by_its_own_calendar()
    {
        // A Saturday morning: the insured are answered, others are not.
        await _site.Services.GetRequiredService<BusinessClock>().Move(_site.Store, new DateTimeOffset(2027, 1, 9, 9, 0, 0, TimeSpan.Zero), stopped: true);
        using var stranger = _site.Stranger();

        Assert.Contains("Ouvert, jusqu’à 12\u00a0h", WebUtility.HtmlDecode(await stranger.Read("/particulier/connexion")), StringComparison.Ordinal);
        Assert.Contains("Fermé, rouvre lundi à 8\u00a0h\u00a030", WebUtility.HtmlDecode(await stranger.Read("/multi-siren/connexion")), StringComparison.Ordinal);
    }
}
