using Grains.Access;
using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;

namespace Grains.Accounts.Registration;

using Done = Decision<RegistrationState, Nothing, NoRefusal>;
using Outcome = Decision<RegistrationState, Nothing, RegistrationRefusal>;
using Proof = Decision<RegistrationState, ProofAnswer, NoRefusal>;

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

    /// <summary>What the proof of a page is looked up by, or null where it would not count.</summary>
    public IReadOnlyDictionary<string, string>? ToProve(string key, Policy policy, RegistrationPage page, DateTimeOffset now) =>
        Wrong >= policy.ProofTries ? null : Save(key, policy, page, now).Next?.Fields;

    /// <summary>Saves the page with what its fields prove. Wrong is counted; a page that is refused, or one too many, is not even saved.</summary>
    /// <param name="proven">Null: they prove nothing.</param>
    /// <param name="operation">Tells one wrong proof from another in the journal.</param>
    public Proof Prove(string key, Policy policy, RegistrationPage page, ProvenFacts? proven, string operation, DateTimeOffset now)
    {
        var saved = Save(key, policy, page, now);
        if (saved.Next is not { } next)
            return Proof.Unchanged with { Value = ProofAnswer.Wrong };
        if (Wrong >= policy.ProofTries)
            return Proof.Unchanged with { Value = ProofAnswer.TooMany };
        return proven is null
            ? new(next with { Proven = null, Wrong = Wrong + 1 }, ProofAnswer.Wrong, null,
                [.. saved.Effects, JournalRow.Of(key, now, "", "proof-wrong", operation)])
            : new(next with { Proven = proven }, ProofAnswer.Right, null, saved.Effects);
    }

    public Outcome Attach(Attachment file, DateTimeOffset now) =>
        IsOver(now) ? RegistrationRefusal.Over
        : Proven is null ? RegistrationRefusal.NotProven
        : Files.Exists(f => f.File == file.File) ? new Outcome(this, default, null, [])
        : Files.Count >= MaxFiles ? RegistrationRefusal.TooManyFiles
        : new Outcome(this with { Files = Files.Add(file) }, default, null, []);

    public Outcome Detach(string file, DateTimeOffset now) =>
        IsOver(now) ? RegistrationRefusal.Over : new Outcome(this with { Files = Files.RemoveAll(f => f.File == file) }, default, null, []);

    /// <summary>Nothing stays of what was typed. Again: nothing.</summary>
    public Done Finish(RegistrationEnd end) =>
        SentTo.Length > 0 ? Done.Unchanged : new(new RegistrationState { BegunAt = BegunAt, SentTo = end.SentTo }, default, null, []);

    /// <summary>Ends it with a number to call back. Refused: Over.</summary>
    public Outcome AskContact(string key, ContactAsked asked, DateTimeOffset now) => IsOver(now) ? RegistrationRefusal.Over : new Outcome(
        this with { BegunAt = BegunAt ?? now, SentTo = "·" }, default, null,
        [
            new Upsert(new ContactAskedRow(key, asked.Portal, asked.Siren, asked.Name, asked.Phone, asked.Email, now)), new Notify("queue/contact"),
            JournalRow.Of(key, now, "", "contact-asked"),
        ]);

    /// <summary>The call was made. Refused to anybody but advisers: Over.</summary>
    public Outcome ContactDone(string key, Caller by, DateTimeOffset now) => !StaffRights.May(by, StaffAct.ReviewIdentity) ? RegistrationRefusal.Over : new Outcome(
        this, default, null, [Delete.Of<ContactAskedRow>(key), new Notify("queue/contact"), JournalRow.Of(key, now, by.Account, "contact-done")]);

    /// <summary>Forgets everything when its day is over; before that, nothing.</summary>
    public Done Expire(DateTimeOffset now) => BegunAt + Kept <= now ? new(new RegistrationState(), default, null, []) : Done.Unchanged;

    private static IEnumerable<string> Proofs(Policy policy) =>
        RegistrationSteps.Fields(policy, RegistrationStep.Siren).Where(_ => policy.Proof is ProofKind.SirenAndInsurerNumber)
            .Concat(RegistrationSteps.Fields(policy, RegistrationStep.Proof));

    private IEnumerable<Effect> Begun(string key, DateTimeOffset now) =>
        BegunAt is null ? [new Schedule(RegistrationGrain.ExpiryKind, $"registration-expiry/{key}", key, now + Kept, JobLane.Grains)] : [];

    private IEnumerable<Effect> Surplus(string key, RegistrationPage page, DateTimeOffset now) =>
        page.Surplus.Count == 0 || SurplusNoted ? [] : [JournalRow.Of(key, now, "", "form-surplus", string.Join(' ', page.Surplus))];
}
