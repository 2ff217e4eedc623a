using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>Who reads and changes the people of a space, and how somebody becomes one of them.</summary>
public sealed class MemberAccessTests : IDisposable
{
    private const string Members = "/multi-siren/utilisateurs";
    private const string Brumont = "multi-siren/brumont";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Administrator_sees_everybody_with_role_and_status()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var page = await nora.Read(Members);

        foreach (var row in new[]
        {
            "data-member=\"demo-nora\" data-role=\"administrateur\" data-member-status=\"ajoute\"",
            "data-member=\"demo-hugues\" data-role=\"collaborateur\" data-member-status=\"ajoute\"",
            "data-member=\"demo-roxane\" data-role=\"expert-comptable\" data-member-status=\"en-attente\"",
        })
            Assert.Contains(row, page, StringComparison.Ordinal);
        foreach (var act in new[] { "demo-hugues/modifier", "demo-hugues[^\"#]*#supprimer" })
            Assert.Matches($"href=\"/multi-siren/utilisateurs/{act}", page);
        Assert.Contains("data-member=\"demo-hugues\"", await nora.Read($"{Members}?q=tarbelle"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-member=\"demo-hugues\"", await nora.Read($"{Members}?q=introuvable"), StringComparison.Ordinal);
        Assert.Contains("Invitation de Jean-Eudes Pontallier", await nora.Read("/multi-siren/journal"), StringComparison.Ordinal);
        Assert.Contains("Invitation de Jean-Eudes Pontallier", await nora.Read("/multi-siren/journal?type=invitations&personne=demo-nora"), StringComparison.Ordinal);
        Assert.DoesNotContain("Invitation de Jean-Eudes Pontallier", await nora.Read("/multi-siren/journal?type=entreprises"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_downloads_as_it_is_narrowed_and_no_name_is_a_formula()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using (var database = await _site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText = "UPDATE account_list SET first_name = '=1+1' WHERE account = 'demo-nora'";
            await command.ExecuteNonQueryAsync();
        }

        var file = await nora.Client.GetAsync("/multi-siren/journal/export?type=invitations");
        var text = await file.Content.ReadAsStringAsync();

        Assert.StartsWith("Journal.csv", file.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Contains("Date;Heure;", text, StringComparison.Ordinal);
        Assert.Contains("Invitation de Jean-Eudes Pontallier;", text, StringComparison.Ordinal);
        Assert.Contains("'=1+1 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(";=1+1", text.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("journal/export?type=invitations", WebUtility.HtmlDecode(await nora.Read("/multi-siren/journal?type=invitations")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_offers_to_give_what_is_left_behind_and_says_how_much()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var company = await _site.Query<string>("SELECT company FROM company_access WHERE account = 'demo-hugues' ORDER BY company LIMIT 1");
        var draft = _site.Grains.GetGrain<IRequestGrain>("multi-siren/handed-over");
        Assert.True((await draft.Begin(DemoPeople.Hugues.Caller, Site.Fresh(), "contact", company)).Ok);

        var page = await nora.Read($"{Members}/demo-hugues");

        Assert.Contains("name=\"confier\"", page, StringComparison.Ordinal);
        Assert.Contains("Cette personne laisse", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"confier\"", await nora.Read($"{Members}/demo-nora"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"confier\"", await hugues.Read($"{Members}/demo-nora"), StringComparison.Ordinal);
        var form = await nora.Form($"{Members}/demo-hugues");
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await nora.Send($"{Members}/demo-hugues?handler=supprimer", form, ("confier", "personne"))).StatusCode);
        var given = await nora.Send($"{Members}/demo-hugues?handler=supprimer", await nora.Form($"{Members}/demo-hugues"), ("confier", "demo-nora"));
        Assert.Contains("fait=confie", given.Headers.Location!.OriginalString, StringComparison.Ordinal);
        for (var tries = 0; await _site.Query<string>("SELECT author FROM request_list WHERE request = 'multi-siren/handed-over'") != DemoPeople.Nora.Key; tries++)
        {
            Assert.True(tries < 200, "The draft stays with who left.");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Suspension_offers_the_same()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var company = await _site.Query<string>("SELECT company FROM company_access WHERE account = 'demo-hugues' ORDER BY company LIMIT 1");
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>("multi-siren/handed-over").Begin(DemoPeople.Hugues.Caller, Site.Fresh(), "contact", company)).Ok);
        Assert.Contains("id=\"confier-s\"", await nora.Read($"{Members}/demo-hugues"), StringComparison.Ordinal);

        var given = await nora.Send($"{Members}/demo-hugues?handler=suspendre", await nora.Form($"{Members}/demo-hugues"), ("suspendre", "true"), ("confier", "demo-nora"));

        Assert.Contains("fait=suspendu-confie", given.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("data-member-status=\"suspendu\"", await nora.Read($"{Members}/demo-hugues"), StringComparison.Ordinal);
        for (var tries = 0; await _site.Query<string>("SELECT author FROM request_list WHERE request = 'multi-siren/handed-over'") != DemoPeople.Nora.Key; tries++)
        {
            Assert.True(tries < 200, "The draft stays with who is suspended.");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Collaborator_reads_the_list_and_changes_nobody_but_themselves()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);

        Assert.Contains("data-member=\"demo-nora\"", await hugues.Read(Members), StringComparison.Ordinal);
        foreach (var page in new[] { "utilisateurs/ajouter", "utilisateurs/experts-comptables/declarer", "utilisateurs/demo-nora/modifier", "journal", "journal/export" })
            Assert.Equal(HttpStatusCode.Forbidden, await hugues.StatusOf($"/multi-siren/{page}"));
        var form = await hugues.Form("/multi-siren/profil");
        Assert.Equal(HttpStatusCode.Forbidden, (await hugues.Send($"{Members}/demo-nora?handler=supprimer", form)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hugues.Send($"{Members}/demo-nora?handler=suspendre", form, ("suspendre", "true"))).StatusCode);
        var own = await hugues.Send($"{Members}/demo-hugues/modifier", await hugues.Form("/multi-siren/profil"), ("fonction", "Paie"), ("portable", "0639980048"),
            ("profil", "administrateur"), ("portee", "tout"));
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
        Assert.Equal("Paie", await _site.Query<string>("SELECT job_title FROM space_member WHERE member = 'demo-hugues'"));
        Assert.Equal(2, await _site.Query<long>("SELECT role FROM space_member WHERE member = 'demo-hugues'"));
    }

    [Fact]
    public async Task Members_of_another_space_are_as_unknown_as_nobody()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);

        var unknown = await Answer.Of(await ousmane.Client.GetAsync($"{Members}/personne"));
        foreach (var page in new[] { $"{Members}/demo-nora", $"{Members}/demo-hugues?espace=brumont", $"{Members}?espace=brumont", "/multi-siren/journal?espace=brumont", "/multi-siren/journal/export?espace=brumont" })
            Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(page));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        var form = await ousmane.Form("/multi-siren/profil");
        Assert.Equal(HttpStatusCode.NotFound, (await ousmane.Send($"{Members}/demo-hugues?handler=supprimer&espace=brumont", form)).StatusCode);
    }

