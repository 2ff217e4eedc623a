using System.Diagnostics.Metrics;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Tests.Fixtures;
using Web.Live;
using Web.Tests.Fixtures;

namespace Web.Tests.Live;

/// <summary>What a link's rights cost to decide, and what its page need not ask for.</summary>
public sealed class LinkTests(Site site) : IClassFixture<Site>
{
    private static readonly string Arret = $"{DemoPeople.Portal}/demo-arret";
    private static readonly string Autre = $"{DemoPeople.Portal}/demo-autre";
    private static readonly string Brumont = $"{DemoPeople.Portal}/brumont";
    private readonly Site _site = site;

    [Fact]
    public async Task Links_of_an_account_are_decided_together()
    {
        var colleague = await _site.Colleague("onglets");
        using var browser = await _site.SignIn(colleague);
        var links = new List<HubLink>();
        for (var i = 0; i < 20; i++)
        {
            links.Add(await HubLink.Open(browser));
            Assert.Null(await links[i].Watch($"request/{Arret}", $"account/{colleague.Key}"));
        }
        var decisions = 0L;
        using var listener =
            new MeterListener { InstrumentPublished = (instrument, self) =>
                { if (instrument.Name == "guichet.live.decisions") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref decisions, value));
        listener.Start();

        Assert.True((await _site.Grains.GetGrain<ISpaceGrain>(Brumont)
            .Restrict(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key, [DemoPeople.Vaudrelle.Key])).Ok);
        foreach (var link in links)
            Assert.Equal($"account/{colleague.Key}", (await link.Next()).Topic);

        // The marks of twenty links are set one after the other while the first is decided.
        Assert.InRange(Interlocked.Read(ref decisions), 1, 5);
        foreach (var link in links)
        {
            Assert.NotNull(await link.Watch($"request/{Arret}"));
            await link.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_a_link_begins_to_watch_while_it_is_decided_stays_watched()
    {
        var colleague = await _site.Colleague("course");
        using var browser = await _site.SignIn(colleague);
        var space = _site.Grains.GetGrain<ISpaceGrain>(Brumont);
        var subscriptions = _site.Services.GetRequiredService<Subscriptions>();
        for (var round = 0; round < 40 * Race.Repetitions; round++)
        {
            // An account has so many links at most, and those of earlier rounds end in their own time.
            await Eventually.True(() => Task.FromResult(subscriptions.LinksOf(colleague.Key) < 5));
            await using var link = await HubLink.Open(browser);
            Assert.Null(await link.Watch($"account/{colleague.Key}"));
            IReadOnlyList<string> companies = round % 2 == 0 ? [DemoPeople.Brumont.Key] : [DemoPeople.Brumont.Key, DemoPeople.Vaudrelle.Key];

            var restricting = space.Restrict(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key, companies);
            await Task.Delay(round % 6);
            var watching = link.Watch($"request/{Arret}");
            Assert.True((await restricting).Ok);
            Assert.Null(await watching);
            while ((await link.Next()).Topic != $"account/{colleague.Key}")
            {
            }

            await Post(Arret, DemoPeople.Nora);
            Assert.Equal($"request/{Arret}", (await link.Next()).Topic);
        }
    }

    /// <summary>The links of an account are decided together, by the first: its end must not be the others'.</summary>
    [Fact]
    public async Task Link_that_ends_while_it_decides_for_the_others_takes_none_of_them_with_it()
    {
        var colleague = await _site.Colleague("fermeture");
        using var browser = await _site.SignIn(colleague);
        var space = _site.Grains.GetGrain<ISpaceGrain>(Brumont);
        var subscriptions = _site.Services.GetRequiredService<Subscriptions>();
        for (var round = 0; round < 20 * Race.Repetitions; round++)
        {
            await Eventually.True(() => Task.FromResult(subscriptions.LinksOf(colleague.Key) < 5));
            var first = await HubLink.Open(browser);
            Assert.Null(await first.Watch($"account/{colleague.Key}"));
            await using var second = await HubLink.Open(browser);
            Assert.Null(await second.Watch($"account/{colleague.Key}"));
            IReadOnlyList<string> companies = round % 2 == 0 ? [DemoPeople.Brumont.Key] : [DemoPeople.Brumont.Key, DemoPeople.Vaudrelle.Key];

            var restricting = space.Restrict(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key, companies);
            await Task.Delay(round % 6);
            await first.DisposeAsync();
            Assert.True((await restricting).Ok);

            Assert.Equal($"account/{colleague.Key}", (await second.Next()).Topic);
            Assert.Null(await second.Watch($"request/{Arret}"));
        }
    }

    [Fact]
    public async Task First_link_of_a_page_asks_for_what_changed_since_it_was_drawn_and_learns_nothing_of_what_it_does_not_watch()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        Assert.Null(await link.Watch($"request/{Arret}"));
        // A node that has just started, or has just heard of a change, is asked for everything.
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var looks = 0; looks < 30 && (await link.ChangedSince(DateTimeOffset.UtcNow, $"request/{Arret}")).Count > 0; looks++)
            await again.WaitForNextTickAsync();
        Assert.Equal([$"request/{Autre}"], await link.ChangedSince(DateTimeOffset.UtcNow, $"request/{Arret}", $"request/{Autre}"));
        var drawn = DateTimeOffset.UtcNow;

        await Post(Arret, DemoPeople.Nora);
        await link.Next();

        Assert.Equal([$"request/{Arret}"], await link.ChangedSince(drawn, $"request/{Arret}"));
    }

    [Fact]
    public async Task Mandate_that_ends_silences_an_open_link_at_its_instant_and_its_page_asks_again()
    {
        var person = await _site.Register("mandat");
        var space = _site.Grains.GetGrain<ISpaceGrain>(Brumont);
        var now = _site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var invitation = new Invitation(
            new("Madame", "Mandat", "Vasselin", person.Email, "", "0639980071", "Paie"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, now.AddMinutes(20)), "552081317", "Cabinet Aubrelin");
        Assert.True((await space.Invite(DemoPeople.Nora.Caller, Site.Fresh(), "m-mandat", invitation, new([1, 2, 3, 4, 5, 6, 7, 8], "x"))).Ok);
        Assert.True((await space.AnswerInvitation(person.Caller, Site.Fresh(), "m-mandat", true)).Ok);
        using var browser = await _site.SignIn(person);
        await using var link = await HubLink.Open(browser);
        Assert.Null(await link.Watch($"request/{Arret}", $"space/{Brumont}"));

        await _site.Advance(TimeSpan.FromMinutes(21));

        Assert.Equal(HubLink.Again, (await link.Next()).Topic);
        Assert.NotNull(await link.Watch($"request/{Arret}"));
        Assert.NotNull(await link.Watch($"space/{Brumont}"));
    }

    private async Task Post(string request, DemoPerson by) =>
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>(request).Post(by.Caller, Site.Fresh(), new NewMessage("Bonjour", []))).Ok);
}
