using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>Who asks for access is decided on more than a name, and hears why when refused.</summary>
public sealed class MembershipDecisionTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task An_adviser_sees_how_many_wait_and_whom_to_call_and_a_refusal_has_its_reason()
    {
        var person = await _site.Register("demandeuse");
        var space = _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont");
        Assert.True(
            (await space.RequestMembership(Site.Fresh(),
                new MembershipRequest(person.Key, person.Name, DemoPeople.Brumont.Key) { JobTitle = "Comptable" })).Ok);
        await _site.Advance(TimeSpan.FromDays(8));
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var page = WebUtility.HtmlDecode(await claire.Read("/gestion/acces"));
        // One waits in the demo already, and one who asks to administrate.
        Assert.Equal("3", Waiting(page));
        Assert.Equal("3", Waiting((await Answer.Of(await claire.Fragment("/gestion/fragments/compteurs"))).Body));
        foreach (var said in new[] { person.Email, "06\u00a011\u00a022\u00a033\u00a044", "Comptable", DemoPeople.Nora.Name })
            Assert.Contains(said, page, StringComparison.Ordinal);
        (string, string)[] no = [("espace", $"{DemoPeople.Portal}/brumont"), ("compte", person.Key), ("role", "2"), ("reponse", "non")];
        Assert.Equal("/gestion/acces?fin=motif",
            $"{(await claire.Send("/gestion/acces", await claire.Form("/gestion/acces"), [.. no, ("motif", " ")])).Headers.Location}");
        Assert.Contains("indiquez le motif", await claire.Read("/gestion/acces?fin=motif"), StringComparison.Ordinal);

        Assert.Equal("/gestion/acces?fin=acces",
            $"{(await claire.Send("/gestion/acces", await claire.Form("/gestion/acces"), [.. no, ("motif", "L’entreprise ne vous connaît pas.")])).Headers.Location}");

        Assert.Equal("2", Waiting(await claire.Read("/gestion/acces")));
        Assert.Equal("L’entreprise ne vous connaît pas.",
            await _site.Query<string>("SELECT reason FROM space_applicant WHERE account = @account", ("@account", person.Key)));
        using var refused = _site.Stranger();
        await refused.SignIn(person);
        Assert.Contains("«\u00a0L’entreprise ne vous connaît pas.\u00a0»", WebUtility.HtmlDecode(await refused.Read("/multi-siren/accueil")),
            StringComparison.Ordinal);
    }

    private static string Waiting(string page) => Regex.Match(page, "data-part=\"count-acces\">\\s*<span class=\"badge\"[^>]*>([0-9]+)<").Groups[1].Value;
}
