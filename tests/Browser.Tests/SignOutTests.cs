namespace Browser.Tests;

public sealed class SignOutTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    /// <summary>S13: on a shared computer, the back button after the sign-out leads to no data.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_back_button_after_the_sign_out_shows_no_data(bool scripts)
    {
        var person = scripts ? DemoPeople.Nora : DemoPeople.Irene;
        var guest = await stage.Invite(person, scripts);
        var page = guest.Page;
        await page.GotoAsync("/multi-siren/demandes");
        await page.Locator("[data-status=envoyee] a, [data-status=en-cours] a, [data-status=en-attente] a").First.ClickAsync();
        var message = (await page.Message(1).Locator(".text").TextContentAsync())!;
        await page.Composer().FillAsync("brouillon secret");

        await page.Locator("details.menu.name summary").ClickAsync();
        await page.Button("Se déconnecter").ClickAsync();
        await Expect(page.Locator("[autocomplete=username]")).ToBeVisibleAsync();

        for (var back = 0; back < 3; back++)
        {
            await page.GoBackAsync();
            await Expect(page.GetByText(message)).ToHaveCountAsync(0);
            Assert.DoesNotContain(person.LastName, await page.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("brouillon secret", await page.ContentAsync(), StringComparison.Ordinal);
        }
        if (scripts)
            Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(k => k.startsWith('brouillon:')).length"));
    }
}
