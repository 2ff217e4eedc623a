using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <summary>A row of the list as it is read: an employee with one of their contracts.</summary>
internal sealed record EmployeeListed : EmployeeSummary
{
    /// <summary>By which a search found them.</summary>
    public string Word { get; init; } = "";

    public string? InContract { get; init; }

    public long Universe { get; init; }

    public string OptionCode { get; init; } = "";

    public string Option { get; init; } = "";

    public string SinceOn { get; init; } = "";

    public string UntilOn { get; init; } = "";

    public EmployeeStatus? InStatus { get; init; }

    /// <summary>With their contracts, and the status of the one that is asked for.</summary>
    public EmployeeListed With(EmployeeFilter filter, IReadOnlyList<EmployeeListed> rows)
    {
        List<EmployeeContract> contracts = [.. rows.Where(r => r.InContract is not null).Select(r => r.Contract())];
        var asked = contracts.FirstOrDefault(c => c.Contract == filter.Contract);
        return this with { Contracts = contracts, Status = asked?.Status ?? Status };
    }

    private EmployeeContract Contract() => new()
    {
        Employee = Employee,
        Contract = InContract!,
        Universe = (Grains.Contracts.Universe)Universe,
        OptionCode = OptionCode,
        Option = Option,
        SinceOn = SinceOn,
        UntilOn = UntilOn,
        Status = InStatus!.Value,
    };
}
