using Grains.Text;
using Tests.Fixtures;

namespace Web.Tests.Display;

public sealed class TypographyTests
{
    public static TheoryData<string> Files() => [.. ScreenTexts.Files()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_on_screen_keep_to_French_typography_and_to_our_words(string file) =>
        Assert.Equal([], ScreenTexts.Of(file).SelectMany(text => FrenchTypography.Faults(text).Concat(FrenchWords.Faults(text))));

    [Fact]
    public void Texts_pages_mails_forms_terms_and_code_are_all_walked() => Assert.Equal(
        [".cs", ".cshtml", ".hbs", ".json", ".md", ".resx"], ScreenTexts.Files().Select(Path.GetExtension).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("L'accès est fermé", "straight apostrophe")]
    [InlineData("Est-ce vous ?", "no narrow space before ; ! ?")]
    [InlineData("Est-ce vous?", "no narrow space before ; ! ?")]
    [InlineData("Votre code : 12", "no space before :")]
    [InlineData("Attendez...", "three dots")]
    [InlineData("Le bouton \"Valider\"", "straight quote")]
    [InlineData("Le bouton « Valider »", "breaking space within guillemets")]
    [InlineData("Deux  espaces", "double space")]
    public void Each_fault_is_found(string text, string fault) =>
        Assert.Contains(FrenchTypography.Faults(text), f => f.StartsWith(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("« Valider »")]
    [InlineData("Est-ce vous ? Oui : à 14:30, sur https://x.example/?a=b")]
    public void What_the_display_sets_is_right(string text) => Assert.Empty(FrenchTypography.Faults(Typography.Set(text)));

    [Theory]
    [InlineData("Ce lien ne vaut plus", "valable")]
    [InlineData("Il vaut 10 minutes", "valable")]
    [InlineData("Une adresse vaut une personne", "valable")]
    [InlineData("Votre adresse e-mail", "e‑mail")]
    [InlineData("Votre adresse mail", "e‑mail")]
    [InlineData("Votre email", "e‑mail")]
    [InlineData("Deux choses vous attendent", "demandes, dossiers")]
    [InlineData("Deux demandes sont à vous", "attendent votre réponse")]
    [InlineData("Nom : à compléter", "a sentence that says what to do")]
    [InlineData("Vous serez prévenu", "nous vous préviendrons")]
    [InlineData("Scannez ce carré", "QR code")]
    [InlineData("Inchangé, le même depuis le 3", "inchangé depuis")]
    [InlineData("Vous êtes déconnecté", "a turn that is nobody's gender")]
    [InlineData("né(e) le 3", "a turn that is nobody's gender")]
    [InlineData("Si vous êtes seul à la lire", "a turn that is nobody's gender")]
    [InlineData("Réglage CLAMD_TIMEOUT", "no setting's name")]
    [InlineData("Voir OWASP ASVS 5.0, 6.2.9", "no standard's code")]
    [InlineData("Veuillez patienter", "present, short")]
    public void Each_avoided_word_is_found(string text, string rather) => Assert.Contains(FrenchWords.Faults(text), f => f.StartsWith(rather, StringComparison.Ordinal));
}
