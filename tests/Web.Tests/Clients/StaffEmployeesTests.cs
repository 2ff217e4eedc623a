using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Clients;

public sealed class StaffEmployeesTests(Site site) : IClassFixture<Site>
{
    private static readonly string All = $"/gestion/salaries/{DemoPeople.Vaudrelle.Key}";
    private static readonly string Sheet = $"/gestion/clients/entreprises/{DemoPeople.Vaudrelle.Key}";
    private readonly Site _site = site;

    [Fact]
    public async Task An_adviser_sees_the_first_employees_on_the_company_s_sheet_and_all_of_them_behind_it()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var sheet = await claire.Read(Sheet);
        var all = await claire.Read(All);

        Assert.Equal(10, sheet.Split("<li data-employee=").Length - 1);
        Assert.Contains($"href=\"{All}\"", sheet, StringComparison.Ordinal);
        Assert.Contains("data-count=\"tous\">14<", all, StringComparison.Ordinal);
        Assert.Equal(14, all.Split("data-employee=").Length - 1);
        Assert.Equal(1, (await claire.Read($"{All}?statut=dispense")).Split("data-employee=").Length - 1);
    }
}
