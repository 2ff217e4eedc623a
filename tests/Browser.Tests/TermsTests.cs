namespace Browser.Tests;

/// <summary>Somebody signs in after new terms of use came into force.</summary>
public sealed class TermsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-terms-").FullName;
    private BrowserFixture _stage = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "1.md"), "effet: 2026-01-01\n\n## 1. Objet\n\nTexte premier.\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "2.md"),
            $"effet: {TimeProvider.System.GetUtcNow().AddDays(2):yyyy-MM-dd}\n\nLe médiateur change.\n\n## 1. Objet\n\n- Texte second.\n");
        _stage = new BrowserFixture([("Site:TermsFolder", _folder)]);
        await _stage.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_new_is_read_and_accepted_by_one_button(bool scripts)
    {
        var nora = await _stage.Invite(scripts);
        await nora.Later(TimeSpan.FromDays(3));

        await nora.PassTheDoor(DemoPeople.Nora);

        await Expect(nora.Page.GetByText("Le médiateur change.")).ToBeVisibleAsync();
        await nora.Page.GetByText("Lire les conditions complètes").ClickAsync();
        if (scripts)
            await nora.Page.LookAllOver("terms", 1280, 390, 320);
        await nora.Page.Button("J’accepte les conditions").ClickAsync();
        await Expect(nora.Page.Locator("details.menu.name")).ToBeVisibleAsync();
        await nora.Page.ReloadAsync();
        await Expect(nora.Page.Locator("details.menu.name")).ToBeVisibleAsync();
    }
}
