using System.Net;
using Grains.Interfaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Clients;

public sealed class AccountAccessTests(Site site) : IClassFixture<Site>
{
    private static readonly string Hugues = $"/gestion/clients/personnes/{DemoPeople.Hugues.Key}/acces";

    [Fact]
    public async Task Two_advisers_correct_a_telephone_and_one_alone_cannot()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var lucien = await site.SignInStaff(StaffRole.Superviseur);
        const string number = "06 39 98 00 99";

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(Hugues, "telephone", ("telephone", number), ("motif", "Rappelé"))).StatusCode);
        Assert.Contains(DemoPeople.Hugues.Name, await lucien.Read("/gestion/recherche"), StringComparison.Ordinal);
        var refused = await claire.Do(Hugues, "approuver", ("telephone", number), ("reponse", "oui"));
        Assert.EndsWith("?fin=second", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"oui\"", await claire.Read(Hugues), StringComparison.Ordinal);
        Assert.Contains("value=\"oui\"", await lucien.Read(Hugues), StringComparison.Ordinal);

        Assert.EndsWith("?fin=approuve", (await lucien.Do(Hugues, "approuver", ("telephone", number), ("reponse", "oui"))).Headers.Location!.OriginalString, StringComparison.Ordinal);

        Assert.Equal(number, await site.Query<string>("SELECT phone FROM account_list WHERE account = @account", ("@account", DemoPeople.Hugues.Key)));
        Assert.Contains("Téléphone corrigé", WebUtility.HtmlDecode(await claire.Read($"/gestion/clients/personnes/{DemoPeople.Hugues.Key}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_advisers_correct_an_address_and_what_was_typed_wrong_stays_on_the_page()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var lucien = await site.SignInStaff(StaffRole.Gestionnaire);
        var page = $"/gestion/clients/personnes/{DemoPeople.Ousmane.Key}/acces";
        const string address = "o.drabelle@quillevreuse.example";

        foreach (var (typed, reason, said) in new[]
        {
            ("ousmane@", "Rappelé au standard", "n’est pas valable"), (DemoPeople.Nora.Email, "Rappelé au standard", "appartient à un autre compte"),
            (DemoPeople.Ousmane.Email.ToUpperInvariant(), "Rappelé au standard", "déjà l’adresse de ce compte"), (address, " ", "Indiquez un motif"),
        })
        {
            var refused = await claire.Do(page, "adresse", ("adresse", typed), ("motif", reason));
            var shown = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(said, shown, StringComparison.Ordinal);
            Assert.Contains($"value=\"{typed}\"", shown, StringComparison.Ordinal);
            Assert.Contains($">{reason.Trim()}</textarea>", shown, StringComparison.Ordinal);
        }
        Assert.EndsWith("?fin=adresse-proposee", (await claire.Do(page, "adresse", ("adresse", address), ("motif", "Rappelé"))).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains(DemoPeople.Ousmane.Name, await lucien.Read("/gestion/recherche"), StringComparison.Ordinal);
        Assert.EndsWith("?fin=second", (await claire.Do(page, "trancher", ("adresse", address), ("reponse", "oui"))).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"oui\"", await claire.Read(page), StringComparison.Ordinal);

        Assert.EndsWith("?fin=adresse-corrigee", (await lucien.Do(page, "trancher", ("adresse", address), ("reponse", "oui"))).Headers.Location!.OriginalString, StringComparison.Ordinal);

        Assert.Equal(address, await site.Query<string>("SELECT email FROM account_list WHERE account = @account", ("@account", DemoPeople.Ousmane.Key)));
        var sheet = WebUtility.HtmlDecode(await claire.Read($"/gestion/clients/personnes/{DemoPeople.Ousmane.Key}"));
        Assert.Contains("Adresse proposée", sheet, StringComparison.Ordinal);
        Assert.Contains("Adresse e‑mail changée", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Medical_referee_reads_the_access_and_changes_nothing()
    {
        using var referee = await site.SignInStaff(StaffRole.ReferentMedical);

        var page = await referee.Read($"/gestion/clients/personnes/{DemoPeople.Nora.Key}/acces");

        Assert.DoesNotContain("handler=lien", page, StringComparison.Ordinal);
        var form = await referee.Form("/gestion/recherche");
        foreach (var handler in new[] { "lien", "debloquer", "telephone", "approuver", "courriel", "adresse", "trancher", "fermer" })
        {
            var answer = await referee.Send($"/gestion/clients/personnes/{DemoPeople.Nora.Key}/acces?handler={handler}", form with { Key = Guid.NewGuid().ToString("N") },
                ("motif", "Rappelée"), ("etat", "ferme"), ("telephone", "0639980098"), ("courriel", "autre@maison.example"), ("adresse", "autre@maison.example"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Account_that_alone_administrates_a_space_is_not_offered_to_be_closed()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        var page = WebUtility.HtmlDecode(await claire.Read($"/gestion/clients/personnes/{DemoPeople.Nora.Key}/acces"));
        Assert.Contains("personne d’autre n’administre", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=fermer", page, StringComparison.Ordinal);
        var refused = await claire.Do($"/gestion/clients/personnes/{DemoPeople.Nora.Key}/acces", "fermer", ("etat", "ferme"), ("motif", "À sa demande"));
        Assert.EndsWith("?fin=dernier", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);

        Assert.EndsWith("?fin=compte-ferme", (await claire.Do(Hugues, "fermer", ("etat", "ferme"), ("motif", "À sa demande"))).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("value=\"ouvert\"", await claire.Read(Hugues), StringComparison.Ordinal);
        Assert.EndsWith("?fin=compte-rouvert", (await claire.Do(Hugues, "fermer", ("etat", "ouvert"), ("motif", "Erreur"))).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_that_waits_for_another_try_is_tried_now_and_one_that_is_over_stays_so()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        await using (var database = await site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText =
                """
                INSERT INTO delivery (job, channel, state, reference, error, at, account) VALUES ('reset/demo-nora/1', 0, 0, '', 'SmtpException', 1, 'demo-nora');
                INSERT INTO delivery (job, channel, state, reference, error, at, account) VALUES ('reset/demo-nora/2', 0, 3, '', '550', 2, 'demo-nora');
                INSERT INTO job (key, kind, lane, payload, due_at, attempts, state) VALUES ('reset/demo-nora/1', 'none', 9, NULL, 9000000000000, 3, 0);
                """;
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("data-delivery=\"reset/demo-nora/2\"", await claire.Read("/gestion/livraisons"), StringComparison.Ordinal);
        Assert.Contains("data-delivery=\"reset/demo-nora/1\"", await claire.Read("/gestion/livraisons?etat=differes"), StringComparison.Ordinal);
        var over = await claire.Send("/gestion/livraisons?handler=reessayer", await claire.Form("/gestion/livraisons?etat=differes"), ("message", "reset/demo-nora/2"));
        Assert.EndsWith("fin=terminee", over.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var again = await claire.Send("/gestion/livraisons?handler=reessayer", await claire.Form("/gestion/livraisons?etat=differes"), ("message", "reset/demo-nora/1"));
        Assert.EndsWith("fin=relance", again.Headers.Location!.OriginalString, StringComparison.Ordinal);

        for (var tries = 0; await site.Query<long>("SELECT due_at FROM job WHERE key = 'reset/demo-nora/1'") == 9000000000000; tries++)
        {
            Assert.True(tries < 200, "The job waits as before.");
            await Task.Delay(50);
        }
        Assert.Equal(1L, await site.Query<long>("SELECT count(*) FROM journal WHERE owner = 'reset/demo-nora/1' AND action = 'delivery-retried'"));
    }
}
