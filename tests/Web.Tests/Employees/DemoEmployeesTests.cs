using Dapper;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed class DemoEmployeesTests
{
    [Fact]
    public async Task A_seed_that_was_interrupted_begins_again_and_gives_the_same_people_once()
    {
        await using var site = new Site();
        var before = await Read(site);
        Assert.True(before.Count > 80);

        // Cut off at its very end, it goes the whole way again.
        await site.Store.WriteSetting("demo", "begun");
        await site.Services.GetRequiredService<DemoSeed>().Run("1");

        Assert.Equal(before, await Read(site));
    }

    private static async Task<IReadOnlyList<string>> Read(Site site)
    {
        await using var database = await site.Database();
        var people = await database.QueryAsync<string>(
            """
            SELECT e.employee || ' ' || e.last_name || ' ' || e.first_name || ' ' || e.version
              || ' ' || (SELECT count(*) FROM employee_interval i WHERE i.employee = e.employee) || ' ' || (SELECT count(*) FROM employee_event h WHERE h.employee = e.employee)
              || ' ' || (SELECT count(*) FROM employee_paper p WHERE p.employee = e.employee) || ' ' || (SELECT count(*) FROM letter l WHERE l.owner = e.employee)
            FROM employee_list e ORDER BY e.employee
            """);
        return [.. people];
    }
}
