using System.Net;
using Grains.Interfaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Clients;

public sealed class ClientSheetTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("brumont", "Ateliers Brumont")]
    [InlineData("812 345 676", "Ateliers Brumont")]
    [InlineData("VASSELIN nora", "Nora Vasselin")]
    [InlineData("06 39 98 00 47", "Nora Vasselin")]
    [InlineData("nora.vasselin@ateliers-brumont.example", "Nora Vasselin")]
    [InlineData("2026-000003", "Arrêt de travail")]
    public async Task Adviser_finds_a_client_and_a_request(string typed, string found)
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        var page = WebUtility.HtmlDecode(await claire.Read($"/gestion/recherche?q={Uri.EscapeDataString(typed)}"));

        Assert.Contains(found, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_shows_companies_requests_and_sign_ins_and_says_who_read_it()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var lucien = await site.SignInStaff(StaffRole.Superviseur);
        using var claire = await site.SignIn(DemoPeople.Claire);
        var sheet = $"/gestion/clients/personnes/{DemoPeople.Nora.Key}";
        await lucien.Read(sheet);

        var page = await claire.Read(sheet);

        foreach (var shown in new[] { "Nora Vasselin", "Ateliers Brumont", "2026-000003", "Connexion", "Fiche consultée", "Maxence Tillard", DemoPeople.Claire.Name })
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Equal(2L, await site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner", ("@owner", $"personnes/{DemoPeople.Nora.Key}")));
        Assert.Contains("Nora Vasselin", await claire.Read($"/gestion/clients/entreprises/{DemoPeople.Brumont.Key}"), StringComparison.Ordinal);
        Assert.Contains("10482271", await claire.Read("/gestion/clients/assures/10482271"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("personnes/nobody")]
    [InlineData("personnes/demo-claire")]
    [InlineData("entreprises/multi-siren/000000000")]
    [InlineData("autres/demo-nora")]
    public async Task What_is_no_client_is_not_found_and_leaves_no_trace(string sheet)
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf($"/gestion/clients/{sheet}"));

        Assert.Equal(0L, await site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner", ("@owner", sheet)));
    }
}
