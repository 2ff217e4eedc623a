using System.Globalization;
using System.Text.Json;
using Dapper;
using Grains.Access;
using Grains.Batches;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Teams;
using Grains.Requests;
using Grains.Requests.Promises;
using Grains.Tests.Fixtures;
using Grains.Text;
using Tests.Fixtures;

namespace Grains.Tests.Teams;

/// <summary>What is promised to Nora when Lucien, who supervises, changes the hours of her team (spec 7.10).</summary>
public sealed class ReplanTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _lucien = null!;

    private ICalendarGrain Care => _host.Grains.GetGrain<ICalendarGrain>("sante");

    private Scope Scope => _host.Get<Rights>().ScopeOf(_lucien);

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        _claire = await _host.Adviser("claire");
        _lucien = await _host.Adviser("lucien", StaffRole.Superviseur);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Closing_puts_off_what_is_promised_beyond_it_once_with_an_event_and_its_end_brings_nothing_forward()
    {
        await Send("2", "23/12/2026 15:00");
        await Send("1", "24/12/2026 10:00");
        Assert.Equal((At("24/12/2026 18:00"), At("24/12/2026 13:30")), (await Due("1"), await Due("2")));
        At("24/12/2026 11:00", go: true);
        Assert.Equal(2, await _host.Get<ReplanQueries>().Running(Scope, "sante", ReplanWork.From(new(2026, 12, 24), Now)));

        Assert.True((await Care.Close(_lucien, _host.Fresh(), new SpecialDay(new(2026, 12, 24), "08:30-12:00", "Réveillon"))).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal((At("28/12/2026 14:30"), At("28/12/2026 10:00")), (await Due("1"), await Due("2")));
        var said = (await Thread("1")).Slice.Entries[^1];
        Assert.Equal((EntryKind.PromiseReplanned, "2026-12-24\nRéveillon"), (said.Kind, said.Text));
        await Again();
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM entry WHERE kind = {(int)EntryKind.PromiseReplanned}"));
        Assert.Equal((2, 2, 0), await Batch() is var done ? (done.Total, done.Done, done.Skipped) : default);

        Assert.True((await Care.Reopen(_lucien, _host.Fresh(), new(2026, 12, 24))).Ok);
        await _host.RunGrainWork(JobLane.Bulk);
        Assert.Equal(At("28/12/2026 14:30"), await Due("1"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM batch_list"));
    }

    [Fact]
    public async Task Shorter_week_counts_from_now_on_and_what_was_used_stays_used()
    {
        await Send("1", "30/11/2026 08:30");
        At("30/11/2026 12:30", go: true);

        Assert.True((await Care.SetWeek(_lucien, _host.Fresh(), 0, Week("14:00-18:00"))).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        // Four hours are used; four are left, of today's afternoon.
        Assert.Equal(At("30/11/2026 18:00"), await Due("1"));
        await Send("2", "30/11/2026 13:00");
        Assert.Equal(At("01/12/2026 18:00"), await Due("2"));
        Assert.Equal((EntryKind.PromiseReplanned, ""), (await Thread("1")).Slice.Entries[^1] is var said ? (said.Kind, said.Text) : default);
    }

    [Fact]
    public async Task Longer_week_brings_nothing_forward_and_makes_no_event()
    {
        await Send("1", "30/11/2026 08:30");
        At("30/11/2026 12:30", go: true);

        Assert.True((await Care.SetWeek(_lucien, _host.Fresh(), 0, Week("08:00-20:00"))).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(At("30/11/2026 16:30"), await Due("1"));
        Assert.Equal(EntryKind.Message, (await Thread("1")).Slice.Entries[^1].Kind);
        Assert.Equal((1, 0, 1), await Batch() is var done ? (done.Total, done.Done, done.Skipped) : default);
    }

    [Fact]
    public async Task Next_promises_are_the_end_of_an_index_of_their_team()
    {
        if (TestStore.IsPostgres)
            return;
        foreach (var (sql, parameters) in new[] { "", $"{Now.ToUnixTimeMilliseconds():D13}_x" }
            .Select(p => ReplanQueries.NextOf(Scope, "sante", Now, p, 200)).Select(s => (s.Sql, s.Parameters))
            .Append((ReplanQueries.CountOf(Scope, "sante", Now).Sql, ReplanQueries.CountOf(Scope, "sante", Now).Parameters)))
        {
            await using var reading = await _host.Store.OpenRead();
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
                $"EXPLAIN QUERY PLAN {sql}", Scope.Parameters([.. parameters]))).Select(p => p.Detail).ToList();
            Assert.Contains(plan, d => d.StartsWith("SEARCH p ", StringComparison.Ordinal) && d.Contains("request_promise_team", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, d => d is "SCAN p" or "SCAN r");
        }
    }

    [Fact]
    public async Task What_stands_still_is_late_or_is_another_team_s_stays()
    {
        await Send("1", "30/11/2026 08:30");
        await Send("2", "30/11/2026 08:30");
        await Send("3", "30/11/2026 08:30");
        foreach (var id in new[] { "1", "2" })
            Assert.True((await _host.Request(id).TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await _host.Request("1").AskFor(_claire, _host.Fresh(), ["Volet 3"], "")).Ok);
        Assert.True((await _host.Request("2").Transfer(_claire, _host.Fresh(), new RequestTransfer("retraite", "", "À vous"))).Ok);
        At("30/11/2026 17:00", go: true);

        Assert.True((await Care.Close(_lucien, _host.Fresh(), new SpecialDay(new(2026, 12, 1), "", "Inventaire"))).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal((null, At("30/11/2026 16:30"), At("30/11/2026 16:30")), (await Due("1"), await Due("2"), await Due("3")));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM entry WHERE kind = {(int)EntryKind.PromiseReplanned}"));
        var office = _host.Grains.GetGrain<IRequestOfficeGrain>($"{GrainHost.Portal}/1");
        var change = new CalendarChange("sante", Now, [], new(2026, 12, 1), "Inventaire");
        Assert.Equal(RequestRefusal.NoPromise, (await office.Replan(_lucien, _host.Fresh(), change)).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await office.Replan(_claire, _host.Fresh(), change)).Refusal);
    }

    // The node that did the batch died before it said so.
    private async Task Again()
    {
        var batch = (await _host.Get<BatchQueries>().List(Scope))[0].Batch;
        var job = new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>());
        await job.Handle(new LeasedJob($"batch/{batch}/0", BatchStep.JobKind, JsonSerializer.Serialize(new BatchStep(batch, 0)), JobLane.Bulk, 1, 1, null), default);
        foreach (var id in new[] { "1", "2" })
        {
            var change = new CalendarChange("sante", Now, [], new(2026, 12, 24), "Réveillon");
            Assert.Equal(
                RequestRefusal.AlreadyThere, (await _host.Grains.GetGrain<IRequestOfficeGrain>($"{GrainHost.Portal}/{id}").Replan(_lucien, _host.Fresh(), change)).Refusal);
        }
    }

    private async Task<BatchSummary> Batch() => (await _host.Get<BatchQueries>().List(Scope))[0];

    private static List<string> Week(string hours) => ["", .. Enumerable.Repeat(hours, 5), ""];

    private DateTimeOffset Now => _host.Clock.GetUtcNow();

    private static DateTimeOffset At(string local) => Paris.At(DateTime.ParseExact(local, "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));

    private void At(string local, bool go)
    {
        Assert.True(go);
        _host.Clock.SetUtcNow(At(local));
    }

    // Eight open hours are promised.
    private async Task Send(string id, string at)
    {
        At(at, go: true);
        var answers = GrainHost.Answers(Company);
        answers["motif"] = "tiers-payant";
        var request = _host.Request(id);
        Assert.True((await request.Begin(_nora, _host.Fresh(), "contact", Company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(5, answers))).Ok);
        Assert.True((await request.Send(_nora, _host.Fresh(), $"2026-{id}")).Ok);
    }

    private async Task<DateTimeOffset?> Due(string id) => (await _host.Get<RequestQueries>().Find(Scope, $"2026-{id}"))!.DueAt;

    private async Task<ThreadFacts> Thread(string id) => (await _host.Get<ThreadQueries>().Page(Scope, $"2026-{id}"))!;
}
