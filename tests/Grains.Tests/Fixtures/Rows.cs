using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Silo.Storage;

namespace Grains.Tests.Fixtures;

/// <summary>Rows of a space beside its verbs: what a member's rights are, which establishments it hides.</summary>
public static class Rows
{
    public static async Task Write(this GrainHost host, string space, Effect effect)
    {
        var stored = (await host.Store.Load($"space/{space}"))!.Value;
        var unit = new CommitUnit($"space/{space}", stored.Version, stored.State, Condition.None, null, [effect], host.Clock.GetUtcNow());
        Assert.Equal(CommitVerdict.Committed, (await host.Store.Commit(unit)).Verdict);
    }

    /// <summary>A member of the whole portfolio with these rights.</summary>
    public static Task Give(this GrainHost host, string space, Caller member, UniverseRights rights) => host.Write(
        space, new Upsert(SpaceMemberRow.Of(space, new SpaceMember
        {
            Member = member.Account, Account = member.Account, Role = SpaceRole.Collaborateur, Whole = true, Rights = rights,
        })));

    /// <summary>Another company of a space.</summary>
    public static async Task<string> AddCompany(this GrainHost host, string space, string name)
    {
        var siren = name.All(char.IsAsciiDigit) ? name : $"{name}-siren";
        var company = $"{GrainHost.Portal}/{siren}";
        await host.Grains.GetGrain<ICompanyGrain>(company).Describe(host.Fresh(), new CompanyFacts(siren, $"Maison {name}", "Bellerive", 1));
        Assert.True((await host.Grains.GetGrain<ISpaceGrain>(space).AddCompany(host.Fresh(), company, isHome: false)).Ok);
        return company;
    }

    /// <summary>Rows of employees without their grains, as many as a list needs. Two words of each begin alike.</summary>
    public static async Task InsertEmployees(this GrainHost host, string company, int from, int until, EmployeeStatus status = EmployeeStatus.Covered)
    {
        // A statement has some seconds, and each row its triggers.
        for (var begin = from; begin < until; begin += 2000)
        {
            await host.Get<IHostStore>().Execute(
                """
                INSERT INTO employee_list (employee, portal, company, siret, last_name, first_name, civility, birth_date, hired_on, number, email, folded, words, contracts,
                  status1, reminders, step, mail, nir_hint, iban_hint, waiver, mandate, version)
                WITH RECURSIVE n (i) AS (SELECT $1 + 100000 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2 + 100000)
                SELECT $3 || '/e' || n.i, $3, $4, '1', 'Nom' || n.i, 'Marie', '', '1990-01-01', '2020-01-01', '', '', 'nom' || n.i || ' marie', ' nom' || n.i || ' marie marine',
                  'SA1', $5, 0, 0, '', '', '', '', '', 1 FROM n
                """, CommitLane.Bulk, default, (long)begin, (long)Math.Min(until, begin + 2000), GrainHost.Portal, company, (long)status);
        }
    }
}
