using System.Net;
using System.Text;
using Grains;
using Grains.Commits;
using Grains.Interfaces.Throttles;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Core.Internal;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;
using Web.Throttles;

namespace Web.Tests.Security;

/// <summary>Row B10: what a source may try, counted by its grain, and by the node alone when that does not answer.</summary>
public sealed class ThrottleTests
{
    private const string Door = "/multi-siren/connexion";

    [Fact]
    public async Task B10_Sixty_at_once_are_sixty()
    {
        await using var site = Limited(60);
        using var sprayer = site.Stranger();

        var answers = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => Empty(sprayer, Door)));

        Assert.Equal(30, answers.Count(a => a is HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Right_passwords_cost_their_source_nothing()
    {
        await using var site = Limited(3);
        var office = new List<DemoPerson>();
        for (var i = 0; i < 5; i++)
            office.Add(await site.Member($"bureau{i}", DemoPeople.Portal));

        foreach (var person in office)
            Assert.Equal(HttpStatusCode.Found, (await site.Stranger().TypePassword(person, DemoPeople.Password)).StatusCode);

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await site.Stranger().TypePassword(office[i], "faux")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.Stranger().TypePassword(office[4], DemoPeople.Password)).StatusCode);
    }

    [Fact]
    public async Task Portals_and_kinds_are_counted_apart()
    {
        await using var site = Limited(1);
        using var stranger = site.Stranger();

        foreach (var door in new[] { Door, "/multi-siren/inscription", $"/{Site.OtherPortal}/connexion", "/gestion/connexion" })
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await Empty(stranger, door));
            Assert.Equal(HttpStatusCode.TooManyRequests, await Empty(stranger, door));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, await Empty(stranger, "/multi-siren/activation"));
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusOf(Door));
    }

    [Fact]
    public async Task Without_its_store_the_node_s_own_count_decides_never_a_503_and_never_for_nothing()
    {
        await using var site = Limited(5);
        await site.Throttles("ALTER TABLE orleans_throttle RENAME TO orleans_throttle_gone");
        using var stranger = site.Stranger();

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
            answers.Add(await Empty(stranger, Door));

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 3)], answers);
        Assert.Single(site.Log.Lines, l => l.Contains("No answer about a source", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task Flood_is_cut_at_ten_times_the_limit_before_any_call(int tries, bool called)
    {
        await using var site = Limited(2);
        var throttle = site.Services.GetRequiredService<SourceThrottle>();
        var source = site.Grains.GetGrain<ISourceGrain>(KeyOf(site, "198.51.100.7"));
        // Another node has let two through: this one hears it each time it asks.
        for (var i = 0; i < 2; i++)
            Assert.True((await source.Take(new SourceLimit(2, TimeSpan.FromMinutes(1)))).Granted);
        for (var i = 0; i < tries; i++)
            Assert.False((await Take()).IsGranted);
        // Its grain leaves, and cannot come back: whoever asks it now decides alone, and complains.
        await source.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await site.Throttles("ALTER TABLE orleans_throttle RENAME TO orleans_throttle_gone");

        var last = await Take();

        Assert.Equal((called, called), (last.IsGranted, site.Log.Lines.Any(l => l.Contains("No answer about a source", StringComparison.Ordinal))));

        Task<SourceAttempt> Take() => throttle.Take(SourceKind.SignIn, "multi-siren", IPAddress.Parse("198.51.100.7"));
    }

    [Fact]
    public async Task No_address_is_stored_or_logged()
    {
        await using var site = Limited(2);
        var throttle = site.Services.GetRequiredService<SourceThrottle>();

        for (var i = 0; i < 4; i++)
            await throttle.Take(SourceKind.SignIn, "multi-siren", IPAddress.Parse("198.51.100.77"));
        await Eventually.True(async () => (await site.ThrottleKeys()).Count > 0);

        var row = Assert.Single(await site.ThrottleKeys());
        Assert.Matches("^[0-9a-f]{64}$", row);
        Assert.Equal(KeyOf(site, "198.51.100.77"), row);
        Assert.DoesNotContain(site.Log.Lines, l => l.Contains("198.51.100.77", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2000000000")]
    public void Limit_that_lets_nobody_in_refuses_to_start(string limit)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(SourceThrottle.PerMinute, limit)]).Build();

        var refused = Assert.Throws<SettingRefusedException>(() => new SourceThrottle(null!, null!, null!, settings, NullLogger<SourceThrottle>.Instance));

        Assert.Contains(SourceThrottle.PerMinute, refused.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => { using var site = Limited(limit); });
    }

    private static Site Limited(object perMinute) => new(new Dictionary<string, string> { ["Throttle:SignInsPerMinute"] = $"{perMinute}" });

    private static string KeyOf(Site site, string address) =>
        Convert.ToHexStringLower(site.Services.GetRequiredService<ISealer>().Mac(Encoding.UTF8.GetBytes($"SignIn/multi-siren/{address}"), "source"));

    /// <summary>A form without fields: it is refused by its page, after the throttle.</summary>
    private static async Task<HttpStatusCode> Empty(Visitor visitor, string door) =>
        (await visitor.Ask(HttpMethod.Post, door, new FormUrlEncodedContent([]))).Status;
}
