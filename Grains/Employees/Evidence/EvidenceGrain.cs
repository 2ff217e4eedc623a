using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

[GrainType("evidence")]
public sealed class EvidenceGrain(CommitServices services, Rights rights, EvidenceQueries evidence) : CommittingGrain<EvidenceState>(services), IEvidenceGrain
{
    protected override string Kind => "evidence";

    public async Task<Result<EvidenceRefusal>> Prepare(Caller by, OperationId operation, string company)
    {
        var right = rights.ToReadEmployees(by, EvidenceRefusal.NotFound, company);
        var may = !by.IsStaff && Key.StartsWith($"{by.Portal}/", StringComparison.Ordinal) && await rights.Hold(right);
        return await Answer(
            operation, right, may ? State.Prepare(Key, by, company, await evidence.Count(rights.ScopeOf(by), company), Now) : EvidenceRefusal.NotFound);
    }

    public Task<EvidenceDue?> Next(int step) => Task.FromResult(State.At(step));

    public Task Record(OperationId operation, EvidenceDone done) => Answer(operation, Condition.None, State.Record(Key, done, Now));

    public async Task<Result<EvidenceFile, EvidenceRefusal>> Open(Caller by)
    {
        var company = rights.ToReadEmployees(by, EvidenceRefusal.NotFound, State.Company);
        if (!State.IsOf(by) || !await rights.Hold(company))
            return EvidenceRefusal.NotFound;
        var all = rights.ToReadEmployees(by, EvidenceRefusal.Hidden, State.Company, [.. State.Sirets]);
        return await Answer(default, all, State.Open(Key, by, await rights.Hold(all), Now));
    }
}
