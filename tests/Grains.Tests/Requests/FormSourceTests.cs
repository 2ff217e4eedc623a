using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Portals;
using Silo.Storage;

namespace Grains.Tests.Requests;

public sealed class FormSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("\"showIf\": \"motif = '06'\"", "\"showIf\": \"inconnu = '06'\"", 24, "There is no field 'inconnu'")]
    [InlineData("\"showIf\": \"motif = '06'\"", "\"showIf\": \"motif = 6\"", 24, "A text is not compared with a number")]
    [InlineData("\"showIf\": \"motif = '06'\"", "\"showIf\": \"today\"", 24, "'today' is a Date, not a condition")]
    [InlineData("\"showIf\": \"motif = '06'\"", "\"showIf\": \"filled(accident)\"", 24, "'accident' waits for itself (a cycle)")]
    [InlineData("\"required\": true },\n        { \"name\": \"dernier_jour\"", "\"required\": true, \"value\": \"dernier_jour + 1 d\" },\n        { \"name\": \"dernier_jour\"", 25, "'premier_jour' waits for itself (a cycle)")]
    [InlineData("\"requiredIf\": \"plein > 0\" } ] }", "\"value\": \"brute\" }, { \"name\": \"brute\", \"label\": \"Brut\", \"type\": \"amount\", \"value\": \"partiel\" } ] }", 42, "'partiel' waits for itself (a cycle)")]
    [InlineData("\"label\": \"Fin prévue\", ", "", 27, "'label' is missing")]
    [InlineData("\"label\": \"Fin prévue\"", "\"label\": \"\"", 27, "'label' is empty")]
    [InlineData("\"type\": \"multi\"", "\"type\": \"several\"", 28, "'type' is none of the values that it may have")]
    [InlineData("\"name\": \"fin\"", "\"name\": \"motif\"", 27, "the field 'motif' stands twice")]
    [InlineData("\"value\": \"06\"", "\"value\": \"01\"", 23, "the option '01' stands twice")]
    [InlineData("\"title\": \"Mois\"", "\"title\": \"Mois\", \"titel\": \"Mois\"", 37, "'titel' is no property here")]
    [InlineData("\"from\": \"premier_jour\"", "\"from\": \"motif\"", 27, "'motif' is no day that 'fin' could follow")]
    [InlineData("\"text\": \"Un arrêt de plus de six mois : vérifiez la date.\"", "\"text\": \"\"", 49, "'text' is empty")]
    [InlineData("{premier_jour + 5 d}", "{premier_jour + 5}", 51, "A date plus a number is nothing; a number of days is written 30 d")]
    [InlineData("\"field\": \"fin\"", "\"field\": \"final\"", 49, "there is no field 'final' to say it beside")]
    [InlineData("\"max\": 3, ", "", 39, "the group 'mois' needs fields, and a max from 1 to 50")]
    [InlineData("\"requiredIf\": \"plein > 0\"", "\"requiredIf\": \"brutt > 0\"", 42, "There is no field 'brutt'")]
    [InlineData("\"due\": \"now\", \"if\"", "\"if\"", 55, "'due' is missing")]
    [InlineData("\"field\": \"fin\"", "\"field\": \"mois.final\"", 49, "there is no field 'mois.final' to say it beside")]
    [InlineData("\"type\": \"siret\"", "\"type\": \"text\", \"pattern\": \"[0-9]{14}\"", 15, "'siret' needs a pattern, and a text for what does not match it")]
    [InlineData("\"type\": \"siret\"", "\"type\": \"text\", \"pattern\": \"[0-9\", \"malformed\": \"Quatorze chiffres.\"", 15, "'siret' needs a pattern, and a text for what does not match it")]
    [InlineData("\"type\": \"nir\"", "\"type\": \"nir\", \"civility\": \"fin\"", 16, "'fin' is no civility that 'nir' could tell of")]
    [InlineData("\"if\": \"filled(iban)\"", "\"if\": \"any(mois, inconnu > 1)\"", 55, "There is no group 'mois' with such fields")]
    [InlineData("\"label\": \"Maladie\"", "\"label\": \"Maladie\", \"if\": \"fact(inconnu)\"", 23, "There is no fact 'inconnu'")]
    [InlineData("\"label\": \"Maladie\"", "\"label\": \"Maladie\", \"if\": \"today\"", 23, "'today' is a Date, not a condition")]
    [InlineData("\"label\": \"Maladie\"", "\"label\": \"Maladie\", \"bound\": true", 23, "'01' is bound to no form")]
    [InlineData("\"label\": \"Maladie\"", "\"label\": \"Maladie\", \"form\": \"reprise\", \"bound\": \"oui\"", 23, "'bound' is not as the schema wants it (BooleanExpected)")]
    [InlineData("\"label\": \"Maladie\"", "\"label\": \"Maladie\", \"form\": \"reprise\", \"options\": []", 23, "'01' has options of its own: they have their forms")]
    [InlineData("\"label\": \"Optique\"", "\"label\": \"Optique\", \"form\": \"reprise\"", 28, "'optique' is no option of a choice")]
    [InlineData("\"type\": \"siret\"", "\"type\": \"contract\", \"contracts\": \"current\"", 15, "current contracts of 'siret' need a choice that names their universe")]
    [InlineData("\"type\": \"siret\"", "\"type\": \"contract\", \"contracts\": \"current\", \"domain\": \"fin\"", 15, "current contracts of 'siret' need a choice that names their universe")]
    [InlineData("\"due\": \"now\", \"if\"", "\"due\": \"jamais\", \"if\"", 55, "'due' is none of the values that it may have")]

    [InlineData("\"version\": 1,", "\"version\": 1,,", 4, "it is no JSON")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"version\": 2,", 4, "it is no JSON")]
    public void Hostile_file_is_refused_with_its_line(string what, string by, int line, string reason)
    {
        var text = WholeForm.Text.ReplaceLineEndings("\n");
        Assert.Contains(what, text, StringComparison.Ordinal);

        var refused = Assert.Throws<SettingRefusedException>(() => FormSource.Read("essai.json", text.Replace(what, by, StringComparison.Ordinal)));

        Assert.Equal($"essai.json, line {line}: {reason}.", refused.Message);
    }

    [Fact]
    public void Forms_that_ship_are_whole() => Assert.NotEmpty(new FormCatalogue().Files);

    [Fact]
    public void Insurer_adds_a_form_by_adding_a_file()
    {
        File.WriteAllText(Path.Combine(_folder, "essai.json"), WholeForm.Text);

        var catalogue = FormCatalogue.Read(_folder);

        Assert.Equal("Déclarer un essai", catalogue.Get("essai").Title);
        Assert.NotNull(catalogue.Find("contact"));
    }

    [Fact]
    public void Form_that_is_there_already_is_refused()
    {
        var path = Path.Combine(_folder, "essai.json");
        File.WriteAllText(path, WholeForm.Text.Replace("\"essai\"", "\"contact\"", StringComparison.Ordinal));

        Assert.Equal($"{path}, line 1: there is a form 'contact' already.", Assert.Throws<SettingRefusedException>(() => FormCatalogue.Read(_folder)).Message);
        Assert.Throws<SettingRefusedException>(() => FormCatalogue.Read(Path.Combine(_folder, "nothing")));
    }

    [Theory]
    [InlineData("inconnue")]
    // Reached otherwise than by the catalogue; of people, not of companies.
    [InlineData("contact")]
    [InlineData("remboursement")]
    public void Option_that_leads_to_no_form_of_the_catalogue_is_refused_with_its_line(string form)
    {
        var path = Path.Combine(_folder, "essai.json");
        File.WriteAllText(path, WholeForm.Text.Replace("\"label\": \"Maladie\"", $"\"label\": \"Maladie\", \"form\": \"{form}\"", StringComparison.Ordinal));

        Assert.Equal(
            $"{path}, line 23: there is no form '{form}' in the catalogue that one could go on to.",
            Assert.Throws<SettingRefusedException>(() => FormCatalogue.Read(_folder)).Message);
    }

    [Fact]
    public async Task Answers_are_read_by_the_version_they_were_given_in()
    {
        var path = Path.Combine(_folder, "essai.json");
        File.WriteAllText(path, WholeForm.Text);
        await using var host = new GrainHost(new Dictionary<string, string> { ["FORMS_DIR"] = _folder });
        var (nora, company, _) = await host.Customer("nora");
        Assert.True((await host.Request("r").Begin(nora, host.Fresh(), "essai", company)).Ok);
        Assert.True((await host.Request("r").SaveDraft(nora, host.Fresh(), new DraftPage(4, WholeForm.Answers(company)))).Ok);

        var file = await host.Get<FileStore>().Save(nora.Account, "salaire.pdf", new MemoryStream(Samples.Pdf()), default);
        Assert.True((await host.Request("r").AttachPieceToDraft(nora, host.Fresh(), file.Value!.File, "attestation")).Ok);

        // The next version asks for more, and no longer for an end.
        File.WriteAllText(path, WholeForm.Text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)
            .Replace("\"label\": \"IBAN\"", "\"label\": \"IBAN\", \"required\": true", StringComparison.Ordinal));
        await host.Restart();

        Assert.True(host.Get<FormCatalogue>().Get("essai").Field("iban")!.Required);
        Assert.False((await host.Get<FormArchive>().Get("essai", 1)).Field("iban")!.Required);
        Assert.True((await host.Request("r").Send(nora, host.Fresh(), "2026-000001")).Ok);
        Assert.True((await host.Request("s").Begin(nora, host.Fresh(), "essai", company)).Ok);
        Assert.True((await host.Request("s").SaveDraft(nora, host.Fresh(), new DraftPage(4, WholeForm.Answers(company)))).Ok);
        Assert.Equal(RequestRefusal.Incomplete, (await host.Request("s").Send(nora, host.Fresh(), "2026-000002")).Refusal);
        Assert.Null(await host.Get<FormArchive>().Find("essai", 3));
    }

    [Fact]
    public async Task Version_never_changes_its_content()
    {
        await using var host = new GrainHost();
        await Keep(WholeForm.Text);

        // Written otherwise it is the same form.
        await Keep(WholeForm.Text.Replace("  ", " ", StringComparison.Ordinal).Replace("// What", "// Whatever", StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<SettingRefusedException>(() => Keep(WholeForm.Text.Replace("Fin prévue", "Fin", StringComparison.Ordinal)));

        Assert.Equal("The form 'essai' was offered in version 1 with another content: give it the next version.", refused.Message);

        async Task Keep(string text)
        {
            File.WriteAllText(Path.Combine(_folder, "essai.json"), text);
            await new FormKeeping(FormCatalogue.Read(_folder), host.Get<IHostStore>()).Open(default);
        }
    }
}
