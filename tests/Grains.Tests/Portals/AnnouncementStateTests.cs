using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Portals;
using Grains.Portals;

namespace Grains.Tests.Portals;

public sealed class AnnouncementStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StaffRole.Conseiller, "Maintenance", 0, null, null, AnnouncementRefusal.NotAllowed)]
    [InlineData(StaffRole.AdministrateurTechnique, "Maintenance", 0, null, null, AnnouncementRefusal.NotAllowed)]
    [InlineData(StaffRole.Superviseur, "", 0, null, null, AnnouncementRefusal.Empty)]
    [InlineData(StaffRole.Superviseur, "Maintenance", 501, null, null, AnnouncementRefusal.TooLong)]
    [InlineData(StaffRole.Superviseur, "Maintenance", 500, null, 0, AnnouncementRefusal.Ended)]
    [InlineData(StaffRole.Superviseur, "Maintenance", 0, 5, 5, AnnouncementRefusal.EndsTooSoon)]
    [InlineData(StaffRole.Superviseur, "Maintenance", 0, 5, 6, null)]
    [InlineData(StaffRole.Superviseur, "Maintenance", 500, null, null, null)]
    public void Supervisors_publish_what_has_a_title_and_an_end_to_come(
        StaffRole role, string title, int text, int? from, int? to, AnnouncementRefusal? refusal) =>
        Assert.Equal(refusal, new AnnouncementState().Publish(Turn(role), Said(title, new string('a', text), from, to)).Refusal);

    [Fact]
    public void Eleventh_that_is_not_over_is_refused_until_one_is()
    {
        var state = new AnnouncementState();
        for (var i = 0; i < AnnouncementState.Most; i++)
            state = state.Publish(Turn(), Said($"Annonce {i}", "", null, 60)).Next!;

        Assert.Equal(AnnouncementState.Most, state.Standing.Select(a => a.Announcement).Distinct().Count());
        Assert.Equal(AnnouncementRefusal.TooMany, state.Publish(Turn(), Said("Une de plus", "", null, null)).Refusal);
        Assert.Null(state.Publish(Turn(minutes: 60), Said("Une de plus", "", null, null)).Refusal);
    }

    [Fact]
    public void Clock_has_a_job_for_each_beginning_and_end_to_come_and_a_withdrawn_one_has_none()
    {
        var published = new AnnouncementState().Publish(Turn(), Said("Maintenance", "", 10, 20));
        var id = published.Next!.Standing[0].Announcement;

        Assert.Equal([Now.AddMinutes(10), Now.AddMinutes(20)], published.Effects.OfType<Schedule>().Select(s => s.DueAt));
        var withdrawn = published.Next!.Withdraw(Turn(minutes: 5), id);
        Assert.Equal(2, withdrawn.Effects.OfType<Cancel>().Count());
        Assert.Single(withdrawn.Effects.OfType<Delete>());
        Assert.Equal(AnnouncementRefusal.NotFound, withdrawn.Next!.Withdraw(Turn(minutes: 6), id).Refusal);
        // One that has begun stays readable to staff, as over.
        var shown = published.Next!.Withdraw(Turn(minutes: 15), id);
        Assert.Equal(Now.AddMinutes(15), ((AnnouncementRow)shown.Effects.OfType<Upsert>().First().Row).ToAt);
        Assert.Equal(AnnouncementRefusal.NotAllowed, published.Next!.Withdraw(Turn(StaffRole.Gestionnaire), id).Refusal);
    }

    [Fact]
    public void Changed_one_keeps_a_beginning_that_has_passed_and_has_jobs_of_its_own()
    {
        var published = new AnnouncementState().Publish(Turn(), Said("Maintenance", "", 10, 20));
        var row = published.Next!.Standing[0];

        var sooner = published.Next!.Change(Turn(minutes: 5), row.Announcement, row.PublishedAt, Said("Maintenance ce soir", "Une heure.", 6, null));
        var changed = Assert.Single(sooner.Next!.Standing);
        Assert.Equal(("Maintenance ce soir", "Une heure.", Now.AddMinutes(6), null), (changed.Title, changed.Text, changed.FromAt, changed.ToAt));
        Assert.Equal(2, sooner.Effects.OfType<Cancel>().Count());
        var job = Assert.Single(sooner.Effects.OfType<Schedule>());
        Assert.Equal(Now.AddMinutes(6), job.DueAt);
        Assert.DoesNotContain(job.Key, published.Effects.OfType<Schedule>().Select(s => s.Key));
        Assert.Contains(new Notify("portal/multi-siren"), sooner.Effects);

        var shown = published.Next!.Change(Turn(minutes: 15), row.Announcement, row.PublishedAt, Said("Maintenance", "", 18, 30)).Next!.Standing[0];
        Assert.Equal((Now.AddMinutes(10), Now.AddMinutes(30)), (shown.FromAt, shown.ToAt));
    }

    [Fact]
    public void Second_of_two_supervisors_overwrites_nothing_unseen()
    {
        var state = new AnnouncementState().Publish(Turn(), Said("Maintenance", "", null, 60)).Next!;
        var row = state.Standing[0];
        var first = state.Change(Turn(), row.Announcement, row.PublishedAt, Said("Le premier", "", null, 60)).Next!;

        Assert.Equal(AnnouncementRefusal.ChangedMeanwhile, first.Change(Turn(), row.Announcement, row.PublishedAt, Said("Le second", "", null, 60)).Refusal);
        Assert.Null(first.Change(Turn(), row.Announcement, first.Standing[0].PublishedAt, Said("Le second", "", null, 60)).Refusal);
        Assert.Equal(AnnouncementRefusal.NotFound, first.Change(Turn(minutes: 60), row.Announcement, row.PublishedAt, Said("Trop tard", "", null, 90)).Refusal);
        Assert.Equal(AnnouncementRefusal.NotAllowed,
            first.Change(Turn(StaffRole.Gestionnaire), row.Announcement, row.PublishedAt, Said("Non", "", null, 60)).Refusal);
        Assert.Equal(AnnouncementRefusal.Empty, first.Change(Turn(), row.Announcement, first.Standing[0].PublishedAt, Said("", "", null, 60)).Refusal);
    }

    private static AnnouncementTurn Turn(StaffRole role = StaffRole.Superviseur, int minutes = 0) =>
        new("multi-siren", new Caller("a", CallerKind.Staff, Caller.StaffPortal, "Lucien", "") { Role = role }, Now.AddMinutes(minutes));

    private static Announcement Said(string title, string text, int? from, int? to) => new(
        AnnouncementKind.Banner, title, text, from is { } f ? Now.AddMinutes(f) : null, to is { } t ? Now.AddMinutes(t) : null);
}
