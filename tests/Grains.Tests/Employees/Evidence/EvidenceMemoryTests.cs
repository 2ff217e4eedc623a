using Grains.Interfaces.Employees.Evidence;
using Grains.Tests.Employees.Waivers;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees.Evidence;

/// <summary>Many waivers cost no more memory than some. It measures the memory of the process, so it is alone in it.</summary>
[CollectionDefinition(nameof(EvidenceMemoryTests), DisableParallelization = true)]
[Collection(nameof(EvidenceMemoryTests))]
public sealed class EvidenceMemoryTests : IAsyncLifetime
{
    // Of rows, lines and papers of a step, and what the host itself breathes.
    private const long Flat = 48 * 1024 * 1024;

    private WaiverStaff _staff = null!;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task Memory_is_flat_however_many_waivers_there_are_and_the_index_is_several_papers()
    {
        var many = int.Parse(Environment.GetEnvironmentVariable("MANY_WAIVERS") ?? "1200", System.Globalization.CultureInfo.InvariantCulture);
        await _staff.Many(many);
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
        Assert.InRange(await _staff.Host.Count("SELECT max(length(data)) FROM evidence_part"), 1, 256 * 1024 + 128);
        var files = await _staff.Download(made);
        Assert.Equal((many + 249) / 250, files.Keys.Count(n => n.StartsWith("index-", StringComparison.Ordinal)));
        Assert.Equal(many, files.Keys.Count(n => n.StartsWith("justificatifs/", StringComparison.Ordinal)));
    }
}
