using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Security;

/// <summary>A form that must be done once is not done at all without its key.</summary>
public sealed class FormKeyTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/multi-siren/profil?handler=session", "")]
    [InlineData("/multi-siren/profil?handler=motdepasse", "")]
    [InlineData("/multi-siren/profil?handler=appareil", "0123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("/multi-siren/demandes/2026-000003?handler=message", "")]
    [InlineData("/multi-siren/connexion", "")]
    [InlineData("/multi-siren/inscription", "")]
    [InlineData("/multi-siren/mot-de-passe-oublie", "")]
    public async Task Form_without_its_key_is_refused(string address, string key)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var form = await nora.Form("/multi-siren/profil");

        var refused = await nora.Send(address, form with { Key = key }, ("text", "Sans clé"), ("etape", "1"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("prendre")]
    [InlineData("demander")]
    [InlineData("clore")]
    public async Task Customer_s_page_has_no_handler_of_an_adviser(string handler)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var answer = await nora.Do("/multi-siren/demandes/2026-000003", handler, ("items", "RIB"), ("reason", "Fini"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
