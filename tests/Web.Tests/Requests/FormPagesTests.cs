using System.Net;
using Grains.Requests.Forms;
using Silo.Demo;
using Web.Requests.Drafts;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>Pages of forms as a browser without scripts uses them.</summary>
public sealed class FormPagesTests(FormPagesTests.Stage stage) : IClassFixture<FormPagesTests.Stage>
{
    private const string Text =
        """
        {
          "id": "essai", "version": 1, "title": "Déclarer un essai", "summary": "Un essai", "words": "tentative", "universes": ["provident"],
          "steps": [
            { "title": "Essai", "fields": [
              { "name": "company", "label": "Entreprise", "type": "company", "required": true },
              { "name": "hospi", "label": "Hospitalisé", "type": "yesno", "required": true },
              { "name": "hospi_du", "label": "Hospitalisé du", "type": "date", "required": true, "showIf": "hospi" },
              { "name": "soins", "label": "Soins", "type": "multi", "options": [ { "value": "optique", "label": "Optique" }, { "value": "dentaire", "label": "Dentaire" } ] },
              { "name": "mois", "label": "Mois", "type": "group", "max": 3, "fields": [
                { "name": "periode", "label": "Période", "type": "month", "required": true },
                { "name": "brut", "label": "Brut", "type": "amount", "required": true } ] } ] },
            { "title": "Pièces", "fields": [ { "name": "pieces", "label": "Autres pièces", "type": "files" } ] }
          ],
          "pieces": [ { "id": "acte", "label": "Acte", "due": "later" }, { "id": "rib", "label": "RIB", "due": "now" } ]
        }
        """;

    private readonly Site _site = stage.Site;

    [Fact]
    public async Task Catalogue_offers_what_the_company_is_covered_for()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var brumont = await nora.Read($"/multi-siren/demarches?entreprise={DemoPeople.Brumont.Siren}");
        // A contract that is over still pays for stops that began before; no contract pays for none.
        var vaudrelle = await nora.Read($"/multi-siren/demarches?entreprise={DemoPeople.Vaudrelle.Siren}");
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var quillevreuse = await ousmane.Read($"/multi-siren/demarches?entreprise={DemoPeople.Quillevreuse.Siren}");

