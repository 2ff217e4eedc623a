using Web.Accounts.Recovery;

namespace Browser.Tests;

/// <summary>Codes that follow secret questions, and a sign-in whose code has to wait.</summary>
public sealed class RecoveryCodeTests : IAsyncLifetime
{
    private readonly BrowserFixture _stage = new([("Portals:4:Policy:SecretQuestions", "WithCode")]);

    public Task InitializeAsync() => _stage.InitializeAsync();

    public Task DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Code_after_the_questions_opens_a_new_password()
    {
        var nora = await _stage.Invite();
        var page = await nora.Open("/multi-siren/mot-de-passe-oublie");
        await page.Locator("#identifiant").FillAsync(DemoPeople.Nora.Email);
        await page.Button("Valider").ClickAsync();
        for (var i = 0; i < 3; i++)
        {
            await page.Locator($"#q{i}").SelectOptionAsync($"{DemoPeople.Questions[i]}");
            await page.Locator($"#r{i}").FillAsync(DemoPeople.Answers[i]);
        }
        await page.Button("Valider").ClickAsync();
        await Expect(page.Locator("[autocomplete=one-time-code]")).ToBeVisibleAsync();
        await page.LookAllOver("code", 1280, 390, 320);

        // Case B04: copied with a space before and between. The sixth digit sends it.
        var code = (await nora.Mail(m => m.To == DemoPeople.Nora.Email && m.Code is not null)).Code!;
        await page.Locator("[autocomplete=one-time-code]").FillAsync($" {code[..3]}\u00a0{code[3..]}");

        await Expect(page.Locator("[autocomplete=new-password]").First).ToBeVisibleAsync();
        Assert.Equal([], nora.Complaints);
    }

    [Fact]
    public async Task A_sign_in_without_a_code_counts_down_and_then_asks_for_one()
    {
        await _stage.Invite(DemoPeople.Ousmane);
        var elsewhere = await _stage.Invite();
        var page = await elsewhere.Open("/multi-siren/connexion");
        await page.Clock.InstallAsync();
        await page.Locator("[autocomplete=username]").FillAsync(DemoPeople.Ousmane.Email);
        await page.Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await page.Button("Se connecter").ClickAsync();
        await Expect(page.GetByText("Un nouveau code pourra partir dans")).ToBeVisibleAsync();
        await Expect(page.Button("Recevoir un nouveau code")).ToBeHiddenAsync();
        await page.Look("no code yet");

        await page.Clock.FastForwardAsync(31_000);

        await Expect(page.GetByText("Un nouveau code peut partir dès maintenant.")).ToBeVisibleAsync();
        await Expect(page.Button("Recevoir un nouveau code")).ToBeVisibleAsync();
    }
}
