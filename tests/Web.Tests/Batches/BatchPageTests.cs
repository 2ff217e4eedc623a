using System.Net;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Batches;

public sealed class BatchPageTests(Site site) : IClassFixture<Site>
{
    private const string Space = $"{DemoPeople.Portal}/grand";

    [Fact]
    public async Task Mails_to_more_than_twenty_administrators_are_followed_live_by_staff_alone()
    {
        var space = site.Grains.GetGrain<ISpaceGrain>(Space);
        await space.Open(Site.Fresh(), "Grand", new Member(DemoPeople.Nora.Key, SpaceRole.Administrateur, true, []));
        for (var i = 0; i < 24; i++)
            await space.Admit(Site.Fresh(), new Member($"nobody-{i:d2}", SpaceRole.Administrateur, true, []));
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var nora = await site.SignIn(DemoPeople.Nora);

        Assert.True((await space.RequestMembership(Site.Fresh(), new MembershipRequest("nobody", "Personne Nouvelle", DemoPeople.Brumont.Key))).Ok);

        var batch = await Eventually(() => site.Query<string>($"SELECT coalesce(max(batch), '') FROM batch_list WHERE ended_at IS NOT NULL AND subject = '{Space}'"));
        var page = await claire.Read($"/gestion/traitements/{batch}");
        Assert.Contains("data-ended=\"oui\"", page, StringComparison.Ordinal);
        Assert.Contains($"data-watch=\"batch/{batch}\"", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Nora Vasselin</bdi>", page, StringComparison.Ordinal);
        Assert.Contains(batch!, await claire.Read("/gestion/traitements"), StringComparison.Ordinal);
        Assert.DoesNotContain("<html", await (await claire.Fragment($"/gestion/traitements/{batch}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // It names the people of other spaces: who administrates one of them reads none of it.
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/{DemoPeople.Portal}/traitements/{batch.Split('/')[1]}"));
    }

    [Fact]
    public async Task Who_began_a_batch_follows_it_and_their_colleague_finds_nothing()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        var by = DemoPeople.Nora.Caller;
        var batch = site.Grains.GetGrain<IBatchGrain>($"{DemoPeople.Portal}/lot");
        Assert.True((await batch.Start(by, Site.Fresh(), new BatchOrder("unknown", by, by.Account, DemoPeople.Brumont.Key, new Dictionary<string, string>()))).Ok);
        await batch.Plan(Site.Fresh(), new BatchPlan(0, 250, []));
        await batch.Record(Site.Fresh(), new BatchChunkResult(0, [new("1", "Aminata Diallo", BatchOutcome.Done), new("2", "Paul Noir", BatchOutcome.Failed)], Last: false));

        var page = await nora.Read($"/{DemoPeople.Portal}/traitements/lot");
        Assert.Contains("data-ended=\"non\"", page, StringComparison.Ordinal);
        Assert.Contains("Aminata Diallo", page, StringComparison.Ordinal);
        var failed = await nora.Read($"/{DemoPeople.Portal}/traitements/lot?etat=non-aboutis");
        Assert.Contains("Paul Noir", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("Aminata Diallo", failed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await hugues.StatusOf($"/{DemoPeople.Portal}/traitements/lot"));
    }

    private static async Task<T> Eventually<T>(Func<Task<T>> ask)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await ask() is { } found and not "")
                return found;
            await Task.Delay(50);
        }
        throw new TimeoutException();
    }
}
