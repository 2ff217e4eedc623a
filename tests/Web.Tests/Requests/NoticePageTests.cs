using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>« Notifications » and its count in the menu: « Tout marquer comme lu » reads what was there when the page was drawn.</summary>
public sealed class NoticePageTests(Site site) : IClassFixture<Site>
{
    private const string Page = $"/{DemoPeople.Portal}/notifications";

    [Fact]
    public async Task Marking_all_as_read_leaves_nothing_new_and_no_count()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var before = await nora.Read(Page);
        Assert.Contains("chip new", before, StringComparison.Ordinal);

        var answer = await nora.Do(Page, "lues");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await nora.Read(Page);
        Assert.DoesNotContain("chip new", after, StringComparison.Ordinal);
        Assert.Contains("data-notice", after, StringComparison.Ordinal);
        Assert.Contains("data-count=\"0\"", await nora.Read($"/{DemoPeople.Portal}/fragments/badge"), StringComparison.Ordinal);
        Assert.Contains("Tout est lu", await nora.Read($"{Page}?vue=non-lues"), StringComparison.Ordinal);
    }
}
