using Grains.Access;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports;

/// <summary>Lines of people to affiliate: each is invited.</summary>
public sealed class AffiliationImport(
    EmployeeQueries employees, ContractQueries contracts, ImportQueries imports, KnownPeople known, AffiliationService affiliations, Rights rights,
    TimeProvider clock) : IImportWork
{
    public ImportKind Kind => ImportKind.Affiliations;

    public async Task<IReadOnlyList<JudgedLine>> Judge(Caller by, string import, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel)
    {
        var (scope, facts) = (rights.ScopeOf(by), await FactsOf(by, company, cancel));
        var read = lines.Select(l => (Line: l, Faults: ImportRules.Check(l.Content, facts))).ToList();
        var people = read.Where(l => l.Faults.Count == 0).ToDictionary(l => l.Line.Line.Line, l => ImportRules.Employee(l.Line.Content, facts));
        var first = await imports.FirstOf(scope, import, [.. lines.Select(l => l.Line.Person).Where(p => p.Length > 0).Distinct()], cancel);
        var found = await known.Of(scope, [.. people.Values], cancel);
        return [.. read.Select(l => Verdict(l.Line, l.Faults))];

        JudgedLine Verdict(OpenLine line, IReadOnlyList<LineFault> faults) =>
            faults.Count > 0 ? line.Ended(ImportVerdict.Refused, faults)
            : first.TryGetValue(line.Line.Person, out var earlier) && earlier < line.Line.Line ? line.Refused(ImportFault.Twice, other: earlier)
            : found.Against(people[line.Line.Line]) is not { } against ? line.Ended(ImportVerdict.Ready)
            : line.Ended(against.Fault is ImportFault.Homonym ? ImportVerdict.Refused : ImportVerdict.Skipped, against);
    }

    public async Task<Func<OpenLine, OperationId, Task<JudgedLine>>> Prepare(
        Caller by, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel)
    {
        var facts = await FactsOf(by, company, cancel);
        return (line, operation) => Invite(by, facts, line, operation);
    }

    private async Task<JudgedLine> Invite(Caller by, ImportFacts facts, OpenLine line, OperationId operation)
    {
        // Contracts and establishments may have changed since the dry run.
        if (ImportRules.Check(line.Content, facts) is { Count: > 0 } faults)
            return line.Ended(ImportVerdict.Refused, faults);
        var employee = ImportRules.Employee(line.Content, facts);
        var invited = await affiliations.Invite(by, operation, employee);
        // Without a number, names and birth date are who it is, where one alone has them.
        if (invited.Refusal is EmployeeRefusal.Homonym && employee.Nir.Length == 0 && await affiliations.NamesakesOf(by, employee) is [var same])
            invited = await affiliations.Invite(by, operation, employee with { SameAs = same });
        return invited.Refusal switch
        {
            null => line.Ended(ImportVerdict.Done),
            EmployeeRefusal.AlreadyInvited => line.Skipped(ImportFault.AlreadyInvited),
            EmployeeRefusal.AlreadyCovered => line.Skipped(ImportFault.AlreadyCovered),
            EmployeeRefusal.Homonym or EmployeeRefusal.AlreadyKnown => line.Refused(ImportFault.Homonym),
            EmployeeRefusal.NotFound => line.Refused(ImportFault.NoRight),
            _ => line.Refused(ImportFault.Refused),
        };
    }

    private async Task<ImportFacts> FactsOf(Caller by, string company, CancellationToken cancel)
    {
        var (scope, today) = (rights.ScopeOf(by), Paris.Day(clock.GetUtcNow()));
        var signed = (await contracts.Of(scope, company, cancel)).Contracts;
        return new ImportFacts(
            company, [.. (await employees.Establishments(scope, company, cancel)).Select(e => e.Siret)],
            [.. signed.Where(c => c.StatusOn(today) is ContractStatus.Current or ContractStatus.Upcoming && c.Options.Count > 0)], today);
    }
}
