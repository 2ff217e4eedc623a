using System.Net;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Silo.Demo;
using Web.Display;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

public sealed class InsuredHomeTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private readonly Site _site = portals.Site;

    [Fact]
    public async Task Insured_person_reads_their_own_guarantees_and_who_is_covered_with_them()
    {
        using var samir = await SignIn(DemoPeople.Samir);

        var page = WebUtility.HtmlDecode(await samir.Read("/particulier/accueil"));

        Assert.Contains("Santé, option 2", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Ateliers Brumont</bdi>, depuis le 1er\u00A0mars\u00A02021", page, StringComparison.Ordinal);
        Assert.Contains("300\u00A0% de votre salaire annuel brut, et 50\u00A0% de plus par enfant à charge", page, StringComparison.Ordinal);
        Assert.Contains($"du 91e au {French.Number(1095)}e jour d’arrêt", page, StringComparison.Ordinal);
        // Of the option they have: 450 € for complex lenses, not the 200 € of the base.
        Assert.Contains("450\u00A0€ par équipement", page, StringComparison.Ordinal);
        Assert.DoesNotContain("200\u00A0€ par équipement", page, StringComparison.Ordinal);
        Assert.Contains("Adam Benmarouk", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-universe", page, StringComparison.Ordinal);
        // Their name is their contract's.
        Assert.DoesNotContain("handler=nom", await samir.Read("/particulier/profil"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await samir.Do("/particulier/profil", "nom", ("prenom", "Autre"), ("nom", "Personne"))).StatusCode);
        foreach (var place in new[] { "/particulier/demarches/attestation-droits", "/particulier/demandes?pieces=1" })
        {
            Assert.Contains($"href=\"{place}\"", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await samir.StatusOf(place));
        }
        // Of an adult the first name and the link alone.
        Assert.Contains("<bdi>Lina</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lina Benmarouk", page, StringComparison.Ordinal);
        Assert.DoesNotContain("février\u00A01990", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z1_Insured_person_reaches_nothing_of_a_company_at_their_own_portal_or_at_its()
    {
        var brumont = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        await _site.Advance(TimeSpan.FromMinutes(1));
        using var samir = await SignIn(DemoPeople.Samir);
        await _site.Advance(TimeSpan.FromMinutes(1));
        var walk = new MatrixWalk(_site);

        await walk.AssertUnknown(samir, brumont, Audience.Customers, "particulier");
        await walk.AssertClosed(samir, brumont, Audience.Staff);
    }

    [Fact]
    public async Task Nobody_reads_the_contracts_of_another()
    {
        using var eleonore = await SignIn(DemoPeople.Eleonore);

        var page = WebUtility.HtmlDecode(await eleonore.Read("/particulier/accueil"));

        Assert.Contains("SA2019159", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Benmarouk", page, StringComparison.Ordinal);
        Assert.DoesNotContain("PR3019000", page, StringComparison.Ordinal);
        Assert.Contains("Personne d’autre n’est couvert avec vous.", page, StringComparison.Ordinal);
    }

    private async Task<Visitor> SignIn(DemoPerson person)
    {
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        await _site.Grains.GetGrain<IAccountRegistrationGrain>(person.Key).Register(
            OperationId.Of("insured", person.Key),
            new NewAccount(person.Kind, person.Portal, person.Staff, person.Email, person.FirstName, person.LastName, person.Phone, password, null, null)
            {
                Terms = "1", Number = person.Insured!.Number, BirthDate = person.Insured.BirthDate, IsInsured = true,
            });
        return await _site.SignIn(person);
    }
}
