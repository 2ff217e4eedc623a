namespace Grains.Contracts;

public enum Section
{
    Forms,
    Requests,
    Letters,
    Contacts,
    Offers,
    Contracts,
    Documents,
    Dsn,
    Employees,
    RetirementServices,
}

/// <summary>What a page offers, by what the company is covered for.</summary>
public static class CoverageSections
{
    private static readonly IReadOnlyList<Section> Always = [Section.Forms, Section.Requests, Section.Letters, Section.Contacts, Section.Offers];

    public static IReadOnlyList<Section> Sections(this Coverage coverage, bool mayReadEmployees)
    {
        List<Section> shown = [.. Always];
        if (coverage.Health.IsShown || coverage.Provident.IsShown)
            shown.AddRange([Section.Contracts, Section.Documents, Section.Dsn]);
        if (coverage.Affiliation && mayReadEmployees)
            shown.Add(Section.Employees);
        if (coverage.Retirement)
            shown.Add(Section.RetirementServices);
        return shown;
    }

    /// <summary>Pages of a universe: its contracts and their sheet for payroll; provident has its documents beside, retirement is links alone.</summary>
    public static IReadOnlyList<Section> SectionsOf(this Coverage coverage, Universe universe) => universe switch
    {
        Universe.Health when coverage.Health.IsShown => [Section.Contacts, Section.Contracts, Section.Dsn],
        Universe.Provident when coverage.Provident.IsShown => [Section.Contacts, Section.Contracts, Section.Dsn, Section.Documents],
        Universe.Retirement when coverage.Retirement => [Section.RetirementServices],
        _ => [],
    };
}
