using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees.Waivers;

/// <summary>A waiver is asked for, decided, and ends; on a real store.</summary>
public sealed class EmployeeWaiverTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task An_accepted_waiver_holds_from_its_first_day_to_its_last_and_the_clock_alone_ends_it()
    {
        var (id, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(100));
        Assert.Equal(EmployeeStatus.Pending, (await _staff.Sheet(id)).Employee.Status);

        Assert.True((await _staff.Accept(id)).Ok);

        await _staff.Host.Restart();
        var sheet = await _staff.Sheet(id);
        Assert.Equal(EmployeeStatus.Waived, sheet.Employee.Status);
        Assert.Equal([new CoverInterval("SA1", CoverKind.Waived, _staff.Today, _staff.Today.AddDays(100), "", "BASE")], sheet.Covers);
        Assert.Equal((WaiverStage.Accepted, ""), (sheet.Waivers[0].Stage, sheet.Employee.Waiver));
        Assert.Contains(sheet.Events, e => e.Kind == (long)EmployeeEventKind.WaiverAccepted && e.Name == _staff.Nora.Name);
        // No job runs here: whoever looks the day after reads it.
        _staff.Pass(TimeSpan.FromDays(100));
        Assert.Equal(EmployeeStatus.Waived, (await _staff.Sheet(id)).Employee.Status);
        _staff.Pass(TimeSpan.FromDays(1));
        Assert.Equal(EmployeeStatus.ToRemind, (await _staff.Sheet(id)).Employee.Status);
    }

    [Fact]
    public async Task The_answer_goes_to_the_employee_by_a_new_link_that_tells_of_it()
    {
        var (id, key, session) = await _staff.Asking("W2", until: _staff.Today.AddDays(100));
        Assert.Equal(2, await _staff.Host.MailCount("waiver-asked"));
        Assert.True((await _staff.Accept(id)).Ok);

        // What was open stays open: the page that waits reads it there.
        Assert.Equal(WaiverStage.Accepted, (await _staff.Service.Open(key, session))!.View.Waivers.Single().Stage);
        var (_, again) = await _staff.Enter(id, "maelys1@courrier.example");
        var view = (await _staff.Service.Open(key, again))!.View;
        Assert.Equal((false, 0, WaiverStage.Accepted), (view.IsAsked, view.Covers.Count, view.Waivers.Single().Stage));
        Assert.Equal(1, await _staff.Host.MailCount(WaiverTemplates.Accepted));
    }

    [Fact]
    public async Task Who_asks_again_and_again_is_stopped_for_the_state_keeps_each()
    {
        var (id, key, session) = await _staff.Asking("W6", until: _staff.Today.AddDays(100));
        for (var asked = 1; asked < WaiverSteps.Most; asked++)
        {
            Assert.True((await _staff.Refuse(id)).Ok);
            Assert.True((await _staff.Ask(key, session, "W6", _staff.Today.AddDays(100))).Ok);
        }
        Assert.True((await _staff.Refuse(id)).Ok);

        Assert.Equal(AffiliationRefusal.TooMany, (await _staff.Ask(key, session, "W6", _staff.Today.AddDays(100))).Refusal);
        Assert.Equal(WaiverSteps.Most, (await _staff.Sheet(id)).Waivers.Count);
    }

    [Fact]
    public async Task One_that_the_act_lists_is_refused_with_a_reason_and_the_affiliation_goes_on()
    {
        var (id, key, session) = await _staff.Asking("W6", until: _staff.Today.AddDays(100));
        Assert.Equal(EmployeeRefusal.Incomplete, (await _staff.Refuse(id, "")).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await _staff.Refuse(id, new string('a', 501))).Refusal);
        Assert.Equal(EmployeeRefusal.NotAsked, (await _staff.Forward(id)).Refusal);
        var operation = _staff.Host.Fresh();
        var waiver = (int)(await _staff.Waiver(id)).Waiver;
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await _staff.Waivers.Refuse(_staff.Nora, operation, id, waiver, "Contrat de 14 mois")).Ok);

        var view = (await _staff.Service.Open(key, session))!.View;
        Assert.Equal((true, WaiverStage.Refused, "Contrat de 14 mois"), (view.IsAsked, view.Waivers[0].Stage, view.Waivers[0].Word));
        Assert.Equal(EmployeeStatus.Pending, (await _staff.Sheet(id)).Employee.Status);
        Assert.Equal(1, await _staff.Host.MailCount(WaiverTemplates.Refused));
        Assert.True((await _staff.Ask(key, session, "W8")).Ok);
    }

    [Fact]
    public async Task What_is_of_right_in_time_cannot_be_refused()
    {
        var (id, _, _) = await _staff.Asking("W3");

        Assert.Equal(EmployeeRefusal.WaiverByRight, (await _staff.Refuse(id)).Refusal);
        Assert.Equal(EmployeeRefusal.NotAsked, (await _staff.Forward(id)).Refusal);
        Assert.Equal(WaiverStage.Asked, (await _staff.Waiver(id)).Stage);
        Assert.True((await _staff.Accept(id)).Ok);
        Assert.Equal(_staff.Today.AddYears(1).AddDays(-1), (await _staff.Waiver(id)).Until);
    }

    [Fact]
    public async Task What_is_of_right_too_late_is_the_insurer_s_to_answer()
    {
        var (id, _, _) = await _staff.Asking("W2", hiredDaysAgo: 31, until: _staff.Today.AddDays(40));
        var claire = await _staff.Host.Adviser("claire");
        var waiver = (int)(await _staff.Waiver(id)).Waiver;
        Assert.Equal(EmployeeRefusal.WaiverToInsurer, (await _staff.Accept(id)).Refusal);
        Assert.Equal(EmployeeRefusal.WaiverToInsurer, (await _staff.Refuse(id)).Refusal);
        Assert.Equal(EmployeeRefusal.AlreadyDecided, (await Settle(claire, true)).Refusal);
        Assert.True((await _staff.Forward(id)).Ok);

        Assert.Equal(EmployeeRefusal.AlreadyDecided, (await _staff.Accept(id)).Refusal);
        var technician = await _staff.Host.Adviser("tech", StaffRole.AdministrateurTechnique);
        Assert.Equal(EmployeeRefusal.NotFound, (await Settle(technician, true)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Settle(_staff.Nora, true)).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Settle(claire, false)).Refusal);
        Assert.True((await Settle(claire, true)).Ok);

        var settled = await _staff.Waiver(id);
        Assert.Equal((WaiverStage.Accepted, 1L), (settled.Stage, settled.ByInsurer));
        Assert.Equal(EmployeeStatus.Waived, (await _staff.Sheet(id)).Employee.Status);
        Assert.Equal((1, 2), (await _staff.Host.MailCount(WaiverTemplates.Accepted), await _staff.Host.MailCount("waiver-settled-employer")));

        Task<Result<EmployeeRefusal>> Settle(Caller by, bool accepted) =>
            _staff.Waivers.Settle(by, _staff.Host.Fresh(), $"{GrainHost.Portal}/{id}", waiver, accepted, "");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_told_that_it_is_decided()
    {
        for (var n = 0; n < 5; n++)
        {
            var (id, _, _) = await _staff.Asking("W6", until: _staff.Today.AddDays(50));
            var waiver = (int)(await _staff.Waiver(id)).Waiver;

            var both = await Task.WhenAll(
                _staff.Waivers.Accept(_staff.Nora, _staff.Host.Fresh(), id, waiver), _staff.Waivers.Refuse(_staff.Nora, _staff.Host.Fresh(), id, waiver, "Non"));

            Assert.Equal([EmployeeRefusal.AlreadyDecided], both.Where(b => !b.Ok).Select(b => b.Refusal!.Value));
            Assert.Equal(both[0].Ok ? WaiverStage.Accepted : WaiverStage.Refused, (await _staff.Waiver(id)).Stage);
        }
    }

    [Fact]
    public async Task Nobody_decides_who_may_not_act_there_and_nobody_else_opens_the_proof()
    {
        var (id, key, _) = await _staff.Asking("W3", siret: WaiverStaff.Site2);
        var waiver = (int)(await _staff.Waiver(id)).Waiver;
        var (stranger, _, _) = await _staff.Host.Customer("stranger");
        await _staff.Host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", "");
        await _staff.Host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-hugues").Found(
            _staff.Host.Fresh(), "Hugues", new Member(hugues.Account, SpaceRole.Administrateur, true, []), _staff.Company, [WaiverStaff.Site2]);
        var grain = _staff.Host.Grains.GetGrain<IWaiverGrain>(key);

        foreach (var other in new[] { stranger, hugues })
        {
            Assert.Equal(EmployeeRefusal.NotFound, (await _staff.Waivers.Accept(other, _staff.Host.Fresh(), id, waiver)).Refusal);
            Assert.Equal(EmployeeRefusal.NotFound, (await _staff.Waivers.Refuse(other, _staff.Host.Fresh(), id, waiver, "")).Refusal);
            Assert.Equal(EmployeeRefusal.NotFound, (await _staff.Waivers.Forward(other, _staff.Host.Fresh(), id, waiver)).Refusal);
            Assert.Equal(EmployeeRefusal.NotFound, (await grain.OpenWaiverProof(other, waiver)).Refusal);
        }
        Assert.Equal("attestation.pdf", (await grain.OpenWaiverProof(_staff.Nora, waiver)).Value!.Name);
        Assert.Equal("attestation.pdf", (await grain.OpenWaiverProof(await _staff.Host.Adviser("claire"), waiver)).Value!.Name);
        Assert.Equal(2, await _staff.Host.Count("SELECT count(*) FROM journal WHERE action = 'waiver-proof-seen'"));
        Assert.Equal(WaiverStage.Asked, (await _staff.Waiver(id)).Stage);
    }

    [Fact]
    public async Task Only_what_the_contract_opens_is_asked_for_and_with_all_that_it_needs()
    {
        var (_, key, session) = await _staff.Invited();
        async Task Refused(AffiliationRefusal refusal, string code, DateOnly? until = null, string contract = "SA1", string? file = null) =>
            Assert.Equal(refusal, (await _staff.Ask(key, session, code, until, contract: contract, file: file)).Refusal);

        await Refused(AffiliationRefusal.WaiverClosed, "W5");
        await Refused(AffiliationRefusal.WaiverClosed, "W7");
        await Refused(AffiliationRefusal.WaiverClosed, "W77");
        await Refused(AffiliationRefusal.Incomplete, "W3", contract: "PR1");
        await Refused(AffiliationRefusal.Incomplete, "W2");
        await Refused(AffiliationRefusal.Incomplete, "W2", _staff.Today.AddDays(-1));
        await Refused(AffiliationRefusal.Incomplete, "W2", _staff.Today.AddMonths(12));
        await Refused(AffiliationRefusal.Incomplete, "W3", file: "");
        await Refused(AffiliationRefusal.Incomplete, "W3", file: await _staff.Upload($"{GrainHost.Portal}/somebody"));
        Assert.Equal(AffiliationRefusal.Incomplete, (await _staff.Service.AskWaiver(key, session, "untold", new WaiverAsked("SA1", "W6", "CDD", false) { Until = _staff.Today.AddDays(9) })).Refusal);
        Assert.Equal(AffiliationRefusal.SessionOver, (await _staff.Ask(key, "other", "W3")).Refusal);
        Assert.True((await _staff.Ask(key, session, "W3")).Ok);
        await Refused(AffiliationRefusal.AlreadyAsked, "W6", _staff.Today.AddDays(50));
    }

    [Fact]
    public async Task Who_is_covered_asks_when_another_cover_begins_and_their_cover_ends_the_day_before()
    {
        var (id, key, session) = await _staff.Invited(hiredDaysAgo: 200);
        await _staff.Sign(key, session);
        // Looked at once: the link that comes next is newer than what the signature sent.
        await _staff.Host.Mails();
        _staff.Pass(TimeSpan.FromDays(40));
        Assert.True((await _staff.Service.CorrectEmail(_staff.Nora, _staff.Host.Fresh(), id, "maelys1@courrier.example")).Ok);
        (key, session) = await _staff.Enter(id, "maelys1@courrier.example");
        Assert.Equal(["SA1"], (await _staff.Service.Open(key, session))!.View.Waivable.Select(c => c.Contract));
        var begins = _staff.Today.AddDays(-10);

        Assert.True((await _staff.Ask(key, session, "W3", since: begins)).Ok);
        Assert.Equal(EmployeeStatus.Covered, (await _staff.Sheet(id)).Employee.Status);
        Assert.True((await _staff.Accept(id)).Ok);

        var covers = (await _staff.Sheet(id)).Covers;
        Assert.Equal(
            [(CoverKind.Covered, (DateOnly?)begins.AddDays(-1)), (CoverKind.Waived, begins.AddYears(1).AddDays(-1))], covers.Select(c => (c.Kind, c.To)));
        Assert.Equal(EmployeeStatus.Waived, (await _staff.Sheet(id)).Employee.Status);
    }

    [Fact]
    public async Task One_for_dependants_ends_their_cover_and_leaves_the_employee_affiliated()
    {
        var (id, key, session) = await _staff.Invited();
        await _staff.Service.Save(key, session, "people", new AffiliationPage(4, Beneficiaries: [new("conjoint", "Corvandier", "Ada", new DateOnly(1990, 1, 1))]));
        await _staff.Sign(key, session);
        _staff.Pass(TimeSpan.FromMinutes(1));
        (key, session) = await _staff.Enter(id, "maelys1@courrier.example");
        Assert.True((await _staff.Ask(key, session, "W9", since: _staff.Today.AddDays(5))).Ok);

        Assert.True((await _staff.Accept(id)).Ok);

        var sheet = await _staff.Sheet(id);
        Assert.Equal(EmployeeStatus.Covered, sheet.Employee.Status);
        Assert.Equal(EmployeeChange.Day(_staff.Today.AddDays(4)), sheet.Beneficiaries.Single().ToOn);
        Assert.Equal(CoverKind.Covered, Assert.Single(sheet.Covers).Kind);
    }
}
