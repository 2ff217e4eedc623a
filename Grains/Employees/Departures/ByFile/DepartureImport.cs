using Grains.Access;
using Grains.Accounts;
using Grains.Employees.Imports;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Departures.ByFile;

/// <summary>
/// Lines of people who leave. The dry run is the simulator, by the code that declares a departure; what is declared is what it showed. Each is declared in
/// their own commit, by the right of who confirmed, who may take it back that day; each leaver is told by it, once.
/// </summary>
public sealed class DepartureImport(
    IGrainFactory grains, LeaversByLine leavers, ImportQueries imports, ImportSeal seal, AffiliationService affiliations, PolicyBook policies, Rights rights,
    TimeProvider clock) : IImportWork
{
    public ImportKind Kind => ImportKind.Departures;

    private DateOnly Today => Paris.Day(clock.GetUtcNow());

    public async Task<IReadOnlyList<JudgedLine>> Judge(Caller by, string import, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel)
    {
        var scope = rights.ScopeOf(by);
        var read = lines.Select(l => (Line: l, Faults: DepartureRules.Check(l.Content, Today))).ToList();
        var whom = await leavers.Of(scope, company, [.. read.Where(l => l.Faults.Count == 0).Select(l => l.Line.Content)], cancel);
        // Whichever way two lines name somebody, it is the same person.
        var persons = whom.Where(w => w.Value.Who is not null).ToDictionary(w => w.Key, w => seal.PersonOf(import, w.Value.Who!.Employee));
        var first = new Dictionary<string, int>(await imports.FirstOf(scope, import, [.. persons.Values.Distinct()], cancel));
        foreach (var (line, person) in persons.OrderBy(p => p.Key))
            first[person] = Math.Min(first.GetValueOrDefault(person, line), line);
        var unreachable = await Unreachable(by, [.. read.Where(l => whom.GetValueOrDefault(l.Line.Line.Line)?.Who is not null)
            .Select(l => (l.Line.Content, whom[l.Line.Line.Line].Who!))], cancel);
        return [.. read.Select(l => Verdict(l.Line, l.Faults))];

        JudgedLine Verdict(OpenLine line, IReadOnlyList<LineFault> faults)
        {
            if (faults.Count > 0)
                return line.Ended(ImportVerdict.Refused, faults);
            var number = line.Line.Line;
            if (whom[number] is not { Who: { } leaver })
                return line.Ended(ImportVerdict.Refused, whom[number].Fault!);
            line = line with { Line = line.Line with { Person = persons[number], Outcome = OutcomeOf(by, leaver, line.Content) } };
            var day = DepartureRules.LastDay(line.Content)!.Value;
            return first[persons[number]] is var earlier && earlier < number ? line.Refused(ImportFault.Twice, other: earlier)
                : leaver.Stop(day) is { } stop ? Stopped(line, stop)
                : unreachable.Contains(number) ? line.Refused(ImportFault.NoAddress, ImportField.Email)
                : line.Ended(ImportVerdict.Ready, day < Today ? [new LineFault(ImportFault.PastDay, ImportField.LastDay)] : []);
        }
    }

    public async Task<Func<OpenLine, OperationId, Task<JudgedLine>>> Prepare(
        Caller by, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel)
    {
        var whom = await leavers.Of(
            rights.ScopeOf(by), company, [.. lines.Select(l => l.Content).Where(l => DepartureRules.Check(l, Today).Count == 0)], cancel);
        return (line, operation) => Depart(by, whom.GetValueOrDefault(line.Line.Line), line, operation);
    }

    private async Task<JudgedLine> Depart(Caller by, Meant? whom, OpenLine line, OperationId operation)
    {
        if (whom is null)
            return line.Ended(ImportVerdict.Refused, DepartureRules.Check(line.Content, Today));
        if (whom.Who is not { } leaver)
            return line.Ended(ImportVerdict.Refused, whom.Fault!);
        var departure = DepartureRules.Departure(line.Content);
        // Of who has left by this very line it is the same as before.
        if (OutcomeOf(by, leaver, line.Content) != line.Line.Outcome)
            return leaver.Stop(departure.LastDay) is LeaverStop.Left ? line.Skipped(ImportFault.AlreadyLeft) : line.Refused(ImportFault.Changed);
        var left = await affiliations.Depart(by, operation, leaver.Id, departure);
        return left.Refusal switch
        {
            null => line.Ended(ImportVerdict.Done),
            EmployeeRefusal.AlreadyLeft => line.Skipped(ImportFault.AlreadyLeft),
            EmployeeRefusal.NotCovered => line.Refused(ImportFault.NotCovered),
            EmployeeRefusal.WrongDay => line.Refused(ImportFault.LeftBeforeHire, ImportField.LastDay),
            EmployeeRefusal.NoAddress => line.Refused(ImportFault.NoAddress, ImportField.Email),
            EmployeeRefusal.NotFound => line.Refused(ImportFault.NoRight),
            _ => line.Refused(ImportFault.Refused),
        };
    }

    private LineOutcome OutcomeOf(Caller by, Leaver leaver, LineContent line)
    {
        var outcome = DepartureOutcome.Of(
            leaver.Covers, leaver.Hired, DepartureRules.LastDay(line)!.Value, DepartureRules.Reason(line)!, policies.For(by.Portal).PortabilityStart);
        return new LineOutcome(outcome.Portability, outcome.Period?.To);
    }

    /// <summary>Lines of those whom neither an e-mail nor a letter would reach. Their own grain is asked only where no row says it.</summary>
    private async Task<IReadOnlySet<int>> Unreachable(Caller by, IReadOnlyList<(LineContent Line, Leaver Who)> people, CancellationToken cancel)
    {
        var unsure = people.Where(p => p.Who.Email.Length == 0 && p.Line[ImportField.Email].Length == 0 && !DepartureRules.HasAddress(p.Line)
            && DepartureRules.Reason(p.Line)!.Ground is not DepartureGround.Death).ToList();
        var found = new HashSet<int>();
        foreach (var some in unsure.Chunk(ImportJob.AtATime))
        {
            cancel.ThrowIfCancellationRequested();
            var knows = await Task.WhenAll(some.Select(p => grains.GetGrain<IEmployeeGrain>(p.Who.Employee).KnowsAddress(by)));
            found.UnionWith(some.Where((_, i) => !knows[i]).Select(p => p.Line.Line));
        }
        return found;
    }

    private static JudgedLine Stopped(OpenLine line, LeaverStop stop) => stop switch
    {
        LeaverStop.NoRight => line.Refused(ImportFault.NoRight),
        LeaverStop.Left => line.Skipped(ImportFault.AlreadyLeft),
        LeaverStop.NotCovered => line.Refused(ImportFault.NotCovered),
        _ => line.Refused(ImportFault.LeftBeforeHire, ImportField.LastDay),
    };
}
