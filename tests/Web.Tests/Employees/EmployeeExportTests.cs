using System.IO.Compression;
using System.Net;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Silo.Demo;
using Web.Shared.Tables;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed class EmployeeExportTests(Site site) : IClassFixture<Site>
{
    private const string Formula = "=HYPERLINK(\"https://ailleurs.example\")";
    private readonly Site _site = site;

    [Fact]
    public async Task The_whole_list_downloads_as_csv_and_as_a_workbook_and_no_name_is_a_formula()
    {
        await _site.Services.GetRequiredService<IGrainFactory>().GetGrain<IEmployeeGrain>("multi-siren/e-formule").Describe(
            new OperationId("formule"), new EmployeeFacts(DemoPeople.Brumont.Key, new Person(Formula, "Zoé", new DateOnly(1990, 1, 2)), "",
                new Employment("81234567600017", new DateOnly(2020, 1, 1)), [new CoverInterval("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1))]));
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var csv = await nora.Client.GetAsync($"/multi-siren/salaries/export?entreprise={DemoPeople.Vaudrelle.Siren}&format=csv");
        var text = await csv.Content.ReadAsStringAsync();
        var all = await nora.Read("/multi-siren/salaries/export?entreprise=toutes&format=csv");
        var book = await nora.Client.GetByteArrayAsync("/multi-siren/salaries/export?entreprise=toutes&format=xlsx");

        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("Salariés.csv", csv.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal(15, text.TrimEnd().Split("\r\n").Length);
        Assert.StartsWith(
            $"\"'{Formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\";Zoé;02/01/1990;",
            Assert.Single(all.Split("\r\n"), line => line.Contains("HYPERLINK", StringComparison.Ordinal)), StringComparison.Ordinal);
        await using var zip = new ZipArchive(new MemoryStream(book));
        var sheet = await new StreamReader(zip.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open()).ReadToEndAsync();
        Assert.Contains("=HYPERLINK(", WebUtility.HtmlDecode(sheet), StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal);
        Assert.Equal(all.TrimEnd().Split("\r\n").Length, sheet.Split("<row").Length - 1);
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public async Task A_right_lost_meanwhile_cuts_the_download_and_leaves_no_whole_file(TableFormat format)
    {
        var body = new MemoryStream();
        var connection = new Connection();
        var http = new DefaultHttpContext { Response = { Body = body } };
        http.Features.Set<IHttpRequestLifetimeFeature>(connection);

        await new TableFile("Salariés", format, ["Nom"], Lost()).ExecuteResultAsync(new ActionContext(http, new RouteData(), new ActionDescriptor()));

        Assert.True(connection.IsCut);
        if (format is TableFormat.Xlsx)
            Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(body.ToArray())));
    }

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Lost()
    {
        yield return [["Corvandier"]];
        await Task.Yield();
        throw new AccessLostException();
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public bool IsCut { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsCut = true;
    }
}
