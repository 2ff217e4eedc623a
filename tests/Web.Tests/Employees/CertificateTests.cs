using System.Net;
using Silo.Demo;
using Tests.Fixtures.Pdf;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed class CertificateTests(Site site) : IClassFixture<Site>
{
    private static readonly string Covered = $"demo-{DemoPeople.Brumont.Siren}-0";
    private readonly Site _site = site;

    [Fact]
    public async Task A_certificate_is_a_tagged_paper_of_what_stands_today_and_each_is_written_down()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = $"/multi-siren/salaries/{Covered}";
        Assert.Contains($"{sheet}/attestation", await nora.Read(sheet), StringComparison.Ordinal);
        var before = await Journal();

        var answer = await nora.Client.GetAsync($"{sheet}/attestation");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var pdf = new ReadPdf(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(pdf.IsTagged && pdf.EmbedsItsFonts && !pdf.IsActive);
        foreach (var said in new[] { "Attestation d’affiliation", "Maëlys", DemoPeople.Brumont.Name, "SA2019000", "PR3019000", "Orvane, Centre" })
            Assert.Contains(said.Split(',')[0], pdf.Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await Journal());
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "certificate.pdf"), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_may_no_longer_act_on_the_employee_gets_no_certificate_and_who_is_not_covered_has_none()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var invited = (await _site.Query<string>("SELECT employee FROM employee_list WHERE company = @company AND invited_at IS NOT NULL LIMIT 1",
            ("@company", DemoPeople.Brumont.Key)))["multi-siren/".Length..];

        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"/multi-siren/salaries/{Covered}/attestation"));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf("/multi-siren/salaries/n-existe-pas/attestation"));
        Assert.Equal(HttpStatusCode.Found, await nora.StatusOf($"/multi-siren/salaries/{invited}/attestation"));
        Assert.DoesNotContain("/attestation\"", await nora.Read($"/multi-siren/salaries/{invited}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_on_paper_is_tagged_masks_its_numbers_and_each_is_written_down()
    {
        const string form = "/multi-siren/salaries/nouveau?entreprise=812345676";
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var sent = await nora.Send(form, await nora.Form(form),
            ("etape", "4"), ("aller", "suite"), ("nom", "Imprimée"), ("prenom", "Zoé"), ("naissance", "04/05/1991"), ("nir", "2 69 05 49 588 157 80"),
            ("siret", "81234567600017"), ("college", "04"), ("embauche", "01/11/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/11/2026"),
            ("courriel", "imprimee@courrier.example"));
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains($"{sheet}/fiche", await nora.Read(sheet), StringComparison.Ordinal);

        var answer = await nora.Client.GetAsync($"{sheet}/fiche");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var pdf = new ReadPdf(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(pdf.IsTagged && pdf.EmbedsItsFonts && !pdf.IsActive);
        foreach (var said in new[] { "Zoé Imprimée", DemoPeople.Brumont.Name, "En cours d’affiliation", "Invitation envoyée", "imprimee@courrier.example" })
            Assert.Contains(said, pdf.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("269054958815780", pdf.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, await Journal(sheet.Split('/')[^1], "sheet-printed"));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"{sheet}/fiche"));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf("/multi-siren/salaries/n-existe-pas/fiche"));
        Assert.Equal(1, await Journal(sheet.Split('/')[^1], "sheet-printed"));
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "sheet.pdf"), await answer.Content.ReadAsByteArrayAsync());
    }

    private Task<long> Journal() => Journal(Covered, "certificate");

    private Task<long> Journal(string employee, string action) => _site.Query<long>(
        "SELECT count(*) FROM journal WHERE owner = @owner AND action = @action", ("@owner", $"multi-siren/{employee}"), ("@action", action));
}
