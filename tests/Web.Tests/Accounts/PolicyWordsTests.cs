using System.Net;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>What pages and mails say of times is what the portal's policy says.</summary>
public sealed class PolicyWordsTests : IDisposable
{
    private readonly Site _site = new(new Dictionary<string, string>
    {
        ["Portals:4:Policy:CodeLife"] = "00:05:00", ["Portals:4:Policy:LockoutFor"] = "02:00:00", ["Portals:4:Policy:LockoutFailures"] = "3",
        ["Portals:4:Policy:PurgeAfter"] = "10.00:00:00", ["Portals:4:Policy:DeviceLife"] = "60.00:00:00",
    });

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Pages_and_mails_name_the_portal_s_own_times()
    {
        using var stranger = _site.Stranger();
        await stranger.TypePassword(DemoPeople.Nora, DemoPeople.Password);
        Assert.Contains("valable 5\u00a0minutes", await Page("/multi-siren/connexion?etape=code"));
        Assert.Contains("Il est valable 5\u00a0minutes", (await Mailed(m => m.Code is not null)).Text);

        for (var i = 0; i < 3; i++)
            await stranger.TypePassword(DemoPeople.Nora, "faux");
        Assert.Contains("bloqué 2\u00a0heures", (await Mailed(m => m.Subject.Contains("bloqué", StringComparison.Ordinal))).Subject);

        await stranger.StatusOf("/multi-siren/activation?compte=personne&jeton=aucun");
        Assert.Contains("dans les 10\u00a0jours", await Page("/multi-siren/activation"));
        Assert.Contains("pendant 60\u00a0jours", await Page("/protection-des-donnees"));

        async Task<string> Page(string address) => WebUtility.HtmlDecode(await (await stranger.Client.GetAsync(address)).Content.ReadAsStringAsync());
    }

    private async Task<DemoMessage> Mailed(Func<DemoMessage, bool> wanted)
    {
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await _site.Services.GetRequiredService<Outbox>().Read(null, default)).FirstOrDefault(wanted)) is not null);
        return found!;
    }
}
