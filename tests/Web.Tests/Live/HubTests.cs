using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using Grains.Access;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Live;

/// <summary>Rows H1–H8 of the security checklist, over a real WebSocket.</summary>
public sealed class HubTests(Site site) : IClassFixture<Site>
{
    private static readonly string Arret = $"{DemoPeople.Portal}/demo-arret";
    private static readonly string Autre = $"{DemoPeople.Portal}/demo-autre";
    private static readonly string Brumont = $"{DemoPeople.Portal}/brumont";
    private readonly Site _site = site;

    [Fact]
    public async Task H1_Strangers_get_no_link()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => HubLink.Open(_site.Stranger()));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H1_Foreign_request_and_unknown_one_are_refused_alike_and_never_heard_of()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);

        var foreign = await link.Watch($"request/{Autre}");
        var unknown = await link.Watch($"request/{DemoPeople.Portal}/none");
        Assert.NotNull(foreign);
        Assert.Equal(unknown, foreign);
        Assert.NotNull(await link.Watch("queue/sante"));
        Assert.NotNull(await link.Watch($"account/{DemoPeople.Hugues.Key}"));
        Assert.NotNull(await link.Watch($"space/{DemoPeople.Portal}/quillevreuse"));
        Assert.NotNull(await link.Call("Seen", Autre, 99, true));
        Assert.NotNull(await link.Call("Typing", Autre));
        await Post(Autre, DemoPeople.Ousmane);
        Assert.Null(await link.Watch($"request/{Arret}"));
        await Post(Arret, DemoPeople.Nora);

        Assert.Equal($"request/{Arret}", (await link.Next()).Topic);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1.evil.example")]
    public async Task H2_Other_origins_are_refused(string origin)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => HubLink.Open(nora, origin));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H3_Link_ends_with_the_session()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        await link.Watch($"request/{Arret}");

        await nora.Send("/multi-siren/deconnexion", await nora.Form("/multi-siren/accueil"));

        await link.Closed.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task H3_Link_of_a_removed_member_is_silent_and_closed()
    {
        var colleague = await _site.Colleague("retiree");
        using var browser = await _site.SignIn(colleague);
        await using var link = await HubLink.Open(browser);
        Assert.Null(await link.Watch($"request/{Arret}"));

        Assert.True((await _site.Grains.GetGrain<ISpaceGrain>(Brumont).Remove(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key)).Ok);
        await Post(Arret, DemoPeople.Nora);

        await link.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(link.Raw, r => r.Contains("request/", StringComparison.Ordinal) && r.Contains("change", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H3_Restricted_member_stays_linked_and_hears_nothing_more_of_what_he_lost()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        await using var link = await HubLink.Open(hugues);
        await link.Watch($"request/{Arret}", $"account/{DemoPeople.Hugues.Key}");

        await Restrict(DemoPeople.Hugues.Key);
        await Post(Arret, DemoPeople.Nora);

        Assert.Equal($"account/{DemoPeople.Hugues.Key}", (await link.Next()).Topic);
        Assert.NotNull(await link.Watch($"request/{Arret}"));
        Assert.DoesNotContain(link.Raw, r => r.Contains($"request/{Arret}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H3_Link_ends_when_the_session_has_been_idle()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        await link.Watch($"request/{Arret}");

        await _site.Advance(TimeSpan.FromMinutes(31));

        await link.Closed.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task H3_There_is_no_negotiation()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var answer = await nora.Client.PostAsync("/live/negotiate?portal=multi-siren&useStatefulReconnect=true", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task H4_Message_above_32_KB_closes_the_link()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);

        await link.Write($"{{\"type\":1,\"target\":\"Typing\",\"arguments\":[\"{new string('x', 33 * 1024)}\"]}}");

        await link.Closed.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task H4_A_thousand_calls_at_once_are_throttled()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        await using var link = await HubLink.Open(ousmane);
        await link.Watch($"request/{Autre}");

        var started = Stopwatch.GetTimestamp();
        var calls = Enumerable.Range(0, 1000).Select(async _ =>
        {
            try
            {
                return await link.Call("Typing", Autre);
            }
            catch (Exception e) when (e is IOException or WebSocketException or OperationCanceledException or TimeoutException)
            {
                return "closed";
            }
        });

        // Fifty at once, then twenty a second, however long a busy machine takes.
        var taken = (await Task.WhenAll(calls)).Count(error => error is null);
        Assert.InRange(taken, 1, 60 + 20 * Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    [Fact]
    public async Task H4_Twenty_first_link_is_refused_and_the_others_live()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var links = new List<HubLink>();
        for (var i = 0; i < 20; i++)
        {
            links.Add(await HubLink.Open(irene));
            Assert.Null(await links[i].Watch($"request/{Arret}"));
        }

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => HubLink.Open(irene));

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        await Post(Arret, DemoPeople.Nora);
        foreach (var link in links)
        {
            Assert.Equal($"request/{Arret}", (await link.Next()).Topic);
            await link.DisposeAsync();
        }
    }

    [Fact]
    public async Task H5_Errors_have_no_detail()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);

        var error = await link.Call("Seen", "no/such/key", 1, true) + await link.Call("Nothing") + await link.Call("Watch", 42);

        Assert.DoesNotContain("Exception:", error.Replace("HubException:", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H6_Binary_protocol_is_not_spoken()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora, protocol: "messagepack");

        await link.Closed.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task H7_Frames_hold_a_topic_and_numbers_only()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        await link.Watch($"request/{Arret}", $"space/{Brumont}", $"account/{DemoPeople.Nora.Key}");

        await Post(Arret, DemoPeople.Claire, "Secret médical");
        var first = await link.Next();

        Assert.True(first.Version > 0);
        Assert.All(link.Raw, frame =>
        {
            foreach (var personal in new[] { "Secret", "Claire", "Montbrel", "Nora", "Vasselin", "@" })
                Assert.DoesNotContain(personal, frame, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task H8_After_a_cut_the_thread_since_the_last_tick_is_whole()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var scope = _site.Services.GetRequiredService<Rights>().ScopeOf(DemoPeople.Nora.Caller);
        var before = (await _site.Services.GetRequiredService<RequestQueries>().FindById(scope, Arret))!;
        var first = await HubLink.Open(nora);
        await first.Watch($"request/{Arret}");
        await first.DisposeAsync();
        for (var i = 0; i < 50; i++)
            await Post(Arret, DemoPeople.Claire, $"message {i:D2}");

        await using var second = await HubLink.Open(nora);
        Assert.Null(await second.Watch($"request/{Arret}"));
        var missed = await (await nora.Fragment($"/multi-siren/demandes/{before.Number}/fragments/fil?since={before.LastTick}")).Content.ReadAsStringAsync();

        var found = System.Text.RegularExpressions.Regex.Matches(missed, "message (\\d\\d)").Select(m => int.Parse(m.Groups[1].Value)).Distinct().ToList();
        Assert.Equal(Enumerable.Range(0, 50), found);
    }

    /// <summary>Takes Brumont away from a member of its space.</summary>
    private async Task Restrict(string account) => Assert.True(
        (await _site.Grains.GetGrain<ISpaceGrain>(Brumont).Restrict(DemoPeople.Nora.Caller, Site.Fresh(), account, [DemoPeople.Vaudrelle.Key])).Ok);

    private async Task Post(string request, DemoPerson by, string text = "Bonjour") =>
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>(request).Post(by.Caller, Site.Fresh(), new NewMessage(text, []))).Ok);
}