    [Fact]
    public async Task Person_without_an_account_is_invited_by_hand_picks_a_password_and_sees_what_was_granted()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        (string, string)[] person =
        [
            ("civilite", "Madame"), ("prenom", "Sidonie"), ("nom", "Marchevelle"), ("portable", "06 39 98 00 71"), ("courriel", "s.marchevelle@brumont.example"),
            ("fonction", "Paie"), ("profil", "collaborateur"), ("portee", "choix"), ("sante", "1"), ("affiliation", "2"),
        ];
        var step2 = await nora.Send($"{Members}/ajouter", await nora.Form($"{Members}/ajouter"), [.. person, ("etape", "1"), ("action", "suite")]);
        Assert.Contains("data-part=\"picker\"", await step2.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var picked = await nora.Send($"{Members}/ajouter", await nora.Form($"{Members}/ajouter"),
            [.. person, ("etape", "2"), ("action", "ajouter"), ("ajouter", DemoPeople.Vaudrelle.Siren)]);
        Assert.Contains($"name=\"plus\" value=\"{DemoPeople.Vaudrelle.Siren}\"", await picked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var sent = await nora.Send($"{Members}/ajouter", await nora.Form($"{Members}/ajouter"),
            [.. person, ("etape", "3"), ("action", "valider"), ("plus", DemoPeople.Vaudrelle.Siren)]);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var link = await Link("s.marchevelle@brumont.example");
        using var sidonie = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, await sidonie.StatusOf(link));
        Assert.Contains("Nora Vasselin", await sidonie.Read("/multi-siren/invitation"), StringComparison.Ordinal);
        var joined = await sidonie.Send("/multi-siren/invitation", await sidonie.Form("/multi-siren/invitation"),
            ("password", DemoPeople.Password), ("again", DemoPeople.Password), ("conditions", "oui"));
        Assert.Equal("/multi-siren/connexion?fin=active", $"{joined.Headers.Location}");
        // Nobody was reached there before: no bank account is changed by it today.
        var account = await _site.Query<string>("SELECT account FROM account_list WHERE last_name = 'Marchevelle'");
        Assert.NotNull((await _site.Grains.GetGrain<IAccountGrain>(account).View())!.EmailSince);
        // They wait until they sign in for the first time, which open lists hear of.
        var row = $"data-role=\"collaborateur\" data-member-status=";
        Assert.Contains($"{row}\"en-attente\"", await nora.Read($"{Members}?q=marchevelle"), StringComparison.Ordinal);
        await using var list = await HubLink.Open(nora);
        Assert.Null(await list.Watch($"space/{Brumont}"));
        await sidonie.SignIn(new DemoPerson("", Grains.Interfaces.CallerKind.Customer, DemoPeople.Portal, default, "Sidonie", "Marchevelle",
            "s.marchevelle@brumont.example", "", ""));
        Assert.Equal($"space/{Brumont}", (await list.Next()).Topic);
        Assert.Contains($"{row}\"ajoute\"", await nora.Read($"{Members}?q=marchevelle"), StringComparison.Ordinal);
        var home = await sidonie.Read("/multi-siren/accueil");
        Assert.Contains("Vaudrelle", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Ateliers Brumont", home, StringComparison.Ordinal);
        using var late = _site.Stranger();
        Assert.Equal(HttpStatusCode.Gone, await late.StatusOf("/multi-siren/invitation"));
    }

    [Fact]
    public async Task Person_with_an_account_finds_the_invitation_and_nothing_is_open_before_they_accept()
    {
        var person = await _site.Register("comptable");
        var space = _site.Grains.GetGrain<ISpaceGrain>(Brumont);
        var invitation = new Invitation(
            new("Madame", "Comptable", "Vasselin", person.Email, "", "0639980071", "Paie"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, new GrantChange(false, GrantBase.None, [DemoPeople.Brumont.Key], []), null,
                DateTimeOffset.UtcNow.AddDays(29)), "552081317", "Cabinet Aubrelin");
        Assert.True((await space.Invite(DemoPeople.Nora.Caller, Site.Fresh(), "m-1", invitation, new([1, 2, 3, 4, 5, 6, 7, 8], "x"))).Ok);
        using var visitor = _site.Stranger();
        await visitor.SignIn(person);
        var home = await visitor.Read("/multi-siren/accueil");
        Assert.Contains("Groupe Brumont", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Ateliers Brumont", home, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOf(Members));

        var accepted = await visitor.Send("/multi-siren/invitations", await visitor.Form("/multi-siren/accueil"),
            ("espace", "brumont"), ("membre", "m-1"), ("reponse", "oui"));

        Assert.Equal("/multi-siren/accueil?fin=rejoint", $"{accepted.Headers.Location}");
        Assert.Contains("Ateliers Brumont", await visitor.Read("/multi-siren/accueil"), StringComparison.Ordinal);
        // An accountant reads their own row alone.
        var list = await visitor.Read(Members);
        Assert.Equal(["m-1"], Regex.Matches(list, "<tr role=\"row\" data-member=\"([^\"]+)\"").Select(m => m.Groups[1].Value));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOf($"{Members}/demo-nora"));
        await _site.Advance(TimeSpan.FromDays(30));
        await visitor.SignIn(person);
        var after = await visitor.Read("/multi-siren/accueil");
        Assert.Contains("a pris fin", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Ateliers Brumont", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_mandates_are_accepted_by_one_form()
    {
        var person = await _site.Register("mandatee");
        foreach (var (by, space, member) in new[] { (DemoPeople.Nora, Brumont, "m-1"), (DemoPeople.Irene, "multi-siren/sarrazeuil", "m-2") })
        {
            var invitation = new Invitation(
                new("Madame", "Mandatee", "Vasselin", person.Email, "", "0639980071", "Paie"),
                new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), "552081317", "Cabinet Aubrelin");
            Assert.True((await _site.Grains.GetGrain<ISpaceGrain>(space).Invite(by.Caller, Site.Fresh(), member, invitation, new([1, 2, 3, 4, 5, 6, 7, 8], member))).Ok);
        }
        using var visitor = _site.Stranger();
        await visitor.SignIn(person);
        var home = await visitor.Read("/multi-siren/accueil");
        Assert.Contains("value=\"brumont~m-1\"", home, StringComparison.Ordinal);
        Assert.Contains("value=\"sarrazeuil~m-2\"", home, StringComparison.Ordinal);

        var accepted = await visitor.Send("/multi-siren/invitations?handler=plusieurs", await visitor.Form("/multi-siren/accueil"),
            ("choix", "brumont~m-1"), ("choix", "sarrazeuil~m-2"), ("choix", "brumont~demo-nora"), ("choix", "x"));

        Assert.Equal("/multi-siren/accueil?fin=rejoints", $"{accepted.Headers.Location}");
        Assert.Equal(2, await _site.Query<long>("SELECT count(*) FROM space_member WHERE member IN ('m-1', 'm-2') AND status = 1"));
        Assert.Contains("les espaces vous sont ouverts", await visitor.Read("/multi-siren/accueil?fin=rejoints"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_member_reads_that_they_are_and_nothing_else()
    {
        var person = await _site.Colleague("suspendue");
        using var visitor = await _site.SignIn(person);
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var done = await nora.Send($"{Members}/{person.Key}?handler=suspendre", await nora.Form($"{Members}/{person.Key}"), ("suspendre", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var home = await visitor.Read("/multi-siren/accueil");
        Assert.Contains("est suspendu", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Ateliers Brumont", home, StringComparison.Ordinal);
        var gone = await visitor.Ask(Members);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Contains("est suspendu", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var answer = await nora.Send($"{Members}/ajouter", await nora.Form($"{Members}/ajouter"),
            ("etape", "1"), ("prenom", "Sidonie"), ("courriel", "sans-arobase"), ("action", "suite"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        foreach (var said in new[] { "Choisissez la civilité.", "Indiquez le nom.", "Indiquez au moins un numéro de téléphone.", "value=\"Sidonie\"", "value=\"sans-arobase\"" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        var last = await nora.Send($"{Members}/demo-nora?handler=supprimer", await nora.Form("/multi-siren/profil"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        Assert.Contains("dernier administrateur", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> Link(string address)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        string? link = null;
        await Eventually.True(async () => (link = (await outbox.Read(null, default)).LastOrDefault(m => m.To == address)?.Link) is not null);
        return new Uri(link!).PathAndQuery;
    }
}
