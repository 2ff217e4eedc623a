using Grains.Access;
using Grains.Employees.Evidence;
using Grains.Interfaces.Employees.Evidence;
using Grains.Tests.Employees.Waivers;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees.Evidence;

/// <summary>A bundle is made in steps: a node that dies in any leaves it to the next, whole and once.</summary>
public sealed class EvidenceResumeTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    private GrainHost Host => _staff.Host;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task A_node_that_dies_at_any_point_of_any_step_leaves_a_file_that_the_next_one_makes_whole()
    {
        await _staff.Many(90);
        Assert.True((await _staff.Ask()).Ok);
        var bundle = (await _staff.Newest())!.Bundle;
        var (step, deaths) = (0, 0);
        for (var going = true; going; step++)
        {
            going = false;
            for (var point = 0; ; point++)
            {
                var dying = new EvidenceJob(
                    Host.Grains, Host.Get<EvidenceQueries>(), new DyingArchive(Host.Get<IEvidenceArchive>(), point), Host.Get<EvidenceSeal>(), Host.Get<Rights>());
                try
                {
                    going |= await _staff.Step(bundle, step, dying);
                    break;
                }
                catch (DeadException)
                {
                    (deaths, going) = (deaths + 1, true);
                    // Another silo may have it by then.
                    if (point == 1)
                        await Host.Restart();
                }
                // Each point of a short step, some of a long one.
                if (point > 3)
                    point += 11;
            }
            // Whoever comes late with a step that is recorded finds nothing to do.
            Assert.False(await _staff.Step(bundle, step));
        }

        Assert.InRange(deaths, 12, 200);
        var made = (await _staff.Newest())!;
        Assert.Equal((EvidenceStage.Ready, 90), (made.Stage, made.Lines));
        var files = await _staff.Download(made);
        Assert.Equal(90 + 3, files.Count);
        Assert.Equal(90, files.Keys.Select(n => n.Split('/')[^1].Split('-')[0]).Count(n => n.All(char.IsAsciiDigit)));
        Assert.Equal(90, files.Keys.Count(n => n.StartsWith("justificatifs/", StringComparison.Ordinal)));
    }

    private sealed class DeadException : Exception;

    // Lets so many calls through, then the node is dead, with what it has written.
    private sealed class DyingArchive(IEvidenceArchive archive, int lets) : IEvidenceArchive
    {
        public IEvidenceWriting Begin(string bundle, int step, long run, EvidenceDue due) => new Writing(archive.Begin(bundle, step, run, due), lets);

        private sealed class Writing(IEvidenceWriting writing, int lets) : IEvidenceWriting
        {
            private int _left = lets;

            public long Size => writing.Size;

            public async Task<EvidenceEntry?> AddProof(string path, string file, CancellationToken cancel) => await Living(writing.AddProof(path, file, cancel));

            public async Task<EvidenceEntry> AddIndex(EvidenceIndex index, CancellationToken cancel) => await Living(writing.AddIndex(index, cancel));

            public async Task<EvidenceEntry> AddTable(Func<IAsyncEnumerable<EvidenceContent>> lines, CancellationToken cancel) => await Living(writing.AddTable(lines, cancel));

            public async Task<EvidenceEntry> AddFingerprints(Func<IAsyncEnumerable<EvidenceEntry>> entries, CancellationToken cancel) =>
                await Living(writing.AddFingerprints(entries, cancel));

            public async Task End(IAsyncEnumerable<EvidenceEntry> entries, CancellationToken cancel)
            {
                await writing.End(entries, cancel);
                await Living(Task.FromResult(0));
            }

            public async Task<int> Flush(CancellationToken cancel) => await Living(writing.Flush(cancel));

            private async Task<T> Living<T>(Task<T> done)
            {
                var made = await done;
                if (_left-- > 0)
                    return made;
                await writing.Flush(default);
                throw new DeadException();
            }
        }
    }
}
