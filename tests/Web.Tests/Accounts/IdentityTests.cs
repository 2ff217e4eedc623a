using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Row F7 of the security checklist: the identity document of a representative, from the wizard to the decision.</summary>
public sealed class IdentityTests : IDisposable
{
    private const string Email = "ines@vaudrelle.example";
    private readonly Site _site = new(Registrant.AllPortals);

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task F7_Only_staff_see_the_document_and_after_the_decision_nobody_does()
    {
        using var newcomer = new Registrant(_site, "representant");
        await newcomer.FillUpTo(4, Email);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Upload("carte.jpg", PhotoWithPlace)).Status);
        await newcomer.Fill(4, Registrant.Screens("representant", Email)[3]);
        var account = await Account();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var (dossier, image) = ($"/gestion/inscriptions/{account}", $"/gestion/inscriptions/{account}/pieces/1");
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/multi-siren/fichiers/{await File()}"));
        Assert.NotEqual(HttpStatusCode.OK, await nora.StatusOf(image));
        Assert.NotEqual(HttpStatusCode.OK, await newcomer.Browser.StatusOf(image));

        Assert.Contains("Inès Torvalec", (await claire.Ask("/gestion/inscriptions")).Body);
        var drawn = await claire.Ask(dossier);
        Assert.Contains("04/12/1980", drawn.Body);
        Assert.Contains($"src=\"{image}\"", drawn.Body);
        var given = await claire.Ask(image);
        Assert.Equal(("image/jpeg", "attachment", "nosniff"),
            (given.Header("Content-Type"), given.Header("Content-Disposition"), given.Header("X-Content-Type-Options")));
        Assert.DoesNotContain("GPSLatitude", given.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", given.Body, StringComparison.Ordinal);
        var id = await File();
        Assert.NotEqual(0, await _site.Query<long>("SELECT count(*) FROM file_chunk WHERE file = @id", ("@id", id)));
        var accepted = await claire.Send($"{dossier}?handler=accepter", await claire.Form(dossier));
        Assert.Equal($"/gestion/inscriptions/{DemoPeople.Basile.Key}?fin=acceptee", accepted.Headers.Location?.ToString());

        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf(image));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf(dossier));
        Assert.DoesNotContain("Inès Torvalec", (await claire.Ask("/gestion/inscriptions")).Body);
        await Eventually.True(async () =>
            await _site.Query<long>(
                $"SELECT (SELECT count(*) FROM file WHERE uploader LIKE 'registration/%') + (SELECT count(*) FROM claim WHERE kind = 'file' AND owner = 'account/{account}')") == 0);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM file_chunk WHERE file = @id", ("@id", id)));
        Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM journal WHERE owner = @account AND action = 'identity-accepted'", ("@account", account)));
        await Registrant.Mail(_site, Email, "pièce d’identité est acceptée");
    }

    [Fact]
    public async Task Refused_person_reads_why_and_sends_another()
    {
        using var newcomer = new Registrant(_site, "representant");
        await newcomer.FillAll(Email);
        var account = await Account();
        await Activate(newcomer);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var dossier = $"/gestion/inscriptions/{account}";
        Assert.Contains("choisissez un motif, ou écrivez-le",
            WebUtility.HtmlDecode((await Answer.Of(await claire.Send($"{dossier}?handler=refuser", await claire.Form(dossier), ("motif", " ")))).Body));
        await claire.Send($"{dossier}?handler=refuser", await claire.Form(dossier), ("motif", "La photo est floue"));
        Assert.Contains("La photo est floue", (await Registrant.Mail(_site, Email, "n’est pas acceptée")).Text);
        await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM file WHERE uploader LIKE 'registration/%'") == 0);

        var me = newcomer.Browser;
        await SignIn(me);
        var page = await me.Ask("/representant/profil/identite");
        Assert.Contains("La photo est floue", page.Body);
        using var body =
            new MultipartFormDataContent { { new StringContent(page.Token), "jeton" }, { new StringContent(page.Key), "cle" },
                { new StringContent("2"), "piece" }, { new ByteArrayContent(Registrant.Png), "files", "passeport.png" } };
        Assert.Equal(HttpStatusCode.SeeOther, (await me.Ask(HttpMethod.Post, "/representant/profil/identite", body)).Status);

        Assert.Contains("entre les mains d’un conseiller", (await me.Ask("/representant/profil/identite")).Body);
        Assert.Contains("Passeport", (await claire.Ask(dossier)).Body);
    }

    [Fact]
    public async Task Whoever_waits_may_write_one_request_and_sees_nothing_of_the_company()
    {
        using var newcomer = new Registrant(_site, "representant");
        await newcomer.FillAll(Email);
        await Activate(newcomer);
        var me = newcomer.Browser;
        await SignIn(me);
        Assert.Contains("Une demande est possible", (await me.Ask("/representant/accueil")).Body);
        var page = await me.Ask("/representant/demandes/nouvelle");
        Assert.DoesNotContain("Entreprise concernée", page.Body);
        var draft = Regex.Match(page.Body, "name=\"draft\" value=\"([0-9a-f]{32})\"").Groups[1].Value;
        var first =
            await me.Send("/representant/demandes/nouvelle?etape=1", await me.Form("/representant/demandes/nouvelle"), ("draft", draft), ("aller", "suite"),
                ("prenom", "Inès"), ("nom", "Torvalec"), ("courriel", Email));
        Assert.Equal($"/representant/demandes/brouillons/{draft}?etape=2", $"{first.Headers.Location}");

        Assert.Equal($"/representant/demandes/brouillons/{draft}", (await me.Ask("/representant/demandes/nouvelle")).Location);
        var second =
            await me.Send("/representant/demandes/nouvelle?etape=1", new FormKeys(page.Token, Guid.NewGuid().ToString("N")), ("draft", new string('0', 32)),
                ("aller", "suite"), ("prenom", "Inès"));
        Assert.Equal($"/representant/demandes/brouillons/{draft}", $"{second.Headers.Location}");

        var path = $"/representant/demandes/brouillons/{draft}";
        await me.Send($"{path}?etape=2", await me.Form($"{path}?etape=2"), ("aller", "suite"), ("domaine", "acces"), ("theme", "compte"),
            ("motif", "piece-identite"));
        await me.Send($"{path}?etape=3", await me.Form($"{path}?etape=3"), ("aller", "suite"), ("message", "Quand ma pièce sera-t-elle lue ?"));
        var sent = await me.Send($"{path}?handler=envoyer", await me.Form($"{path}?etape=5"));
        var number = Regex.Match($"{sent.Headers.Location}", "demandes/([^/]+)/confirmation").Groups[1].Value;
        Assert.Equal($"/representant/demandes/{number}", (await me.Ask("/representant/demandes/nouvelle")).Location);
        Assert.Contains("Vérification de ma pièce", (await me.Ask($"/representant/demandes/{number}")).Body);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("Inès Torvalec", (await claire.Ask($"/gestion/demandes/{number}")).Body);
        Assert.DoesNotContain("Vaudrelle", (await me.Ask("/representant/accueil")).Body);
    }

    [Fact]
    public async Task Two_files_at_most_and_each_can_be_taken_back()
    {
        using var newcomer = new Registrant(_site, "representant");
        await newcomer.FillUpTo(4, Email);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Upload("recto.png", Registrant.Png)).Status);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Upload("verso.png", Registrant.Png)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await newcomer.Upload("trop.png", Registrant.Png)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await newcomer.Upload("faux.png", "<html>"u8.ToArray())).Status);

        var drawn = await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=4");
        var file = Regex.Match(drawn.Body, "handler=retirer&amp;file=([0-9a-f]+)").Groups[1].Value;
        await newcomer.Browser.Send($"{newcomer.Wizard}?handler=retirer&file={file}", await newcomer.Browser.Form($"{newcomer.Wizard}?etape=4"));

        Assert.DoesNotContain("recto.png", (await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=4")).Body);
        Assert.Contains("verso.png", (await newcomer.Browser.Ask($"{newcomer.Wizard}?etape=4")).Body);
    }

    /// <summary>8 × 8, with an Exif block that tells where it was taken.</summary>
    private static byte[] PhotoWithPlace { get; } = System.Text.Encoding.Latin1.GetBytes(
        "\u00ff\u00d8" + Segment('\u00e1', "Exif\0\0II*\0\u0008\0\0\0\u0001\0\u0025\u0088\u0004\0\u0001\0\0\0\u001a\0\0\0\0\0\0\0GPSLatitude 48.8584")
        + Segment('\u00c0', "\u0008\0\u0008\0\u0008\u0001\u0001\u0011\0") + Segment('\u00da', "\u0001\u0001\0\0?\0") + "\u0012\u0034\u00ff\u00d9");

    private static string Segment(char marker, string body) => $"\u00ff{marker}{(char)((body.Length + 2) >> 8)}{(char)((body.Length + 2) & 255)}{body}";

    private Task<string> Account() => _site.Query<string>("SELECT account FROM account_list WHERE email = @email", ("@email", Email));

    private Task<string> File() => _site.Query<string>("SELECT id FROM file WHERE uploader LIKE 'registration/%'");

    private async Task SignIn(Visitor me)
    {
        await me.Send("/representant/connexion", await me.Form("/representant/connexion"), ("identifier", Email), ("password", Registrant.Password));
        var code = (await Registrant.Mail(_site, Email, "code de connexion")).Code!;
        await me.Send("/representant/connexion?handler=code", await me.Form("/representant/connexion?etape=code"), ("code", code));
    }

    private async Task Activate(Registrant newcomer)
    {
        var link = new Uri((await Registrant.Mail(_site, Email, "Activez votre compte")).Link!).PathAndQuery;
        var page = await newcomer.Browser.Ask(link);
        while (page.Done)
            page = await newcomer.Browser.Ask(page.Location!);
        var form = new FormKeys(page.Token, page.Key);
        var done = await newcomer.Browser.Send("/representant/activation", form, ("password", Registrant.Password), ("again", Registrant.Password));
        Assert.True((int)done.StatusCode is 302 or 303 or 200);
    }
}
