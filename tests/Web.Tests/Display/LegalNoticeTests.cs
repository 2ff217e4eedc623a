using Web.Tests.Fixtures;

namespace Web.Tests.Display;

public sealed class LegalNoticeTests
{
    [Fact]
    public async Task Demo_s_legal_notice_has_no_gap()
    {
        using var site = new Site();
        using var stranger = site.Stranger();

        var page = await stranger.Read("/mentions-legales");

        Assert.DoesNotContain("compléter", page, StringComparison.Ordinal);
        Assert.Contains("imaginaire", page, StringComparison.Ordinal);
    }
}
