using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees.Evidence;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;

namespace Grains.Employees.Evidence;

/// <summary>
/// Does a step: some waivers with their proofs, a paper that lists some hundreds, or the end. A node that dies in it leaves the job to another, which does the
/// step again as another run: what counts is the run that is recorded, and nothing of a bundle is held in memory but a step's lines.
/// </summary>
public sealed class EvidenceJob(IGrainFactory grains, EvidenceQueries evidence, IEvidenceArchive archive, EvidenceSeal seal, Rights rights) : IJobHandler
{
    /// <summary>Waivers that one paper lists: it is built in memory.</summary>
    internal const int PerIndex = 250;

    internal const int MostWaivers = 40;

    private const long MostBytes = 4 * 1024 * 1024;

    private const int AtATime = 8;

    // From then on what fails ends the making: a new one may be asked for.
    private const int LastTry = 6;

    public string Kind => EvidenceStep.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var step = EvidenceStep.Read(job);
        var bundle = grains.GetGrain<IEvidenceGrain>(step.Bundle);
        if (await bundle.Next(step.Step) is not { } due)
            return;
        var done = new EvidenceDone(step.Step, job.Fence, 0, due.Size);
        try
        {
            done = await Do(step, job.Fence, due, cancel);
        }
        catch (Exception e) when (job.Attempt >= LastTry && e is not OperationCanceledException)
        {
            done = done with { End = EvidenceStage.Failed };
        }
        // After it was read: who has lost the right, at any establishment that is in it, has no bundle.
        var right = rights.ToReadEmployees(due.By, EvidenceRefusal.NotFound, due.Company, [.. due.Sirets.Union(done.Sirets)]);
        if (!await rights.Hold(right))
            done = done with { End = EvidenceStage.Stopped };
        await bundle.Record(job.Operation.Step("record"), done);
    }

    private async Task<EvidenceDone> Do(EvidenceStep step, long run, EvidenceDue due, CancellationToken cancel)
    {
        var (writing, scope) = (archive.Begin(step.Bundle, step.Step, run, due), rights.ScopeOf(due.By));
        var done = new EvidenceDone(step.Step, run, 0, due.Size);
        done = due.Phase switch
        {
            EvidencePhase.Proofs => await Proofs(step.Bundle, due, done, writing, scope, cancel),
            EvidencePhase.Index => await Index(step.Bundle, due, done, writing, scope, cancel),
            _ => await Close(step.Bundle, done, writing, scope, cancel),
        };
        return done with { Parts = await writing.Flush(cancel), Size = writing.Size };
    }

    private async Task<EvidenceDone> Proofs(string bundle, EvidenceDue due, EvidenceDone done, IEvidenceWriting writing, Scope scope, CancellationToken cancel)
    {
        var block = await evidence.Next(scope, due.Company, due.After, MostWaivers, cancel);
        var (lines, entries, sirets) = (new List<EvidenceLine>(), new List<EvidenceEntry>(), new SortedSet<string>(StringComparer.Ordinal));
        var (after, people) = (due.After, due.People);
        foreach (var some in block.Chunk(AtATime))
        {
            if (writing.Size - due.Size >= MostBytes)
                return Result(last: false);
            // Each by the guard of its employee, who has it written down.
            var opened = await Task.WhenAll(some.Select(row => grains.GetGrain<IWaiverGrain>(row.Employee).OpenWaiverEvidence(due.By, (int)row.Waiver)));
            var names = await evidence.Names(scope, [.. opened.Where(o => o.Ok).Select(o => o.Value!.DecidedBy).Distinct()], cancel);
            foreach (var (row, waiver) in some.Zip(opened.Select(o => o.Value)))
            {
                if (waiver is not null)
                {
                    people = row.Employee == after?.Employee && people > 0 ? people : people + 1;
                    var line = due.Lines + lines.Count + 1;
                    var path = EvidencePath.Of(people, line, waiver);
                    var proof = waiver.Proof is { } file && row.Veiled == 0 ? await writing.AddProof(path, file.File, cancel) : null;
                    if (proof is not null)
                        entries.Add(proof);
                    sirets.Add(waiver.Siret);
                    lines.Add(seal.Close(bundle, Content(line, row, waiver, names, proof)));
                }
                after = row.Place;
            }
        }
        return Result(block.Count < MostWaivers);

        EvidenceDone Result(bool last) => done with { Last = last, After = after, People = people, Lines = lines, Entries = entries, Sirets = [.. sirets] };
    }

    private static EvidenceContent Content(int line, GrantedRow row, GrantedWaiver w, IReadOnlyDictionary<string, string> names, EvidenceEntry? proof) => new(
        line, w.LastName, w.FirstName, w.Contract, row.Universe, row.ActKind, row.ActOn, w.Case, w.Window, w.Reason, w.AskedAt, w.From, w.Until, w.DecidedAt,
        w.ByInsurer ? "" : names.GetValueOrDefault(w.DecidedBy, ""),
        proof is not null ? EvidenceProof.Enclosed : w.Proof is null ? EvidenceProof.Declaration : EvidenceProof.Withheld,
        w.Proof?.Name ?? "", proof?.Name ?? "", proof?.Sha256 ?? "");

    private async Task<EvidenceDone> Index(string bundle, EvidenceDue due, EvidenceDone done, IEvidenceWriting writing, Scope scope, CancellationToken cancel)
    {
        var lines = await evidence.Lines(scope, bundle, due.Indexed, PerIndex, cancel).ToListAsync(cancel);
        var index = new EvidenceIndex(
            due.By.Portal, await evidence.CompanyName(scope, due.Company, cancel), EmployeeChange.Id(due.Company), due.By.Name, due.AskedAt,
            due.Indexed / PerIndex + 1, Math.Max(1, (due.Lines + PerIndex - 1) / PerIndex), lines);
        return done with { Indexed = lines.Count, Entries = [await writing.AddIndex(index, cancel)] };
    }

    private async Task<EvidenceDone> Close(string bundle, EvidenceDone done, IEvidenceWriting writing, Scope scope, CancellationToken cancel)
    {
        var table = await writing.AddTable(() => evidence.Lines(scope, bundle, 0, int.MaxValue, cancel), cancel);
        var fingerprints = await writing.AddFingerprints(() => evidence.Entries(scope, bundle, cancel).Append(table), cancel);
        await writing.End(evidence.Entries(scope, bundle, cancel).Append(table).Append(fingerprints), cancel);
        return done with { Entries = [table, fingerprints] };
    }
}

/// <summary>Names of files in a bundle: letters without accents, digits and hyphens, numbered as the index lists them, so that none is there twice.</summary>
internal static class EvidencePath
{
    private const int MostSigns = 40;

    /// <summary>« justificatifs/0001-martin-zoe/0002-W3-attestation », without the ending.</summary>
    public static string Of(int person, int line, GrantedWaiver waiver) =>
        $"justificatifs/{person:D4}-{Plain($"{waiver.LastName} {waiver.FirstName}")}/{line:D4}-{waiver.Case}-{Plain(Path.GetFileNameWithoutExtension(waiver.Proof?.Name ?? ""))}";

    private static string Plain(string text)
    {
        var words = SearchText.Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit)));
        var plain = string.Join('-', words.Where(w => w.Length > 0));
        return plain.Length == 0 ? "sans-nom" : plain.Length <= MostSigns ? plain : plain[..MostSigns].TrimEnd('-');
    }
}
