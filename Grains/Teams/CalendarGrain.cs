using Grains.Access;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Teams;

namespace Grains.Teams;

/// <summary>The right is the supervisor's account with that role, at the commit.</summary>
[GrainType("calendar")]
public sealed class CalendarGrain(CommitServices services, Rights rights, CalendarBook calendars) : CommittingGrain<CalendarState>(services), ICalendarGrain
{
    protected override string Kind => "calendar";

    public async Task<Result<CalendarRefusal>> SetWeek(Caller by, OperationId operation, long seen, IReadOnlyList<string> week) =>
        await Answer(operation, RightOf(by), State.SetWeek(await Turn(by), seen, week));

    public async Task<Result<CalendarRefusal>> Close(Caller by, OperationId operation, SpecialDay day) =>
        await Answer(operation, RightOf(by), State.Close(await Turn(by), day));

    public async Task<Result<CalendarRefusal>> Reopen(Caller by, OperationId operation, DateOnly day) =>
        await Answer(operation, RightOf(by), State.Reopen(await Turn(by), day));

    private async ValueTask<CalendarTurn> Turn(Caller by) => new(Key, by, Now, await calendars.Find(Key));

    private Condition RightOf(Caller by) => rights.ToCall(by, CalendarRefusal.NotAllowed);
}
