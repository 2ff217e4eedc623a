using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>A mandate is passed on at one node while the other ends what it stands on: in the client's space, or in the firm's.</summary>
public sealed class PassedOnRaceTests : IAsyncLifetime
{
    private GrainHost _one = null!;
    private GrainHost _two = null!;
    private Mandated _on = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string> { ["STORE"] = await (await PostgresServer.Shared).CreateDatabase() };
        (_one, _two) = (new GrainHost(settings), new GrainHost(settings));
        _on = await Mandated.In(_one);
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Client_who_removes_the_mandate_leaves_nobody_who_has_it()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            await Both(
                at => _on.MandatesAt(at).PassOn(_on.Garance, at.Fresh(), Mandated.Mandate, $"h-{at.GetHashCode()}", new("c-ines", UniverseRights.ReadAndAct, null, null)),
                at => _on.SpaceAt(at).Remove(_on.Nora, at.Fresh(), Mandated.Mandate), round);

            Assert.Equal(0, await _one.Count("SELECT count(*) FROM space_member WHERE mandate <> ''"));
            Assert.Empty(await _on.Sees(_on.Ines));
            Assert.True((await _on.Invite(Mandated.Mandate)).Ok);
            Assert.True((await _on.Mandates.AcceptFor(_on.Garance, _one.Fresh(), Mandated.Mandate, _on.Firm)).Ok);
        }
    }

    [Fact]
    public async Task Firm_that_removes_the_member_leaves_them_without_it()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            await Both(
                at => _on.MandatesAt(at).PassOn(_on.Garance, at.Fresh(), Mandated.Mandate, $"h-{round}", new("c-ines", UniverseRights.ReadAndAct, null, null)),
                at => at.Grains.GetGrain<ISpaceGrain>(_on.Firm).Remove(_on.Garance, at.Fresh(), "c-ines"), round);

            Assert.Empty(await _on.Sees(_on.Ines));
            // In the firm again, under the same key even, they have nothing of before.
            await _one.RunGrainWork();
            Assert.True((await _on.FirmSpace.Admit(_one.Fresh(), new Member("c-ines", SpaceRole.Collaborateur, false, []))).Ok);
            Assert.Empty(await _on.Sees(_on.Ines));
        }
    }

    private async Task Both(Func<GrainHost, Task> passing, Func<GrainHost, Task> ending, int round)
    {
        foreach (var at in new[] { _one, _two })
            at.Clock.Advance(TimeSpan.FromSeconds(1));
        await Race.Run(2, i => Task.FromResult(i), async i =>
        {
            await (i == round % 2 ? passing(_one) : ending(_two));
            return i;
        });
    }
}
