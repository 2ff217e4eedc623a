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

    private static AnnouncementTurn Turn(StaffRole role = StaffRole.Superviseur, int minutes = 0) =>
        new("multi-siren", new Caller("a", CallerKind.Staff, Caller.StaffPortal, "Lucien", "") { Role = role }, Now.AddMinutes(minutes));

    private static Announcement Said(string title, string text, int? from, int? to) => new(
        AnnouncementKind.Banner, title, text, from is { } f ? Now.AddMinutes(f) : null, to is { } t ? Now.AddMinutes(t) : null);
}
