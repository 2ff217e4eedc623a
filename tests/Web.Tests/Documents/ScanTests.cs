using System.Net;
using System.Text.Json;
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
        Assert.Equal(1, await site.Services.GetRequiredService<FileScans>().Run(default));
        Assert.DoesNotContain("En cours d’analyse", (await nora.Ask(page)).Body);
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf($"/multi-siren/fichiers/{file}"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.1:1", false)]
    public async Task F6_Back_office_warns_on_every_page_where_there_is_no_scanner(string clamd, bool warns)
    {
        using var site = new Site(new Dictionary<string, string> { ["CLAMD"] = clamd });
        using var claire = await site.SignIn(DemoPeople.Claire);

        Assert.Equal(warns, (await claire.Ask("/gestion/demandes")).Body.Contains(Warning, StringComparison.Ordinal));
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
