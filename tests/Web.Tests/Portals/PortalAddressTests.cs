using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Portals;

/// <summary>Case B15: what people type by hand leads somewhere.</summary>
public sealed class PortalAddressTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Theory]
    [InlineData("/multi-siren", "/multi-siren/connexion")]
    [InlineData("/multi-siren/", "/multi-siren/connexion")]
    [InlineData("/gestion", "/gestion/connexion")]
    [InlineData("/Multi-Siren", "/multi-siren")]
    [InlineData("/Multi-Siren/connexion?retour=%2Fmulti-siren%2Fdemandes", "/multi-siren/connexion?retour=%2Fmulti-siren%2Fdemandes")]
    [InlineData("/GESTION/demandes", "/gestion/demandes")]
    [InlineData("/MULTI-SIREN//evil.example", "/multi-siren//evil.example")]
    public async Task B15_A_portal_s_address_leads_to_its_page(string typed, string leads)
    {
        using var stranger = _site.Stranger();

        var answer = await stranger.Ask(typed);

        Assert.True(answer.Status is HttpStatusCode.Found or HttpStatusCode.PermanentRedirect, $"{answer.Status}");
        Assert.Equal(leads, answer.Location);
    }

    [Fact]
    public async Task B15_Who_is_signed_in_comes_in()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.Equal("/multi-siren/accueil", (await nora.Ask("/multi-siren")).Location);
        Assert.Equal("/gestion/demandes", (await claire.Ask("/gestion")).Location);
    }

    [Theory]
    [InlineData("/nulle-part")]
    [InlineData("/Nulle-Part/connexion")]
    [InlineData("/multi-sirene")]
    public async Task What_is_no_portal_is_missing(string typed)
    {
        using var stranger = _site.Stranger();

        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(typed));
    }
}
