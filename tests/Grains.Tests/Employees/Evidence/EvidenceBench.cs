using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Employees.Evidence;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;
using Grains.Tests.Employees.Waivers;
using Grains.Tests.Fixtures;
using Silo.Evidence;
using Silo.Storage;

namespace Grains.Tests.Employees.Evidence;

/// <summary>Asks for bundles, does their jobs as a dispatcher would, and opens what came of them as somebody else's program does.</summary>
internal static class EvidenceBench
{
    public static async Task<EvidenceSummary?> Newest(this WaiverStaff staff, Caller? by = null) =>
        await staff.Host.Get<EvidenceQueries>().Newest(staff.Host.Get<Rights>().ScopeOf(by ?? staff.Nora), staff.Company);

    public static async Task<Result<EvidenceRefusal>> Ask(this WaiverStaff staff, Caller? by = null, OperationId? operation = null) =>
        await staff.Host.Get<EvidenceService>().Prepare(by ?? staff.Nora, operation ?? staff.Host.Fresh(), staff.Company);

    /// <summary>Asked for and made; its id.</summary>
    public static async Task<EvidenceSummary> Make(this WaiverStaff staff, Caller? by = null)
    {
        var asked = await staff.Ask(by);
        Assert.True(asked.Ok, $"{asked.Refusal}");
        var bundle = (await staff.Newest(by))!.Bundle;
        for (var step = 0; await staff.Step(bundle, step); step++)
        {
        }
        return (await staff.Newest(by))!;
    }

    /// <summary>Does a step, in a run of its own; false when nothing is to do there.</summary>
    public static async Task<bool> Step(this WaiverStaff staff, string bundle, int step, IJobHandler? handler = null, int attempt = 1)
    {
        if (await staff.Host.Grains.GetGrain<IEvidenceGrain>(bundle).Next(step) is null)
            return false;
        var payload = System.Text.Json.JsonSerializer.Serialize(new EvidenceStep(bundle, step));
        var job = new LeasedJob($"evidence/{bundle}/{step}", EvidenceStep.JobKind, payload, JobLane.Bulk, attempt, Random.Shared.NextInt64(1, long.MaxValue), null);
        await (handler ?? staff.Host.Get<IEnumerable<IJobHandler>>().Single(j => j is EvidenceJob)).Handle(job, default);
        return true;
    }

    /// <summary>The file as it is downloaded, found whole: each fingerprint is that of the file beside it, and each file has one.</summary>
    public static async Task<Dictionary<string, byte[]>> Download(this WaiverStaff staff, EvidenceSummary bundle, Caller? by = null)
    {
        var opened = await staff.Host.Get<EvidenceService>().Open(by ?? staff.Nora, bundle.Id);
        Assert.True(opened.Ok, $"{opened.Refusal}");
        using var file = new MemoryStream();
        await staff.Host.Get<EvidenceArchive>().CopyTo(bundle.Bundle, file, () => Task.CompletedTask, default);
        Assert.Equal(opened.Value.Size, file.Length);
        var files = Unpack(file);
        var listed = Encoding.UTF8.GetString(files["empreintes.sha256"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (Hash: l[..64], Name: l[66..])).ToList();
        Assert.Equal(files.Keys.Where(n => n != "empreintes.sha256").Order(StringComparer.Ordinal), listed.Select(l => l.Name).Order(StringComparer.Ordinal));
        Assert.All(listed, l => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[l.Name])), l.Hash));
        return files;
    }

    public static Dictionary<string, byte[]> Unpack(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        Assert.Equal(zip.Entries.Count, zip.Entries.Select(e => e.FullName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = e.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });
    }

    /// <summary>Employees like one who was granted a waiver, each with a state and a row of their own and the same proof.</summary>
    public static async Task Many(this WaiverStaff staff, int count)
    {
        var person = await staff.Asking("W3");
        Assert.True((await staff.Accept(person.Id)).Ok);
        for (var from = 2; from <= count; from += 500)
        {
            var (first, last) = ((long)from, (long)Math.Min(count, from + 499));
            await staff.Host.Get<IHostStore>().Execute(
                """
                INSERT INTO grain (key, version, state) WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
                SELECT 'employee/' || $3 || '/many-' || n.i, 1, g.state FROM n JOIN grain g ON g.key = 'employee/' || $4
                """, CommitLane.Bulk, default, first, last, GrainHost.Portal, person.Key);
            await staff.Host.Get<IHostStore>().Execute(
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
}
