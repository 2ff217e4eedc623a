using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Teams;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Teams;

/// <summary>The hours of a team as two supervisors write them.</summary>
public sealed class CalendarWritingTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 12, 24);
    private static readonly string[] Afternoons = ["", "14:00-18:00", "14:00-18:00", "14:00-18:00", "14:00-18:00", "14:00-18:00", ""];
    private readonly GrainHost _host = new();
    private Caller _claire = null!;
    private Caller _lucien = null!;
    private Caller _gisele = null!;

    private ICalendarGrain Care => _host.Grains.GetGrain<ICalendarGrain>("sante");

    public async Task InitializeAsync()
    {
        _claire = await _host.Adviser("claire");
        (_lucien, _gisele) = (await _host.Adviser("lucien", StaffRole.Superviseur), await _host.Adviser("gisele", StaffRole.Superviseur));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Second_of_two_supervisors_is_told_and_overwrites_nothing_they_have_not_seen()
    {
        Assert.True((await Care.SetWeek(_lucien, _host.Fresh(), 0, Afternoons)).Ok);
        Assert.Equal(CalendarRefusal.Changed, (await Care.SetWeek(_gisele, _host.Fresh(), 0, ["", "09:00-12:00", "", "", "", "", ""])).Refusal);
        Assert.Equal(new TimeOnly(14, 0), (await _host.Get<CalendarBook>().Find("sante")).Week[1][0].From);

        Assert.True((await Care.SetWeek(_gisele, _host.Fresh(), 1, ["", "09:00-12:00", "", "", "", "", ""])).Ok);

        await _host.Restart();
        Assert.Empty((await _host.Get<CalendarBook>().Find("sante")).Week[2]);
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM journal WHERE action = 'calendar-week'"));
        Assert.Equal(CalendarRefusal.Twice, await Twice());
        async Task<CalendarRefusal?> Twice()
        {
            Assert.True((await Care.Close(_lucien, _host.Fresh(), new(Day, "", "Réveillon"))).Ok);
            return (await Care.Close(_gisele, _host.Fresh(), new(Day, "08:30-12:00", "Réveillon"))).Refusal;
        }
    }

    [Fact]
    public async Task What_is_no_week_or_no_day_is_refused_and_a_repeat_writes_once()
    {
        Assert.Equal(CalendarRefusal.Hours, (await Care.SetWeek(_lucien, _host.Fresh(), 0, ["", "18:00-14:00", "", "", "", "", ""])).Refusal);
        Assert.Equal(CalendarRefusal.Hours, (await Care.SetWeek(_lucien, _host.Fresh(), 0, ["", "09:00-12:00+11:00-14:00", "", "", "", "", ""])).Refusal);
        Assert.Equal(CalendarRefusal.Hours, (await Care.SetWeek(_lucien, _host.Fresh(), 0, ["09:00-12:00"])).Refusal);
        Assert.Equal(CalendarRefusal.EmptyWeek, (await Care.SetWeek(_lucien, _host.Fresh(), 0, ["", "", "", "", "", "", ""])).Refusal);
        Assert.Equal(CalendarRefusal.NotAllowed, (await Care.SetWeek(_claire, _host.Fresh(), 0, Afternoons)).Refusal);
        Assert.Equal(CalendarRefusal.Past, (await Care.Close(_lucien, _host.Fresh(), new(new(2026, 11, 23), "", "Pont"))).Refusal);
        Assert.Equal(CalendarRefusal.TooFar, (await Care.Close(_lucien, _host.Fresh(), new(new(2029, 11, 23), "", "Pont"))).Refusal);
        Assert.Equal(CalendarRefusal.NoLabel, (await Care.Close(_lucien, _host.Fresh(), new(Day, "", ""))).Refusal);
        Assert.Equal(CalendarRefusal.Hours, (await Care.Close(_lucien, _host.Fresh(), new(Day, "12:00-08:30", "Pont"))).Refusal);
        Assert.Equal(CalendarRefusal.NotAllowed, (await Care.Close(_claire, _host.Fresh(), new(Day, "", "Pont"))).Refusal);
        Assert.Equal(CalendarRefusal.NotFound, (await Care.Reopen(_lucien, _host.Fresh(), Day)).Refusal);

        var operation = _host.Fresh();
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Care.Close(_lucien, operation, new(Day, "", "Pont"))).Ok);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM team_closing"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'calendar-day'"));
        Assert.Equal(CalendarRefusal.NotAllowed, (await Care.Reopen(_claire, _host.Fresh(), Day)).Refusal);
        _host.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(CalendarRefusal.Past, (await Care.Reopen(_lucien, _host.Fresh(), Day)).Refusal);
    }

    [Fact]
    public async Task What_supervisors_write_goes_before_the_core_system_s_day_for_day()
    {
        await _host.Get<IHostStore>().Execute(
            "INSERT INTO ref_calendar (id, zone, holidays, week) VALUES ('sante', 'Europe/Paris', 'FR', $1)", Grains.Commits.CommitLane.Bulk, default,
            "- 09:00-12:00 09:00-12:00 09:00-12:00 09:00-12:00 09:00-12:00 -");
        await _host.Get<IHostStore>().Execute(
            "INSERT INTO ref_calendar_exception (calendar, day, slots, label) VALUES ('sante', '2026-12-24', '', 'Fermé'), ('sante', '2026-12-31', '', 'Fermé')",
            Grains.Commits.CommitLane.Bulk, default);

        Assert.True((await Care.Close(_lucien, _host.Fresh(), new(Day, "10:00-11:00", "Réveillon"))).Ok);

        var calendar = await _host.Get<CalendarBook>().Find("sante");
        Assert.Equal(new TimeOnly(9, 0), calendar.Week[1][0].From);
        Assert.Equal(new TimeOnly(10, 0), calendar.On(Day)[0].From);
        Assert.Empty(calendar.On(new(2026, 12, 31)));
    }
}
