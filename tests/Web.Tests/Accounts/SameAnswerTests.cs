using System.Net;
using Grains.Interfaces.Accounts;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Row B1: why a sign-in was refused cannot be told from the answer. The five addresses have one length, so nothing else differs.</summary>
public sealed class SameAnswerTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task B1_Unknown_wrong_locked_disabled_and_invited_get_one_answer()
    {
        var wrong = await _site.Register("erronee");
        var locked = await _site.Register("bloquee");
        var disabled = await _site.Register("retiree");
        var invited = await _site.Register("invitee", activated: false);
        await _site.Grains.GetGrain<IAccountGrain>(disabled.Key).Disable(Site.Fresh(), true);
        for (var i = 0; i < 5; i++)
            await _site.Stranger().TypePassword(locked, "faux");

        var unknown = await Refused("inconnu@maison.example", "faux");
        foreach (
            var (who, password) in new[] { (wrong, "faux"), (locked, DemoPeople.Password), (locked, "faux"), (disabled, DemoPeople.Password),
                (disabled, "faux"), (invited, DemoPeople.Password) })
        {
            Assert.Equal("inconnu@maison.example".Length, who.Email.Length);
            Assert.Equal(unknown, await Refused(who.Email, password));
        }
        // Without a password nothing is tried, and whom the address names is not even looked at.
        var untried = await Refused("inconnu@maison.example", "");
        foreach (var who in new[] { wrong, locked, disabled, invited })
            Assert.Equal(untried, await Refused(who.Email, ""));
        Assert.Equal(unknown, await Refused("claire.montbrel@orvane.example"[^22..], "faux"));
    }

    [Fact]
    public async Task B1_Staff_s_address_at_the_customers_door_and_the_reverse_are_unknown()
    {
        var staff = await Ask("/multi-siren/connexion", DemoPeople.Claire.Email, DemoPeople.Password);
        var nobody = await Ask("/multi-siren/connexion", new string('x', DemoPeople.Claire.Email.Length), DemoPeople.Password);
        var customer = await Ask("/gestion/connexion", DemoPeople.Nora.Email, DemoPeople.Password);
        var stranger = await Ask("/gestion/connexion", new string('x', DemoPeople.Nora.Email.Length), DemoPeople.Password);
        var elsewhere = await Ask($"/{Site.OtherPortal}/connexion", DemoPeople.Nora.Email, DemoPeople.Password);
        var elsewhereNobody = await Ask($"/{Site.OtherPortal}/connexion", new string('x', DemoPeople.Nora.Email.Length), DemoPeople.Password);

        Assert.Equal(nobody, staff);
        Assert.Equal(stranger, customer);
        Assert.Equal(elsewhereNobody, elsewhere);
    }

    private Task<string> Refused(string identifier, string password) => Ask("/multi-siren/connexion", identifier, password);

    /// <summary>Everything of the answer to a fresh browser: status, headers, cookies, body; without tokens and the address itself.</summary>
    private async Task<string> Ask(string door, string identifier, string password)
    {
        using var browser = _site.Stranger();
        var response = await Answer.Of(await browser.Send(door, await browser.Form(door), ("identifier", identifier), ("password", password)));
        Assert.Equal(HttpStatusCode.OK, response.Status);
        return string.Join('\n', response.Status, response.BareHeaders(), response.BareCookies(), response.Bare(identifier));
    }
}
