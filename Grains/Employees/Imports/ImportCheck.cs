using Grains.Access;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports;

/// <summary>The dry run: what would become of lines if they were committed now. Nobody is invited.</summary>
public sealed class ImportCheck(
    EmployeeQueries employees, ContractQueries contracts, ImportQueries imports, KnownPeople known, ImportSeal seal, Rights rights, TimeProvider clock)
{
    public async Task<ImportFacts> FactsOf(Caller by, string company, CancellationToken cancel)
    {
        var (scope, today) = (rights.ScopeOf(by), Paris.Day(clock.GetUtcNow()));
        var signed = (await contracts.Of(scope, company, cancel)).Contracts;
        return new ImportFacts(
            company, [.. (await employees.Establishments(scope, company, cancel)).Select(e => e.Siret)],
            [.. signed.Where(c => c.StatusOn(today) is ContractStatus.Current or ContractStatus.Upcoming && c.Options.Count > 0)], today);
    }

    public async Task<IReadOnlyList<JudgedLine>> Judge(Caller by, string import, string company, IReadOnlyList<ImportLine> lines, CancellationToken cancel)
    {
        var (scope, facts) = (rights.ScopeOf(by), await FactsOf(by, company, cancel));
        var read = lines.Select(l => (Line: l, Content: seal.Open(import, l.Line, l.Content)))
            .Select(l => (l.Line, l.Content, Faults: ImportRules.Check(l.Content, facts))).ToList();
        var people = read.Where(l => l.Faults.Count == 0).ToDictionary(l => l.Line.Line, l => ImportRules.Employee(l.Content, facts));
        var first = await imports.FirstOf(scope, import, [.. lines.Select(l => l.Person).Where(p => p.Length > 0).Distinct()], cancel);
        var found = await known.Of(scope, [.. people.Values], cancel);
        return [.. read.Select(l => Verdict(l.Line, l.Faults))];

        JudgedLine Verdict(ImportLine line, IReadOnlyList<LineFault> faults) =>
            faults.Count > 0 ? new(line, ImportVerdict.Refused, faults)
            : first.TryGetValue(line.Person, out var earlier) && earlier < line.Line
                ? new(line, ImportVerdict.Refused, [new LineFault(ImportFault.Twice, ImportField.None, earlier)])
            : found.Against(people[line.Line]) is not { } against ? new(line, ImportVerdict.Ready, [])
            : new(line, against.Fault is ImportFault.Homonym ? ImportVerdict.Refused : ImportVerdict.Skipped, [against]);
    }
}
