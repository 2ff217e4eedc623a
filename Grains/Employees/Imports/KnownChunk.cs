using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>Who of a chunk is known, and how they stand.</summary>
internal sealed record KnownChunk(
    IReadOnlyDictionary<string, string> Numbered, IReadOnlyDictionary<string, string> Named, IReadOnlySet<string> Asked,
    ILookup<string, KnownPeople.Cover> Covered, Func<NewEmployee, string> NirOf)
{
    /// <summary>What is known against an invitation, or nothing.</summary>
    public LineFault? Against(NewEmployee person)
    {
        var numbered = person.Nir.Length > 0 ? Numbered.GetValueOrDefault(NirOf(person)) : null;
        var named = Named.GetValueOrDefault(EmployeeClaims.NameOf(person.Company, person.Person));
        // A number that nobody has, and a name that somebody has: one person or two, who knows. The form asks.
        if (numbered is null && named is not null && (person.Nir.Length > 0 || Named.ContainsKey(EmployeeClaims.NameOf(person.Company, person.Person, 2))))
            return new(ImportFault.Homonym);
        if ((numbered ?? named) is not { } employee)
            return null;
        return Asked.Contains(employee) ? new(ImportFault.AlreadyInvited)
            : person.Covers.Any(c => Covered[employee].Any(v => v.Contract == c.Contract && !EndsBefore(v, c.From))) ? new(ImportFault.AlreadyCovered)
            : null;
    }

    private static bool EndsBefore(KnownPeople.Cover cover, DateOnly day) =>
        cover.ToOn.Length > 0 && string.CompareOrdinal(cover.ToOn, EmployeeChange.Day(day)) < 0;
}
