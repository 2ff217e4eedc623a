using System.Net;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Payments;
using Silo.Demo;
using Silo.Files;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Requests.Drafts;
using Web.Tests.Fixtures;

namespace Web.Tests.Payments;

/// <summary>Another bank account, by the pages: the form, the second proof, the mailed link, and the advisers' list.</summary>
public sealed class BankChangePageTests(Site site) : IClassFixture<Site>
{
    private const string Portal = DemoPeople.Portal;
    private readonly Site _site = site;

    [Fact]
    public async Task What_an_open_page_asks_for_when_an_account_changed_is_there()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        foreach (var page in new[] { $"/{Portal}/profil?partie=compte", $"/{Portal}/entreprises/{DemoPeople.Brumont.Siren}?partie=compte" })
        {
            var part = await nora.Fragment(page);
            Assert.Equal(HttpStatusCode.OK, part.StatusCode);
            Assert.Contains("data-part=\"compte-bancaire\"", await part.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sending_asks_for_password_and_code_and_goes_on_with_what_was_typed()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        // A code of the sign-in was sent a moment ago.
        await _site.Advance(TimeSpan.FromSeconds(31));
        var draft = await Draft(nora);
        var page = $"/{Portal}/demandes/brouillons/{draft}";

        var asked = await nora.Send($"{page}?handler=envoyer", await nora.Form($"{page}?etape=4"));
        var step = asked.Headers.Location!.ToString();
        Assert.StartsWith($"/{Portal}/confirmation-identite?retour=", step, StringComparison.Ordinal);
        var back = $"{page}?etape=4";
        var wrong = await nora.Send($"/{Portal}/confirmation-identite", await nora.Form(step), ("actuel", "faux"), ("retour", back));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var elsewhere = await nora.Send($"/{Portal}/confirmation-identite", await nora.Form(step), ("actuel", DemoPeople.Password), ("retour", "https://ailleurs.example/"));
        Assert.StartsWith($"/{Portal}/confirmation-identite?retour=%2F{Portal}%2Faccueil", elsewhere.Headers.Location!.ToString(), StringComparison.Ordinal);

        var proven = await nora.Send($"/{Portal}/confirmation-identite?handler=code", await nora.Form(step), ("code", await nora.MailedCode(DemoPeople.Nora)), ("retour", back));
        Assert.Equal(back, proven.Headers.Location!.ToString());
        Assert.Contains("FR•• •••• 0189", WebUtility.HtmlDecode(await nora.Read(back)), StringComparison.Ordinal);
        var sent = await nora.Send($"{page}?handler=envoyer", await nora.Form(back));

        Assert.EndsWith("/confirmation", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        var number = sent.Headers.Location!.ToString().Split('/')[^2];
        await Eventually.True(async () => (await nora.Read($"/{Portal}/demandes/{number}")).Contains("data-account=\"1\"", StringComparison.Ordinal));
        Assert.Contains(number, await nora.Read($"/{Portal}/entreprises/812345676"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advisers_note_the_call_and_another_approves_and_what_was_typed_is_kept()
    {
        var number = await Asked("deux");
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var pauline = await _site.SignIn(DemoPeople.Pauline);
        Assert.Contains(number, await claire.Read("/gestion/rib"), StringComparison.Ordinal);

        var empty = await claire.Do("/gestion/rib", "appel", ("demande", number), ("note", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        var early = await claire.Do("/gestion/rib", "approuver", ("demande", number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do("/gestion/rib", "appel", ("demande", number), ("note", "Le standard confirme"))).StatusCode);
        var same = await claire.Do("/gestion/rib", "approuver", ("demande", number));
        Assert.Contains("Un autre gestionnaire", WebUtility.HtmlDecode(await same.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var unreasoned = await claire.Do("/gestion/rib", "refuser", ("demande", number), ("motif", new string('x', 501)));
        Assert.Contains(new string('x', 501), await unreasoned.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await pauline.Do("/gestion/rib", "approuver", ("demande", number))).StatusCode);

        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = await nora.Read($"/{Portal}/demandes/{number}");
        Assert.Contains("data-account=\"3\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Le standard confirme", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do($"/{Portal}/demandes/{number}", "compte")).StatusCode);
        Assert.DoesNotContain($"id=\"{number}\"", await claire.Read("/gestion/rib"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_mailed_link_does_nothing_its_buttons_confirm_and_block()
    {
        var number = await Asked("lien");
        var link = await Link(number);
        using var stranger = _site.Stranger();
        Assert.Contains("value=\"oui\"", await stranger.Read(link), StringComparison.Ordinal);
        Assert.Equal(1, await Stage(number));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(link[..^3] + "AAA"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(link.Replace(Portal, "particulier", StringComparison.Ordinal)));

        await stranger.Send(link, await Token(stranger, link), ("reponse", "oui"));
        Assert.Equal(2, await Stage(number));
        await stranger.Send(link, await Token(stranger, link), ("reponse", "non"));

        Assert.Equal(6, await Stage(number));
        Assert.DoesNotContain("value=\"non\"", await stranger.Read(link), StringComparison.Ordinal);
        await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM request_list WHERE number = @number AND status = 4", ("@number", number)) == 1);
    }

    [Fact]
    public async Task Link_of_the_text_message_confirms_where_the_address_is_young_and_the_mailed_one_does_not()
    {
        // Not Nora: hers stand still where another test has blocked one.
        var (id, number) = ($"{Portal}/rib-sms", "2026-900777");
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>(id).Begin(DemoPeople.Ousmane.Caller, Site.Fresh(), "rib", DemoPeople.Quillevreuse.Key)).Ok);
        await _site.Grains.GetGrain<IBankChangeGrain>(id).Ask(Site.Fresh(), new BankChangeAsked(
            number, Portal, DemoPeople.Quillevreuse.Key, DemoPeople.Ousmane.Key, "Ousmane Drabelle", BankPurpose.Benefits, "SA2019000", "Maison Quillevreuse",
            "FR7630006000011234567890189", ((TimeProvider)_site.Services.GetService(typeof(TimeProvider))!).GetUtcNow(), null, false) { Mobile = true, Former = new FormerAddress("ousmane@avant.example", "Ousmane") });
        using var stranger = _site.Stranger();
        var text = await Message("sms", m => m.Text.Contains(number, StringComparison.Ordinal));
        var former = await Message("email", m => m.To == "ousmane@avant.example");

        var mailed = new Uri(former.Link!).PathAndQuery;
        Assert.Contains("value=\"non\"", await stranger.Read(mailed), StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"oui\"", await stranger.Read(mailed), StringComparison.Ordinal);
        await stranger.Send(mailed, await Token(stranger, mailed), ("reponse", "oui"));
        Assert.Equal(1, await Stage(number));
        var link = new Uri(text.Link!).PathAndQuery;
        await stranger.Send(link, await Token(stranger, link), ("reponse", "oui"));

        Assert.Equal(2, await Stage(number));
        Assert.Contains("fin 0189", text.Text, StringComparison.Ordinal);
    }

    private async Task<DemoMessage> Message(string kind, Func<DemoMessage, bool> wanted)
    {
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await ((Outbox)_site.Services.GetService(typeof(Outbox))!).Read(null, default))
            .LastOrDefault(m => m.Kind == kind && wanted(m))) is not null);
        return found!;
    }

    [Fact]
    public async Task Form_is_offered_to_who_administrates_alone()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);

        Assert.Contains("data-form=\"rib\"", await nora.Read($"/{Portal}/demarches?entreprise=812345676"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-form=\"rib\"", await hugues.Read($"/{Portal}/demarches"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await hugues.StatusOf($"/{Portal}/demarches/rib"));
    }

    [Theory]
    [InlineData(StaffRole.ReferentMedical)]
    [InlineData(StaffRole.AdministrateurTechnique)]
    public async Task Roles_that_know_no_customer_read_the_list_and_decide_nothing(StaffRole role)
    {
        var number = await Asked($"role-{role}");
        using var who = await _site.SignInStaff(role);

        var (page, form) = (await who.Read("/gestion/rib"), await who.Form("/gestion/rib"));

        Assert.Contains($"id=\"{number}\"", page, StringComparison.Ordinal);
        foreach (var handler in new[] { "appel", "approuver", "refuser" })
        {
            Assert.DoesNotContain($"handler={handler}", page, StringComparison.Ordinal);
            var done = await who.Send(
                $"/gestion/rib?handler={handler}", form with { Key = handler }, ("demande", number), ("note", "Appelé"), ("motif", "Douteux"));
            Assert.Equal(HttpStatusCode.Forbidden, done.StatusCode);
        }
        Assert.Equal(1, await Stage(number));
    }

    private Task<long> Stage(string number) => _site.Query<long>("SELECT stage FROM bank_change WHERE number = @number", ("@number", number));

    private static async Task<FormKeys> Token(Visitor visitor, string page) => await visitor.Form(page);

    private async Task<string> Link(string number)
    {
        var request = await _site.Query<string>("SELECT request FROM bank_change WHERE number = @number", ("@number", number));
        return ((BankLinks)_site.Services.GetService(typeof(BankLinks))!).Path(request, DemoPeople.Nora.Key);
    }

    // Sent beside the pages.
    private async Task<string> Asked(string name)
    {
        var (nora, id) = (DemoPeople.Nora.Caller, $"{Portal}/rib-{name}");
        var request = _site.Grains.GetGrain<IRequestGrain>(id);
        Assert.True((await request.Begin(nora, Site.Fresh(), "rib", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await request.SaveDraft(nora, Site.Fresh(), new DraftPage(3, Fields))).Ok);
        await Attach(request);
        var number = $"2026-9{Math.Abs(name.GetHashCode(StringComparison.Ordinal)) % 100000:D5}";
        Assert.Null((await request.Send(nora, Site.Fresh(), number)).Refusal);
        await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM bank_change WHERE number = @number", ("@number", number)) == 1);
        return number;
    }

    private async Task<string> Draft(Visitor nora)
    {
        var draft = FormService.NewDraft();
        var first = $"/{Portal}/demarches/rib?entreprise=812345676";
        await nora.Send(first, await nora.Form(first), [("draft", draft), ("aller", "suite"), .. Fields.Where(f => f.Key is "company" or "prenom" or "nom" or "courriel").Select(f => (f.Key, f.Value))]);
        var page = $"/{Portal}/demandes/brouillons/{draft}?etape=2";
        var moved = await nora.Send(page, await nora.Form(page), [("etape", "2"), ("aller", "suite"), .. Fields.Where(f => f.Key is "usage" or "contrats" or "titulaire" or "iban").Select(f => (f.Key, f.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, moved.StatusCode);
        await Attach(_site.Grains.GetGrain<IRequestGrain>($"{Portal}/{draft}"));
        return draft;
    }

    private async Task Attach(IRequestGrain request)
    {
        await using var paper = typeof(DemoForms).Assembly.GetManifestResourceStream("demo-specimen.jpg")!;
        var file = await ((FileStore)_site.Services.GetService(typeof(FileStore))!).Save(DemoPeople.Nora.Key, "rib.jpg", paper, CancellationToken.None);
        Assert.True((await request.AttachPieceToDraft(DemoPeople.Nora.Caller, Site.Fresh(), file.Value!.File, "rib")).Ok);
    }

    private static Dictionary<string, string> Fields => new()
    {
        ["company"] = DemoPeople.Brumont.Key, ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@maison.example", ["usage"] = "indemnites",
        ["contrats"] = "SA2019000", ["titulaire"] = "Ateliers Brumont", ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
    };
}