        Assert.Contains("data-form=\"arret-travail\"", brumont, StringComparison.Ordinal);
        Assert.Contains("data-form=\"arret-travail\"", vaudrelle, StringComparison.Ordinal);
        Assert.DoesNotContain("data-form=\"arret-travail\"", quillevreuse, StringComparison.Ordinal);
        Assert.Contains("data-form=\"contact\"", quillevreuse, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ousmane.Ask($"/multi-siren/demarches/arret-travail?entreprise={DemoPeople.Quillevreuse.Siren}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Ask($"/multi-siren/demarches/inconnue?entreprise={DemoPeople.Brumont.Siren}")).Status);
    }

    [Theory]
    [InlineData("tentative", true)]
    [InlineData("TENTAT", true)]
    [InlineData("prevoyance essai", true)]
    [InlineData("bricolage", false)]
    public async Task Catalogue_is_searched_by_each_word(string typed, bool found)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var page = await nora.Read($"/multi-siren/demarches?entreprise={DemoPeople.Brumont.Siren}&q={Uri.EscapeDataString(typed)}");

        Assert.Equal(found, page.Contains("data-form=\"essai\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Row_is_added_and_taken_away_and_what_is_typed_stays()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var draft = await Begin(nora, ("hospi", "non"), ("aller", "ajouter.mois"));
        await Save(nora, draft, ("mois", "1"), ("mois.1.periode", "10/2026"), ("mois.1.brut", "2 000"), ("aller", "ajouter.mois"));
        await Save(nora, draft, ("mois", "2"), ("mois.2.periode", "11/2026"), ("mois.2.brut", "1 100"), ("aller", "ici"));

        await Save(nora, draft, ("mois", "2"), ("mois.1.periode", "10/2026"), ("mois.1.brut", "2 000"), ("mois.2.periode", "11/2026"), ("mois.2.brut", "1 100"),
            ("aller", "retirer.mois.1"));

        Assert.Equal(("1", "11/2026", "1 100", null), (await Kept(draft, "mois"), await Kept(draft, "mois.1.periode"), await Kept(draft, "mois.1.brut"), await Kept(draft, "mois.2.brut")));
        var page = await nora.Read($"/multi-siren/demandes/brouillons/{draft}?etape=1");
        Assert.Contains("name=\"mois.1.brut\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"mois.2.brut\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_field_s_answer_is_dropped_and_several_choices_are_kept()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var draft = await Begin(nora, ("hospi", "oui"), ("hospi_du", "12/11/2026"), ("soins", "optique"), ("soins", "dentaire"), ("aller", "ici"));
        Assert.Equal(("12/11/2026", "optique,dentaire"), (await Kept(draft, "hospi_du"), await Kept(draft, "soins")));

        await Save(nora, draft, ("hospi", "non"), ("hospi_du", "12/11/2026"), ("aller", "ici"));

        Assert.Null(await Kept(draft, "hospi_du"));
    }

    [Fact]
    public async Task Piece_is_attached_or_put_off_before_the_form_goes_on()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var draft = await Begin(nora, ("hospi", "non"), ("aller", "suite"));
        var page = $"/multi-siren/demandes/brouillons/{draft}";

        var held = WebUtility.HtmlDecode(await (await nora.Send(page, await nora.Form(page), ("etape", "2"), ("aller", "suite"))).Content.ReadAsStringAsync());

        Assert.Contains("Acte\u00a0: joignez-la ou choisissez «\u00a0Plus tard\u00a0».", held, StringComparison.Ordinal);
        Assert.Contains("RIB\u00a0: joignez cette pièce pour envoyer.", held, StringComparison.Ordinal);
        await nora.Send(page, await nora.Form(page), ("etape", "2"), ("piece.acte", FormPiece.Later), ("piece.rib", FormPiece.Later), ("aller", "ici"));
        Assert.Equal((FormPiece.Later, null), (await Kept(draft, "piece.acte"), await Kept(draft, "piece.rib")));
        var sent = await nora.Send($"{page}?handler=envoyer", await nora.Form(page));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains("RIB\u00a0: joignez cette pièce pour envoyer.", WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Employer_is_offered_the_forms_of_their_coverage_and_none_of_the_insured()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var page = await nora.Read($"/multi-siren/demarches?entreprise={DemoPeople.Brumont.Siren}");

        foreach (var form in new FormCatalogue().All.Where(f => f.Summary is not null))
            Assert.True(page.Contains($"data-form=\"{form.Id}\"", StringComparison.Ordinal) != form.IsPersonal, form.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Ask($"/multi-siren/demarches/remboursement?entreprise={DemoPeople.Brumont.Siren}")).Status);
    }

    [Fact]
    public async Task Demo_has_a_request_by_each_form_of_employers()
    {
        var shipped = new FormCatalogue().All.Where(f => f.Summary is not null && !f.IsPersonal).Select(f => f.Id);

        foreach (var form in shipped)
        {
            var sent = await _site.Query<long>($"SELECT count(*) FROM request_list WHERE form = '{form}' AND status > 0");
            Assert.True(sent == 1, form);
        }
    }

    [Fact]
    public async Task Demo_shows_a_stop_that_is_declared_to_both_sides()
    {
        var number = await _site.Query<string>("SELECT number FROM request_list WHERE form = 'arret-travail' AND status > 0");
        using var solene = await _site.SignIn(DemoPeople.Solene);
        using var pauline = await _site.SignIn(DemoPeople.Pauline);

        var (hers, ours) = (await solene.Read($"/entreprise/demandes/{number}"), await pauline.Read($"/gestion/demandes/{number}"));

        foreach (var page in new[] { hers, ours }.Select(WebUtility.HtmlDecode))
        {
            Assert.Contains("Arrêt de travail de ", page, StringComparison.Ordinal);
            Assert.Contains("Salaire brut des 12 derniers mois", page, StringComparison.Ordinal);
            Assert.Contains("31\u00a0480,00\u00a0€", page, StringComparison.Ordinal);
            Assert.Contains("Décompte d’indemnités de la Sécurité sociale", page, StringComparison.Ordinal);
        }
        Assert.Contains("bulletin.jpg", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("bulletin.jpg", ours, StringComparison.Ordinal);
        Assert.Contains("pièce médicale reçue", WebUtility.HtmlDecode(ours), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FieldType.Text, Fault.Missing, "Fin\u00a0: réponse obligatoire.")]
    [InlineData(FieldType.Date, Fault.Malformed, "Fin\u00a0: écrivez la date jj/mm/aaaa, par exemple 12/11/2026.")]
    [InlineData(FieldType.Date, Fault.Future, "Fin ne peut pas être après aujourd’hui.")]
    [InlineData(FieldType.Date, Fault.Order, "Fin tombe avant 12/11/2026. Exemple\u00a0: 13/11/2026.", "12/11/2026", "13/11/2026")]
    [InlineData(FieldType.Amount, Fault.Malformed, "Fin\u00a0: un montant en euros, par exemple 2\u00a0850,40.")]
    [InlineData(FieldType.Integer, Fault.Range, "Fin\u00a0: entre 0 et 15.", "0", "15")]
    [InlineData(FieldType.Nir, Fault.Key, "Numéro de sécurité sociale\u00a0: 13 chiffres et une clé de 2\u202f; la clé ne correspond pas.")]
    [InlineData(FieldType.Iban, Fault.Short, "IBAN\u00a0: il manque 2 caractères, un IBAN français en compte 27.", "2")]
    [InlineData(FieldType.Iban, Fault.Key, "IBAN\u00a0: la clé ne correspond pas, recopiez-le du RIB.")]
    public void Fault_is_said_in_its_sentence(FieldType type, Fault fault, string sentence, params string[] said) =>
        Assert.Equal(sentence, FormWords.Of(new FormFault(new FormField("fin", "Fin", type), fault, null, said)));

    private static async Task<string> Begin(Visitor who, params (string, string)[] fields)
    {
        var (draft, page) = (Things.Random(), $"/multi-siren/demarches/essai?entreprise={DemoPeople.Brumont.Siren}");
        var asked = await who.Ask(page);
        var answer = await who.Send(page, new(asked.Token, asked.Key), [("draft", draft), ("company", DemoPeople.Brumont.Key), ("autres", asked.Field("autres")), .. fields]);
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{answer.StatusCode}");
        return draft;
    }

    private static async Task Save(Visitor who, string draft, params (string, string)[] fields)
    {
        var page = $"/multi-siren/demandes/brouillons/{draft}?etape=1";
        var answer = await who.Send(page, await who.Form(page), [("etape", "1"), .. fields]);
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{answer.StatusCode}");
    }

    // Null for what is empty or not there.
    private async Task<string?> Kept(string draft, string field) => await _site.Query<string>(
        "SELECT COALESCE(max(value), '') FROM draft_field WHERE request = @request AND name = @field", ("@request", $"multi-siren/{draft}"), ("@field", field)) is { Length: > 0 } text
        ? text : null;

    /// <summary>The product with a form of this class beside its own.</summary>
    public sealed class Stage : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("guichet-pages-").FullName;

        public Stage()
        {
            File.WriteAllText(Path.Combine(_folder, "essai.json"), Text);
            Site = new Site(new Dictionary<string, string> { ["FORMS_DIR"] = _folder });
        }

        public Site Site { get; }

        public void Dispose()
        {
            Site.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
