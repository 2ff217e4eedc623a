using Grains.Access;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Routing;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Routing;

/// <summary>Lucien supervises and writes the rules that Nora's requests go by.</summary>
public sealed class RoutingTests : IAsyncLifetime
{
    private static readonly RoutingRule Refunds = new("", "sante", "remboursements", "", "retraite");
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _lucien = null!;
    private string _company = "";

    private IRoutingGrain Routing => _host.Grains.GetGrain<IRoutingGrain>(Caller.StaffPortal);

    private Scope Scope => _host.Get<Rights>().ScopeOf(_lucien);

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora", $"{GrainHost.Portal}/812345676");
        (_claire, _lucien) = (await _host.Adviser("claire"), await _host.Adviser("lucien", StaffRole.Superviseur));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Rule_holds_for_what_is_sent_after_it_and_no_more_once_it_is_gone()
    {
        await _host.SentRequest(_nora, _company, "100");
        Assert.True((await Routing.Add(_lucien, _host.Fresh(), Refunds)).Ok);
        await _host.SentRequest(_nora, _company, "101");
        Assert.True((await Routing.Remove(_lucien, _host.Fresh(), "1")).Ok);
        await _host.SentRequest(_nora, _company, "102");

        Assert.Equal(["sante", "retraite", "sante"], await Teams("100", "101", "102"));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM journal WHERE action LIKE 'route-%'"));
    }

    [Fact]
    public async Task Order_decides_and_a_rule_is_raised_over_another()
    {
        Assert.True((await Routing.Add(_lucien, _host.Fresh(), Refunds)).Ok);
        Assert.True((await Routing.Add(_lucien, _host.Fresh(), new RoutingRule("", "", "", "812345676", "entreprises"))).Ok);
        await _host.SentRequest(_nora, _company, "100");
        Assert.True((await Routing.Raise(_lucien, _host.Fresh(), "2")).Ok);
        await _host.Restart();
        await _host.SentRequest(_nora, _company, "101");

        Assert.Equal(["retraite", "entreprises"], await Teams("100", "101"));
        Assert.Equal(["2", "1"], (await _host.Get<RoutingQueries>().All(Scope)).Select(r => r.Rule));
    }

    [Fact]
    public async Task Open_requests_that_nobody_has_are_counted_and_sent_on_once_and_others_stay()
    {
        foreach (var id in new[] { "100", "101", "102", "103" })
            await _host.SentRequest(_nora, _company, id);
        await _host.Request("101").TakeCharge(_claire, _host.Fresh());
        await _host.Request("102").Withdraw(_nora, _host.Fresh());
        Assert.True((await Routing.Add(_lucien, _host.Fresh(), Refunds)).Ok);
        Assert.Equal(2, await _host.Get<RoutingQueries>().Affected(Scope));
        Assert.Equal(BatchRefusal.NotFound, (await _host.Get<RoutingService>().Apply(_claire, _host.Fresh())).Refusal);

        var batch = (await _host.Get<RoutingService>().Apply(_lucien, _host.Fresh())).Value!;
        var job = new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>());
        foreach (var _ in new[] { 1, 2 })
            await job.Handle(new LeasedJob($"batch/{batch}/0", BatchStep.JobKind, System.Text.Json.JsonSerializer.Serialize(new BatchStep(batch, 0)), JobLane.Bulk, 1, 1, null), default);

        Assert.Equal(["retraite", "sante", "sante", "retraite"], await Teams("100", "101", "102", "103"));
        var found = (await _host.Get<BatchQueries>().Find(Scope, batch, failures: false, null))!;
        Assert.Equal((2, 2), (found.Batch.Total, found.Batch.Done));
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM request_note WHERE kind = {(int)NoteKind.Routed}"));
        Assert.Equal(0, await _host.Get<RoutingQueries>().Affected(Scope));
    }

    [Fact]
    public async Task Supervisors_alone_write_rules_that_say_something()
    {
        Assert.Equal(RoutingRefusal.NotAllowed, (await Routing.Add(_claire, _host.Fresh(), Refunds)).Refusal);
        Assert.Equal(RoutingRefusal.NotAllowed, (await Routing.Add(_nora, _host.Fresh(), Refunds)).Refusal);
        Assert.Equal(RoutingRefusal.Empty, (await Routing.Add(_lucien, _host.Fresh(), new RoutingRule("", "", "", "", "sante"))).Refusal);
        Assert.Equal(RoutingRefusal.Empty, (await Routing.Add(_lucien, _host.Fresh(), Refunds with { Team = "" })).Refusal);
        Assert.Equal(RoutingRefusal.NoSiren, (await Routing.Add(_lucien, _host.Fresh(), Refunds with { Siren = "81234567" })).Refusal);
        var operation = _host.Fresh();
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Routing.Add(_lucien, operation, Refunds)).Ok);
        Assert.Equal(RoutingRefusal.Twice, (await Routing.Add(_lucien, _host.Fresh(), Refunds with { Team = "sante" })).Refusal);
        Assert.Equal(RoutingRefusal.NotAllowed, (await Routing.Remove(_claire, _host.Fresh(), "1")).Refusal);
        Assert.Equal(RoutingRefusal.NotFound, (await Routing.Raise(_lucien, _host.Fresh(), "9")).Refusal);
        Assert.Single(await _host.Get<RoutingQueries>().All(Scope));
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("nothing").Reroute(_lucien, _host.Fresh())).Refusal);
    }

    private async Task<List<string>> Teams(params string[] ids)
    {
        var teams = new List<string>();
        foreach (var id in ids)
            teams.Add((await _host.Get<RequestQueries>().Find(Scope, $"2026-{id}"))!.Team);
        return teams;
    }
}
