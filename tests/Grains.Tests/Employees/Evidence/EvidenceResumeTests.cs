using Grains.Access;
using Grains.Commits;
using Grains.Employees.Evidence;
using Grains.Interfaces.Employees.Evidence;
using Grains.Tests.Employees.Waivers;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Employees.Evidence;

/// <summary>A bundle is made in steps: a node that dies in any leaves it to the next, whole and once, and many waivers cost no more memory than some.</summary>
public sealed class EvidenceResumeTests : IAsyncLifetime
{
    // Of rows, lines and papers of a step, and what the host itself breathes.
    private const long Flat = 48 * 1024 * 1024;

    private WaiverStaff _staff = null!;

    private GrainHost Host => _staff.Host;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task A_node_that_dies_at_any_point_of_any_step_leaves_a_file_that_the_next_one_makes_whole()
    {
        await Many(90);
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

    [Fact]
    public async Task Memory_is_flat_however_many_waivers_there_are_and_the_index_is_several_papers()
    {
        var many = int.Parse(Environment.GetEnvironmentVariable("MANY_WAIVERS") ?? "1200", System.Globalization.CultureInfo.InvariantCulture);
        await Many(many);
        Assert.True((await _staff.Ask()).Ok);
        var bundle = (await _staff.Newest())!.Bundle;
        var (before, most) = (0L, 0L);
        for (var step = 0; await _staff.Step(bundle, step); step++)
        {
            if (step % 10 != 5)
                continue;
            var live = GC.GetTotalMemory(forceFullCollection: true);
            before = before == 0 ? live : before;
            most = Math.Max(most, live - before);
        }

        Assert.InRange(most, 0, Flat);
        var made = (await _staff.Newest())!;
        Assert.Equal((EvidenceStage.Ready, many), (made.Stage, made.Lines));
        // A row is 256 KiB at most, with its seal.
        Assert.InRange(await Host.Count("SELECT max(length(data)) FROM evidence_part"), 1, 256 * 1024 + 128);
        var files = await _staff.Download(made);
        Assert.Equal((many + 249) / 250, files.Keys.Count(n => n.StartsWith("index-", StringComparison.Ordinal)));
        Assert.Equal(many, files.Keys.Count(n => n.StartsWith("justificatifs/", StringComparison.Ordinal)));
    }

    // Employees like one who was granted a waiver, each with a state and a row of their own and the same proof.
    private async Task Many(int count)
    {
        var person = await _staff.Asking("W3");
        Assert.True((await _staff.Accept(person.Id)).Ok);
        for (var from = 2; from <= count; from += 500)
        {
            var (first, last) = ((long)from, (long)Math.Min(count, from + 499));
            await Host.Get<IHostStore>().Execute(
                """
                INSERT INTO grain (key, version, state) WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
                SELECT 'employee/' || $3 || '/many-' || n.i, 1, g.state FROM n JOIN grain g ON g.key = 'employee/' || $4
                """, CommitLane.Bulk, default, first, last, GrainHost.Portal, person.Key);
            await Host.Get<IHostStore>().Execute(
                """
                INSERT INTO employee_waiver (employee, waiver, portal, company, siret, contract, case_code, last_name, first_name, words, stage, register_on, from_on, until_on,
                  since_on, in_window, reason, asked_at, file, file_name, decided_at, by_insurer, word)
                WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
                SELECT $3 || '/many-' || n.i, w.waiver, w.portal, w.company, w.siret, w.contract, w.case_code, w.last_name || (10000 + n.i), w.first_name, w.words || (10000 + n.i), w.stage, w.register_on,
                  w.from_on, w.until_on, w.since_on, w.in_window, w.reason, w.asked_at, w.file, w.file_name, w.decided_at, w.by_insurer, w.word
                FROM n JOIN employee_waiver w ON w.employee = $4
                """, CommitLane.Bulk, default, first, last, GrainHost.Portal, person.Key);
        }
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
