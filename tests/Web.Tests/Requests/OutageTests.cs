using System.Diagnostics;
using System.Net;
using Orleans.Runtime;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>While the store cannot write nobody loses what he typed, and nothing that was refused is written.</summary>
public sealed class OutageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/multi-siren/demandes/2026-000003";
    private readonly Site _site = site;

    [Fact]
    public async Task Message_comes_back_with_its_text_and_its_key_and_is_sent_once_afterwards()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form(Page);
        Answer refused;
        await using (await _site.Outage())
        {
            var started = Stopwatch.GetTimestamp();
            refused = await Answer.Of(await nora.Send($"{Page}?handler=message", form, ("text", "Bulletin d’octobre ci-joint")));
            // Five seconds and a little are the bar of ./test --long; a busy machine is given more.
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 6 : 15));
            Assert.Equal(HttpStatusCode.OK, await nora.StatusOf("/health/ready"));
            Assert.Equal(HttpStatusCode.OK, await nora.StatusOf(Page));
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (refused.Status, refused.Header("Retry-After")));
        Assert.Contains(">Bulletin d’octobre ci-joint</textarea>", refused.Body, StringComparison.Ordinal);
        Assert.Contains($"name=\"cle\" value=\"{form.Key}\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(0, await Written());
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.SeeOther,
                (await nora.Send($"{Page}?handler=message", new FormKeys(refused.Token, form.Key), ("text", "Bulletin d’octobre ci-joint"))).StatusCode);
        Assert.Equal(1, await Written());
    }

    [Theory]
    [InlineData("/gestion/deconnexion")]
    [InlineData("/gestion/demandes/2026-000003?handler=clore")]
    [InlineData("/gestion/demandes/2026-000003?handler=demander")]
    public async Task Other_forms_answer_503_with_a_page_that_says_so(string address)
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var form = await claire.Form("/gestion/demandes/2026-000003");
        await using (await _site.Outage())
        {
            var refused = await Answer.Of(await claire.Send(address, form, ("items", "RIB"), ("reason", "Répondu")));

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (refused.Status, refused.Header("Retry-After")));
            Assert.Contains("<h1>", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf("/gestion/demandes/2026-000003"));
    }

    /// <summary>The composer redraws its text for every failure that is an outage by this rule.</summary>
    [Fact]
    public void Silo_that_is_gone_is_an_outage_like_a_store_that_is_away()
    {
        Assert.Equal((503, 503), (Failures.StatusOf(new SiloUnavailableException("gone")), Failures.StatusOf(new IOException("away"))));
        Assert.Null(Failures.StatusOf(new InvalidOperationException("a fault of ours")));
    }

    [Fact]
    public async Task Same_form_with_other_words_is_refused()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form(Page);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Send($"{Page}?handler=message", form, ("text", "Premier texte"))).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await nora.Send($"{Page}?handler=message", form, ("text", "Autre texte"))).StatusCode);
        Assert.DoesNotContain("Autre texte", await nora.Read(Page), StringComparison.Ordinal);
    }

    private Task<long> Written() => _site.Query<long>("SELECT count(*) FROM entry WHERE text = 'Bulletin d’octobre ci-joint'");
}
