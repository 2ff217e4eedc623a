using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees.Waivers;

/// <summary>What a waiver meets on its way: reminders, a departure, a signature after all; on a real store.</summary>
public sealed class WaiverCourseTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task Sixty_thirty_and_seven_days_before_the_end_both_are_reminded_and_never_of_what_has_ended()
    {
        var (id, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(65));
        Assert.True((await _staff.Accept(id)).Ok);
        var last = (await _staff.Waiver(id)).Until!.Value;

        foreach (var (days, told) in new[] { (61, 0), (60, 1), (45, 1), (30, 2), (7, 3) })
        {
            _staff.Pass(Grains.Text.Paris.At(last.AddDays(-days).ToDateTime(new TimeOnly(9, 1))) - _staff.Host.Clock.GetUtcNow());
            await _staff.Host.RunGrainWork();
            await _staff.Host.RunGrainWork();
            Assert.Equal((days, told), (days, (await _staff.Sheet(id)).Events.Count(e => e.Kind == (long)EmployeeEventKind.WaiverReminded)));
            if (told != 1)
                continue;
            Assert.Equal(Grains.Text.FrenchDates.Day(last), (await _staff.Host.Mails()).Single(m => m.Template is WaiverTemplates.Ending).Values["day"]);
            Assert.Equal(1, await _staff.Host.MailCount("waiver-ending-employer"));
        }
    }

    [Fact]
    public async Task A_departure_ends_a_waiver_in_the_register_too_and_nobody_is_reminded_of_it()
    {
        var (id, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(65));
        Assert.True((await _staff.Accept(id)).Ok);
        var gone = _staff.Today.AddDays(1);

        Assert.True((await _staff.Service.Depart(
            _staff.Nora, _staff.Host.Fresh(), id, new Interfaces.Employees.Departures.NewDeparture(gone, "demission", "maelys1@courrier.example"))).Ok);

        Assert.Equal(gone, (await _staff.Waiver(id)).Until);
        _staff.Pass(TimeSpan.FromDays(6));
        await _staff.Host.RunGrainWork();
        Assert.Equal(0, await _staff.Host.MailCount(WaiverTemplates.Ending));
    }

    [Fact]
    public async Task Who_signs_after_all_or_is_withdrawn_asks_no_more()
    {
        var (id, key, session) = await _staff.Asking("W3");
        await _staff.Sign(key, session);
        Assert.Empty((await _staff.Sheet(id)).Waivers);

        var (other, _, _) = await _staff.Asking("W3");
        Assert.True((await _staff.Host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{other}").Withdraw(_staff.Nora, _staff.Host.Fresh())).Ok);
        Assert.Equal(0, await _staff.Host.Count("SELECT count(*) FROM employee_waiver"));
        Assert.Equal(2, await _staff.Host.Count("SELECT count(*) FROM job WHERE key LIKE 'file-removal/%'"));
    }

    [Fact]
    public async Task A_page_that_only_looks_does_not_keep_the_session_awake()
    {
        var (_, key, session) = await _staff.Asking("W3");
        for (var minutes = 0; minutes < 30; minutes += 5)
        {
            Assert.NotNull(await _staff.Service.Open(key, session, looks: true));
            _staff.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Null(await _staff.Service.Open(key, session, looks: true));
    }

    [Fact]
    public async Task The_base_scheme_is_never_forced_over_a_waiver_that_waits()
    {
        var (id, _, _) = await _staff.Asking("W3");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _staff.Pass(TimeSpan.FromDays(9));
            await _staff.Service.Remind(_staff.Nora, _staff.Host.Fresh(), id);
        }
        _staff.Pass(TimeSpan.FromDays(9));

        Assert.Equal(EmployeeRefusal.WaiverPending, (await _staff.Service.ForceBase(_staff.Nora, _staff.Host.Fresh(), id)).Refusal);
    }
}
