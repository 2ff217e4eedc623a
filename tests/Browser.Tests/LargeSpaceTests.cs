using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Browser.Tests;

/// <summary>Five thousand companies and two thousand members in one space: whoever has no mouse finds the one they look for.</summary>
public sealed class LargeSpaceTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const int MostBytes = 200 * 1024;
    private const string Portal = $"/{DemoPeople.Portal}";
    private const string Company = "600004711";
    private const string Menu = "details.company";

    [Fact]
    public async Task Chooser_companies_and_members_of_a_large_space_are_worked_by_keyboard()
    {
        await Fill();
        var nora = await stage.Invite(DemoPeople.Nora);
        var keys = new Keyboard(nora.Page);

        await Choose(keys);
        await FindCompany(keys);
        await FindMember(keys);

        Assert.Empty(nora.Complaints);
    }

    // Typed for, offered at once, taken with the arrow and Enter.
    private static async Task Choose(Keyboard keys)
    {
        await Weigh(keys.Page, "accueil");
        await keys.Press($"{Menu} > summary");
        await keys.Type($"{Menu} input[type=search]", "atelier 4711");
        await Expect(keys.Page.Locator($"{Menu} [data-options] a")).ToHaveCountAsync(1);
        await keys.Page.Keyboard.PressAsync("ArrowDown");
        await keys.Is($"{Menu} [data-options] a");
        await keys.Page.Keyboard.PressAsync("Enter");
        await Expect(keys.Page.Locator("body")).ToHaveAttributeAsync("data-company", Company);
    }

    private static async Task FindCompany(Keyboard keys)
    {
        await Weigh(keys.Page, "entreprises");
        var rows = keys.Page.Locator("tr[data-company]");
        var shown = await rows.CountAsync();
        var first = await rows.First.GetAttributeAsync("data-company");
        Assert.InRange(shown, 10, 100);
        // A page is gone through, and the next one is reached, without a trap on the way.
        await keys.Reach($"tbody tr:nth-child({shown / 2}) .title");
        await keys.Reach($"tbody tr:nth-child({shown}) .title");
        await keys.Press(".pager .push a");
        await Expect(rows.First).Not.ToHaveAttributeAsync("data-company", first!);
        await keys.Type("main input[type=search]", "atelier 4711");
        await keys.Page.Keyboard.PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);
        await keys.Press("tr[data-company] .title");
        await Expect(keys.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Atelier 4711");
    }

    private static async Task FindMember(Keyboard keys)
    {
        await Weigh(keys.Page, "utilisateurs");
        await Expect(keys.Page.Locator("main .lead")).ToContainTextAsync("2 00");
        await keys.Type("main input[type=search]", "vaucresson 1234");
        await keys.Page.Keyboard.PressAsync("Enter");
        await Expect(keys.Page.Locator("tr[data-member]")).ToHaveCountAsync(1);
        await keys.Press("tr[data-member] .title");
        await Expect(keys.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Vaucresson");
        await Weigh(keys.Page, "utilisateurs/m1234/modifier");
        await keys.Type(".picker [name=chercher]", "atelier 4711");
        await Expect(keys.Page.Locator(".picker > div:first-of-type [data-company]")).ToHaveCountAsync(1);
    }

    private static async Task Weigh(IPage page, string path)
    {
        var answer = (await page.GotoAsync($"{Portal}/{path}"))!;
        var bytes = (await answer.BodyAsync()).Length;
        Assert.True(bytes <= MostBytes, $"{path} weighs {bytes:N0} bytes.");
    }

    // As rows: thousands of invitations would take minutes, and what is worked here reads rows.
    private async Task Fill()
    {
        var (space, portal) = (DemoPeople.Spaces[0].Space, DemoPeople.Portal);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(stage.Server.DataDirectory, "guichet.db")};Default Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"""
            BEGIN IMMEDIATE;
            CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 5000) SELECT i FROM s;
            INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
              SELECT '{portal}/' || (600000000 + i), '{portal}', CAST(600000000 + i AS TEXT), 'Atelier ' || i, 'Bellerive', 1, 'atelier ' || i FROM n;
            INSERT INTO space_company (space, company) SELECT '{space}', '{portal}/' || (600000000 + i) FROM n;
            INSERT INTO space_member (space, member, account, role, whole, rights, status, email, address, title, first_name, last_name, folded, phone, mobile, job_title,
                firm_siren, firm_name, asked_by, link)
              SELECT '{space}', 'm' || i, NULL, 2, 0, 255, 0, 'p' || i || '@maison.example', 'p' || i || '@maison.example', 'Madame', i, 'Vaucresson', 'vaucresson ' || i, '',
                '0639980000', 'Paie', '', '', 'Nora Vasselin', '' FROM n WHERE i < 2000;
            COMMIT;
            """);
        await command.ExecuteNonQueryAsync();
    }
}
