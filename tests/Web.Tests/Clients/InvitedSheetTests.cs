using System.Net;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Clients;
using Web.Tests.Fixtures;

namespace Web.Tests.Clients;

/// <summary>People who were invited and have no account, on the pages of advisers.</summary>
public sealed class InvitedSheetTests(Site site) : IClassFixture<Site>
{
    private const string Roxane = "/gestion/clients/invitations/multi-siren/brumont/demo-roxane";
    private const string JeanEudes = "/gestion/clients/invitations/multi-siren/brumont/demo-jean-eudes";

    [Theory]
    [InlineData("delbecque")]
    [InlineData("r.delbecque@cabinet-aubrelin.example")]
    [InlineData("06 39 98 00 55")]
    public async Task Search_finds_who_is_invited_says_so_and_leads_to_their_company(string typed)
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        var found = await claire.Read($"/gestion/recherche?q={Uri.EscapeDataString(typed)}");
        Assert.Contains($"href=\"{Roxane}\"", found, StringComparison.Ordinal);
        Assert.Contains("data-member-status=\"en-attente\"", found, StringComparison.Ordinal);

        var sheet = WebUtility.HtmlDecode(await claire.Read(Roxane));
        foreach (var shown in new[] { "Groupe Brumont", "Experte-comptable", "Nora Vasselin", "Invitation d’utilisateur", $"/gestion/clients/entreprises/{DemoPeople.Vaudrelle.Key}" })
            Assert.Contains(shown, sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Company_s_sheet_lists_its_members_and_invited_people_with_role_and_status()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        var sheet = await claire.Read($"/gestion/clients/entreprises/{DemoPeople.Brumont.Key}");

        foreach (var row in new[]
        {
            "data-member=\"demo-nora\" data-role=\"administrateur\" data-member-status=\"ajoute\"",
            "data-member=\"demo-hugues\" data-role=\"collaborateur\" data-member-status=\"ajoute\"",
            "data-member=\"demo-roxane\" data-role=\"expert-comptable\" data-member-status=\"en-attente\"",
        })
            Assert.Contains(row, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("data-member=\"demo-hugues\"", await claire.Read($"/gestion/clients/entreprises/{DemoPeople.Vaudrelle.Key}"), StringComparison.Ordinal);
        Assert.Contains("data-delivery=\"invitation/multi-siren/brumont/demo-roxane/", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_invitation_is_corrected_and_sent_again_once_and_what_is_wrong_is_said_beside_what_was_typed()
    {
        await site.Advance(TimeSpan.FromMinutes(2));
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var referee = await site.SignInStaff(StaffRole.ReferentMedical);
        var link = await site.Query<string>("SELECT link FROM space_member WHERE member = 'demo-jean-eudes'");
        await site.Services.GetRequiredService<Deliveries>().Note(
            $"invitation/multi-siren/brumont/demo-jean-eudes/{link[..12]}", false, new Delivery(DeliveryState.Failed, Error: "552"), default);
        await using (var database = await site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText = $"UPDATE delivery SET state = 3, error = '552' WHERE job LIKE 'invitation/multi-siren/brumont/demo-jean-eudes/%'";
            await command.ExecuteNonQueryAsync();
        }
        var list = WebUtility.HtmlDecode(await claire.Read("/gestion/livraisons"));
        Assert.Contains($"href=\"{JeanEudes}#corriger\">Corriger et renvoyer", list, StringComparison.Ordinal);
        Assert.Contains("Jean-Eudes Pontallier", list, StringComparison.Ordinal);

        Assert.DoesNotContain("handler=corriger", await referee.Read(JeanEudes), StringComparison.Ordinal);
        var forbidden = await referee.Send($"{JeanEudes}?handler=corriger", (await referee.Form("/gestion/recherche")) with { Key = "1" }, ("courriel", "a@b.example"), ("motif", "Vu"));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        var form = await claire.Form(JeanEudes);
        var wrong = await claire.Send($"{JeanEudes}?handler=corriger", form, ("courriel", "sans-arobase"), ("motif", "Rappelé"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var said = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        foreach (var kept in new[] { "Cette adresse n’est pas valable", "value=\"sans-arobase\"", ">Rappelé</textarea>" })
            Assert.Contains(kept, said, StringComparison.Ordinal);

        var again = await claire.Form(JeanEudes);
        foreach (var _ in new[] { 1, 2 })
        {
            var done = await claire.Send($"{JeanEudes}?handler=corriger", again, ("courriel", "jean-eudes@ateliers-brumont.example"), ("motif", "Rappelé"));
            Assert.Equal($"{JeanEudes}?fin=corrige", $"{done.Headers.Location}");
        }

        var outbox = site.Services.GetRequiredService<Outbox>();
        await Eventually.True(async () => (await outbox.Read(null, default)).Any(m => m.To == "jean-eudes@ateliers-brumont.example"));
        Assert.Single(await outbox.Read(null, default), m => m.To == "jean-eudes@ateliers-brumont.example");
        var sheet = WebUtility.HtmlDecode(await claire.Read($"{JeanEudes}?fin=corrige"));
        foreach (var shown in new[] { "L’invitation est repartie", "jean-eudes@ateliers-brumont.example", "Invitation de <bdi>Nora Vasselin</bdi>" })
            Assert.Contains(shown, sheet, StringComparison.Ordinal);
        using var nora = await site.SignIn(DemoPeople.Nora);
        Assert.Contains("jean-eudes@ateliers-brumont.example", await nora.Read("/multi-siren/utilisateurs"), StringComparison.Ordinal);
        Assert.Contains("Rappelé", await nora.Read("/multi-siren/journal"), StringComparison.Ordinal);
        await Eventually.True(async () => (await outbox.Read(null, default)).Any(m => m.To == DemoPeople.Nora.Email && m.Subject.StartsWith("Une invitation part", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_message_has_a_title_of_its_own()
    {
        var names = new MailTemplates().Names.Select(n => n.EndsWith("-sms", StringComparison.Ordinal) ? n[..^"-sms".Length] : n).Distinct();

        Assert.Equal([], names.Where(n => SheetLabels.Message(n, "") == SheetLabels.Message("none", "")));
        Assert.Empty(names.GroupBy(n => SheetLabels.Message(n, "")).Where(g => g.Count() > 1).Select(g => g.Key));
    }
}
