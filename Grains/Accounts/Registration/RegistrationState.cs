using Grains.Interfaces;
using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;

namespace Grains.Accounts.Registration;

using Outcome = Decision<RegistrationState, Nothing, RegistrationRefusal>;

/// <summary>A registration under way. Bounded: known fields of limited length, two files.</summary>
public sealed record RegistrationState : GrainState
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private const int MaxFiles = 2;

    public DateTimeOffset? BegunAt { get; init; }

    public ImmutableSortedDictionary<string, string> Fields { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ProvenFacts? Proven { get; init; }

    /// <summary>Wrong proofs so far.</summary>
    public int Wrong { get; init; }

    public ImmutableList<Attachment> Files { get; init; } = [];

    /// <summary>A field that no form has was noted once; more of them would only fill the journal.</summary>
    public bool SurplusNoted { get; init; }

    /// <summary>Set when it is finished: the masked address that the mail went to.</summary>
    public string SentTo { get; init; } = "";

    public bool IsOver(DateTimeOffset now) => SentTo.Length > 0 || BegunAt + Kept <= now;

    public Outcome Save(string key, Policy policy, RegistrationPage page, DateTimeOffset now)
    {
        if (IsOver(now))
            return RegistrationRefusal.Over;
        var known = page.Fields.Where(f => RegistrationSteps.AllFields(policy).Contains(f.Key)).ToList();
        if (known.Any(f => f.Value.Length > (f.Key == RegistrationSteps.Unticked ? RegistrationSteps.MaxUnticked * 15 : RegistrationSteps.MaxLength)))
            return RegistrationRefusal.TooLong;
        var changed = known.Where(f => Fields.GetValueOrDefault(f.Key, "") != f.Value).Select(f => f.Key).ToList();
        var next = this with
        {
            BegunAt = BegunAt ?? now,
            Fields = Fields.SetItems(known),
            Proven = changed.Intersect(Proofs(policy)).Any() ? null : Proven,
            SurplusNoted = SurplusNoted || page.Surplus.Count > 0,
        };
        return new(next, default, null, [.. Begun(key, now), .. Surplus(key, page, now)]);
    }

    public RegistrationState WithProof(ProvenFacts? proven) => proven is null ? this with { Proven = null, Wrong = Wrong + 1 } : this with { Proven = proven };

    public Outcome Attach(Attachment file, DateTimeOffset now) =>
        IsOver(now) ? RegistrationRefusal.Over
        : Proven is null ? RegistrationRefusal.NotProven
        : Files.Exists(f => f.File == file.File) ? new Outcome(this, default, null, [])
        : Files.Count >= MaxFiles ? RegistrationRefusal.TooManyFiles
        : new Outcome(this with { Files = Files.Add(file) }, default, null, []);

    public Outcome Detach(string file, DateTimeOffset now) =>
        IsOver(now) ? RegistrationRefusal.Over : new Outcome(this with { Files = Files.RemoveAll(f => f.File == file) }, default, null, []);

    public RegistrationState Finish(RegistrationEnd end) => new() { BegunAt = BegunAt, SentTo = end.SentTo };

    private static IEnumerable<string> Proofs(Policy policy) =>
        RegistrationSteps.Fields(policy, RegistrationStep.Siren).Where(_ => policy.Proof is ProofKind.SirenAndInsurerNumber).Concat(RegistrationSteps.Fields(policy, RegistrationStep.Proof));

    private IEnumerable<Effect> Begun(string key, DateTimeOffset now) =>
        BegunAt is null ? [new Schedule(RegistrationGrain.ExpiryKind, $"registration-expiry/{key}", key, now + Kept, JobLane.Grains)] : [];

    private IEnumerable<Effect> Surplus(string key, RegistrationPage page, DateTimeOffset now) =>
        page.Surplus.Count == 0 || SurplusNoted ? [] : [JournalRow.Of(key, now, "", "form-surplus", string.Join(' ', page.Surplus))];
}
