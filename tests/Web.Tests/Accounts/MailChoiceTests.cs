using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Notices;
using Grains.Notices;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>« Mes e-mails » on the profile; each test has a colleague of its own.</summary>
public sealed class MailChoiceTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Profile = "/multi-siren/profil";
    private static int _people;
    private readonly Site _site = site;
    private DemoPerson _nora = null!;

    public async Task InitializeAsync() => _nora = await _site.Colleague($"courriel{Interlocked.Increment(ref _people)}");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_chosen_is_kept_shown_and_told_to_the_other_tabs()
    {
        using var nora = await _site.SignIn(_nora);
        Assert.Equal(NoticeTiming.AtOnce, await Of(NoticeKind.Answer));
        Assert.Equal("1", Chosen(await nora.Read(Profile), NoticeKind.Answer));

        var answer = await nora.Do(Profile, "courriels", ("avis-1", "2"), ("avis-3", "3"));

        Assert.Equal($"{Profile}?fait=courriels", answer.Headers.Location!.ToString());
        Assert.Equal((NoticeTiming.Daily, NoticeTiming.Never, NoticeTiming.AtOnce),
            (await Of(NoticeKind.Answer), await Of(NoticeKind.Progress), await Of(NoticeKind.Asked)));
        var fragment = await (await nora.Fragment(Profile)).Content.ReadAsStringAsync();
        Assert.Contains("data-fragment", fragment, StringComparison.Ordinal);
        Assert.Equal(("2", "3", "1"), (Chosen(fragment, NoticeKind.Answer), Chosen(fragment, NoticeKind.Progress), Chosen(fragment, NoticeKind.Asked)));
        Assert.Contains($"data-watch=\"account/{_nora.Key}\" data-fetch=\"{Profile}\"", await nora.Read(Profile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("avis-2", "3")]
    [InlineData("avis-1", "4")]
    [InlineData("avis-1", "peut-être")]
    [InlineData("avis-99", "1")]
    [InlineData("avis-", "")]
    public async Task What_is_not_offered_is_refused_with_a_sentence_and_nothing_is_kept(string field, string value)
    {
        using var nora = await _site.SignIn(_nora);

        var answer = await nora.Do(Profile, "courriels", ("avis-3", "1"), (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Choisissez l’une des réponses proposées", page, StringComparison.Ordinal);
        Assert.Equal(NoticeTiming.Daily, await Of(NoticeKind.Progress));
    }

    [Fact]
    public async Task Each_reads_the_kinds_of_their_role_alone()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);

        Assert.Null(Chosen(await hugues.Read(Profile), NoticeKind.Applicant));
        Assert.Equal("1", Chosen(await nora.Read(Profile), NoticeKind.Applicant));
        Assert.Equal(("1", "2"), (Chosen(await nora.Read(Profile), NoticeKind.Affiliation), Chosen(await hugues.Read(Profile), NoticeKind.Affiliation)));
        var refused = await hugues.Do(Profile, "courriels", ("avis-8", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private static string? Chosen(string page, NoticeKind kind) =>
        Regex.Match(page, $"name=\"avis-{(int)kind}\" value=\"(\\d)\"[^>]*checked") is { Success: true } found ? found.Groups[1].Value : null;

    private Task<NoticeTiming> Of(NoticeKind kind) => _site.Services.GetRequiredService<NoticeChoices>().Of(_nora.Key, kind);
}
