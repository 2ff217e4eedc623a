using System.Net;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Requests.Forms;
using Silo.Demo;
using Web.Requests.Drafts;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>What insured people ask for themselves by a form.</summary>
public sealed class InsuredFormTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private readonly Site _site = portals.Site;

    [Fact]
    public async Task Insured_person_is_offered_forms_for_themselves_alone()
    {
        using var eleonore = await SignIn(DemoPeople.Eleonore);

        var page = await eleonore.Read("/particulier/demarches");

        foreach (var form in new FormCatalogue().All.Where(f => f.Summary is not null))
            Assert.True(page.Contains($"data-form=\"{form.Id}\"", StringComparison.Ordinal) == form.IsPersonal, form.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await eleonore.Ask("/particulier/demarches/prolongation")).Status);
    }

    [Fact]
    public async Task Rule_of_a_row_is_said_beside_its_field()
    {
        using var samir = await SignIn(DemoPeople.Samir);
        var draft = FormService.NewDraft();
        await samir.Send(
            "/particulier/demarches/remboursement", await samir.Form("/particulier/demarches/remboursement"), ("draft", draft), ("aller", "suite"), ("prenom", "Samir"),
            ("nom", "Benmarouk"), ("courriel", "samir@exemple.fr"));
        var page = $"/particulier/demandes/brouillons/{draft}?etape=2";

        var held = WebUtility.HtmlDecode(await (await samir.Send(
            page, await samir.Form(page), ("etape", "2"), ("soins", "1"), ("soins.1.soin_paye", "25"), ("soins.1.soin_part", "30"), ("soins.1.soin_rembourse", "oui"),
            ("aller", "suite"))).Content.ReadAsStringAsync());

        Assert.Contains("id=\"f-soins.1.soin_part-e\"", held, StringComparison.Ordinal);
        Assert.Contains("La part de la Sécurité sociale dépasse ce qui a été payé.", held, StringComparison.Ordinal);
        Assert.Contains("value=\"30\"", held, StringComparison.Ordinal);
        // Those who are covered are offered; of an adult the first name alone.
        Assert.Contains(">Lina</option>", held, StringComparison.Ordinal);
        Assert.DoesNotContain("Lina Benmarouk", held, StringComparison.Ordinal);
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
