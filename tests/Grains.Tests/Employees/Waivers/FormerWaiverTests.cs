using System.Text.Json;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees.Waivers;

/// <summary>Waivers from before there was a register: the affiliation alone kept them.</summary>
public sealed class FormerWaiverTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    private FormerWaivers Former => _staff.Host.Get<FormerWaivers>();

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task One_is_carried_over_as_it_was_asked_and_once_and_the_employer_answers_it()
    {
        var (id, key, _) = await _staff.Asking("W3");
        var was = await _staff.Waiver(id);
        var told = await _staff.Host.MailCount("waiver-asked");
        await AsBefore(key, "W3");
        Assert.Equal(0, await Registered());
        _staff.Host.Clock.Advance(TimeSpan.FromDays(2));
        _staff.Pass(TimeSpan.Zero);

        await Former.Plan(default);
        await Former.Plan(default);

        var kept = await _staff.Waiver(id);
        Assert.Equal((was.Waiver, was.Contract, was.CaseCode, was.AskedAt, was.Reason), (kept.Waiver, kept.Contract, kept.CaseCode, kept.AskedAt, kept.Reason));
        Assert.Equal((1, told), (await Registered(), await _staff.Host.MailCount("waiver-asked")));
        Assert.True((await _staff.Accept(id)).Ok);
    }

    [Fact]
    public async Task What_the_contract_opens_no_more_is_forgotten_and_an_answered_one_stays()
    {
        var (_, closed, _) = await _staff.Asking("W3");
        var (answered, _, _) = await _staff.Asking("W3");
        Assert.True((await _staff.Accept(answered)).Ok);
        await AsBefore(closed, "W7");

        await Former.Plan(default);

        Assert.Equal(1, await Registered());
        Assert.Equal(WaiverStage.Accepted, (await _staff.Waiver(answered)).Stage);
    }

    private Task<long> Registered() => _staff.Host.Count("SELECT count(*) FROM employee_waiver");

    // As the release before the register left it: in the state alone, and named in the list.
    private async Task AsBefore(string key, string of)
    {
        var stored = (await _staff.Host.Store.Load($"employee/{key}"))!.Value;
        var state = JsonSerializer.Deserialize<EmployeeState>(stored.State.Span, GrainState.Json)!;
        var before = state with
        {
            Waivers = [], Affiliation = state.Affiliation with { Waiver = new WaiverAsked(WaiverStaff.Health, of, state.Waivers[0].Reason, true) },
        };
        var unit = new CommitUnit(
            $"employee/{key}", stored.Version, JsonSerializer.SerializeToUtf8Bytes(before, GrainState.Json), Condition.None, null,
            [Delete.Of<EmployeeWaiverRow>(key, state.Waivers[0].Id)], _staff.Host.Clock.GetUtcNow());
        Assert.Equal(CommitVerdict.Committed, (await _staff.Host.Store.Commit(unit)).Verdict);
        await _staff.Host.Restart();
    }
}
