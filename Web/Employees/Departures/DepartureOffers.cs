using System.Globalization;
using Grains.Access;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces;
using Grains.Requests.Changes;
using Web.Shared;

namespace Web.Employees.Departures;

/// <summary>What a sent request about a death leaves to declare. Nothing is done by itself.</summary>
public sealed class DepartureOffers(EmployeeQueries employees, Rights rights)
{
    /// <summary>Null where the request reports none, who died has left already, or the caller declares no departure of theirs.</summary>
    /// <param name="change">What the request changes.</param>
    public async Task<DepartureOffer?> After(Caller caller, FormChange? change, CancellationToken cancel)
    {
        if (caller.IsStaff || change is not { Kind: ChangeKind.Death, Employee.Length: > 0 } died)
            return null;
        if (await employees.Sheet(rights.ScopeOf(caller), died.Employee, cancel) is not { MayDepart: true, Employee: { } employee }
            || !await rights.MayActOnEmployees(caller, employee.Company, employee.Siret))
            return null;
        var day = died.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        return new DepartureOffer(
            employee.Name, QueryText.Of($"/{caller.Portal}/salaries/{employee.Id}/depart", ("fin", day), ("cause", DepartureReason.Death)));
    }
}

/// <param name="Path">Of the form, filled in with the day and the reason.</param>
public sealed record DepartureOffer(string Name, string Path);
