using System.Net;
using System.Text.Json;
using Grains.Interfaces;
using Silo.Demo;
using Silo.Files;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Documents;

/// <summary>Row F6 of the security checklist over HTTP.</summary>
public sealed class ScanTests
{
    private const string Warning = "Aucun antivirus n’est relié";

    [ClamdFact]
    public async Task F6_Infected_file_is_refused_and_while_the_scanner_is_away_none_is_served()
    {
        await using var clamd = new Clamd();
        await clamd.Start();
        using var site = new Site(new Dictionary<string, string> { ["CLAMD"] = clamd.Address, ["CLAMD_TIMEOUT"] = "5" });
        using var nora = await site.SignIn(DemoPeople.Nora);

        var refused = await Answer.Of(await nora.Upload("relevé.pdf", Clamd.InfectedPdf));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.Status);
        Assert.Contains("antivirus", JsonDocument.Parse(refused.Body).RootElement.GetProperty("message").GetString());

        await clamd.Stop();
        var (page, file) = await Linked(site, nora);
        Assert.Contains("En cours d’analyse", (await nora.Ask(page)).Body);
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/multi-siren/fichiers/{file}"));

        await clamd.Start();
        // Hers, and the papers of the demo, which were stored before there was a scanner.
        var scans = site.Services.GetRequiredService<FileScans>();
        Assert.NotEqual(0, await scans.Run(default));
        Assert.Equal(0, await scans.Run(default));
        Assert.DoesNotContain("En cours d’analyse", (await nora.Ask(page)).Body);
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf($"/multi-siren/fichiers/{file}"));
    }

    [Theory]
    [InlineData(StaffRole.AdministrateurTechnique, "", true)]
    [InlineData(StaffRole.AdministrateurTechnique, "127.0.0.1:1", false)]
    [InlineData(StaffRole.Gestionnaire, "", false)]
    [InlineData(StaffRole.Superviseur, "", false)]
    public async Task F6_Technical_administrator_alone_reads_once_that_there_is_no_scanner(StaffRole role, string clamd, bool warned)
    {
        using var site = new Site(new Dictionary<string, string> { ["CLAMD"] = clamd });
        using var adviser = await site.SignInStaff(role);

        Assert.Equal(warned, (await adviser.Ask("/gestion/demandes")).Body.Contains(Warning, StringComparison.Ordinal));
        foreach (var page in new[] { "/gestion/acces", "/gestion/inscriptions", "/gestion/politiques" })
            Assert.DoesNotContain(Warning, (await adviser.Ask(page)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.1:1", false)]
    public async Task F6_File_says_that_no_scanner_looked_at_it_to_both_sides_and_the_demo_says_it(string clamd, bool said)
    {
        using var site = new Site(new Dictionary<string, string> { ["CLAMD"] = clamd, ["CLAMD_TIMEOUT"] = "1" });
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var claire = await site.SignIn(DemoPeople.Claire);

        var (page, _) = await Linked(site, nora);

        var number = page.Split('/')[^1];
        foreach (var read in new[] { await nora.Ask(page), await claire.Ask($"/gestion/demandes/{number}"), await nora.Ask("/demo") })
            Assert.Equal(said, read.Body.Contains("non analysée", StringComparison.Ordinal));
    }

    private static async Task<(string Page, string File)> Linked(Site site, Visitor who)
    {
        var page = $"/multi-siren/demandes/{await site.Query<string>("SELECT number FROM request_list WHERE request = 'multi-siren/demo-arret'")}";
        var uploaded = await Answer.Of(await who.Upload("relevé.pdf", Things.Pdf));
        var file = JsonDocument.Parse(uploaded.Body).RootElement.GetProperty("file").GetString()!;
        var form = await who.Form(page);
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Send($"{page}?handler=message", form, ("text", "Voici"), ("attachments", file))).StatusCode);
        return (page, file);
    }
}
