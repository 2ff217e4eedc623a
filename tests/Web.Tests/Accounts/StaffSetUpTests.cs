using System.Net;
using Grains.Accounts.Registration;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Row A3 for staff: the one-time set-up page refuses what everybody refuses, and the link stays alive.</summary>
public sealed class StaffSetUpTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Theory]
    [InlineData("jeanne.roux", "court")]
    [InlineData("jeanne.blanc", "Azertyuiop123")]
    [InlineData("jeanne.martin", "jeanne.martin-2026")]
    public async Task A3_Weak_password_is_refused_with_its_reason(string name, string password)
    {
        var link = await _site.Services.GetRequiredService<StaffInvitationService>().Add($"{name}@orvane.example", "superviseur");
        using var jeanne = _site.Stranger();
        var page = await jeanne.Ask(new Uri(link).PathAndQuery);

        var refused = await Answer.Of(await jeanne.Send(
            "/gestion/activation", new FormKeys(page.Token, page.Key),
            ("compte", page.Field("compte")), ("jeton_acces", page.Field("jeton_acces")), ("password", password), ("again", password), ("code", "000000")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("href=\"#nouveau\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_too_old_or_made_up_asks_for_nothing()
    {
        var link = new Uri(await _site.Services.GetRequiredService<StaffInvitationService>().Add("jeanne.noir@orvane.example", "superviseur")).PathAndQuery;
        using var jeanne = _site.Stranger();

        var forged = await jeanne.Ask(link[..link.IndexOf("jeton=", StringComparison.Ordinal)] + "jeton=AAAAAAAAAAAAAAAAAAAAAA");
        await _site.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        var old = await jeanne.Ask(link);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (forged.Status, old.Status));
        Assert.DoesNotContain("jeanne.noir", forged.Body + old.Body, StringComparison.Ordinal);
    }
}
