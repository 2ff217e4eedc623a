using Grains.Access;
using Grains.Employees.Imports;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Departures.ByFile;

/// <summary>Whom lines mean among those of their company that the caller sees: nobody leaves by a guess.</summary>
public sealed class LeaversByLine(KnownPeople known, DepartureQueries departures)
{
    /// <summary>By line: who it is, or why nobody is.</summary>
    /// <param name="lines">Without a fault of their own, as many as a chunk has.</param>
    internal async Task<IReadOnlyDictionary<int, Meant>> Of(Scope scope, string company, IReadOnlyList<LineContent> lines, CancellationToken cancel)
    {
        var asked = lines.Select(l => (l.Line, Nir: ImportRules.NirOf(l) is { Length: > 0 } nir ? known.NirOf(company, nir) : null, Names: Names(company, l), Content: l))
            .ToList();
        var (numbered, named) = await known.Holders(
            scope, [.. asked.Select(a => a.Nir).OfType<string>().Distinct()], [.. asked.SelectMany(a => a.Names).Distinct()], cancel);
        var seen = (await departures.Of(scope, [.. numbered.Values.Concat(named.Values).Distinct()], cancel)).ToDictionary(l => l.Employee);
        return asked.ToDictionary(a => a.Line, a => a.Nir is null ? OfName(a.Names) : OfNumber(a.Nir, a.Content));

        Meant OfNumber(string nir, LineContent line) =>
            numbered.GetValueOrDefault(nir) is not { } key || seen.GetValueOrDefault(key) is not { } leaver ? new(new LineFault(ImportFault.UnknownPerson, ImportField.Nir))
            : IsSaid(leaver, line) ? new(leaver) : new(new LineFault(ImportFault.TwoPeople, ImportField.Nir));

        Meant OfName(IReadOnlyList<string> names) => names.Select(named.GetValueOrDefault).OfType<string>().Select(seen.GetValueOrDefault).OfType<Leaver>().ToList() switch
        {
            [] => new(new LineFault(ImportFault.UnknownPerson)),
            [var one] => new(one),
            _ => new(new LineFault(ImportFault.Namesakes, ImportField.Nir)),
        };
    }

    // Only where no number says it: as many as there may be of one name, born the same day.
    private static IReadOnlyList<string> Names(string company, LineContent line)
    {
        if (ImportRules.NirOf(line).Length > 0)
            return [];
        var person = new Person(line[ImportField.LastName], line[ImportField.FirstName], ImportRules.Day(line, ImportField.BirthDate)!.Value);
        return [.. Enumerable.Range(1, Namesakes.Most).Select(rank => EmployeeClaims.NameOf(company, person, rank))];
    }

    // A digit that slips may be somebody else's number: a name or the birth date must agree, where one is said.
    private static bool IsSaid(Leaver leaver, LineContent line)
    {
        var (name, born) = (line[ImportField.LastName], line[ImportField.BirthDate]);
        var words = leaver.Words.Split(' ');
        return (name.Length == 0 && born.Length == 0)
            || (name.Length > 0 && SearchText.Normalize(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(words.Contains))
            || (born.Length > 0 && EmployeeChange.Day(ImportRules.Day(line, ImportField.BirthDate)) == leaver.BirthDate);
    }
}

/// <summary>Whom a line means: somebody, or a fault.</summary>
internal sealed record Meant(Leaver? Who, LineFault? Fault)
{
    public Meant(Leaver who) : this(who, null)
    {
    }

    public Meant(LineFault fault) : this(null, fault)
    {
    }
}
