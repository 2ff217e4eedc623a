using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Statistics;
using Grains.Text;

namespace Grains.Statistics;

/// <summary>The right to have days counted again is the supervisor's account with that role, at the commit.</summary>
[GrainType("statistics")]
public sealed class StatisticsGrain(CommitServices services, Rights rights, StatisticsQueries queries)
    : CommittingGrain<StatisticsState>(services), IStatisticsGrain
{
    protected override string Kind => "statistics";

    // A person who waits for a page goes before.
    protected override CommitLane Lane => CommitLane.Bulk;

    public Task Record(OperationId operation, CountedDays days) => Answer(operation, Condition.None, State.Record(Key, days, Paris.Day(Now)));

    public async Task<Result<StatisticsRefusal>> Recount(Caller by, OperationId operation, DateOnly from) => await Answer(
        operation, rights.ToCall(by, StatisticsRefusal.NotAllowed), State.Recount(Key, by, Now, from, await queries.FirstDay(Key)));
}
