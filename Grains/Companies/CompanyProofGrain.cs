using System.Collections.Immutable;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;

namespace Grains.Companies;

using Outcome = Decision<CompanyProofState, ProofAnswer, NoRefusal>;

public sealed record CompanyProofState : GrainState
{
    /// <summary>How long a right proof may be used.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    /// <summary>In which wrong ones count, and for which too many close the proof.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>When the wrong ones came that still count.</summary>
    public ImmutableList<DateTimeOffset> Wrong { get; init; } = [];

    public DateTimeOffset? ClosedUntil { get; init; }

    public CompanyFacts? Facts { get; init; }

    public DateTimeOffset ProvenAt { get; init; }

    public bool IsClosed(DateTimeOffset now) => ClosedUntil > now;

    public CompanyFacts? ProvenOn(DateTimeOffset now) => ProvenAt + Kept > now ? Facts : null;

    /// <param name="facts">Of the company that the proof is right for; null when it is wrong.</param>
    /// <param name="operation">Tells one wrong proof from another in the journal.</param>
    public Outcome Prove(string account, CompanyFacts? facts, int tries, string operation, DateTimeOffset now)
    {
        if (IsClosed(now))
            return Outcome.Unchanged with { Value = ProofAnswer.TooMany };
        // A right one forgives nothing: who knows one company's number would guess another's between two of its proofs.
        if (facts is not null)
            return new(this with { Facts = facts, ProvenAt = now }, ProofAnswer.Right, null, []);
        var wrong = Wrong.RemoveAll(at => at + Day <= now).Add(now);
        var isLast = wrong.Count >= tries;
        return new(
            this with { Wrong = isLast ? [] : wrong, ClosedUntil = isLast ? now + Day : null, Facts = null }, ProofAnswer.Wrong, null,
            [JournalRow.Of(account, now, account, isLast ? "company-proof-closed" : "company-proof-wrong", operation)]);
    }
}

[GrainType("company-proof")]
public sealed class CompanyProofGrain(CommitServices services, CoreSystemProofs referential, PolicyBook policies, Rights rights)
    : CommittingGrain<CompanyProofState>(services), ICompanyProofGrain
{
    protected override string Kind => "company-proof";

    public async Task<ProofAnswer> Prove(Caller by, OperationId operation, CompanyProof proof)
    {
        if (by.Account != Key)
            return ProofAnswer.Wrong;
        var facts = State.IsClosed(Now) ? null : await Facts(proof);
        return await Answer(operation, rights.ToCall(by, ChosenCompanyRefusal.NotFound),
            State.Prove(Key, facts, policies.For(by.Portal).ProofTries, operation.Value, Now));
    }

    public Task<CompanyFacts?> Proven(Caller by) => Task.FromResult(by.Account == Key ? State.ProvenOn(Now) : null);

    private async Task<CompanyFacts?> Facts(CompanyProof proof)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["siren"] = proof.Siren, ["numeroEntreprise"] = proof.Number };
        return await referential.Prove(ProofKind.SirenAndInsurerNumber, typed) is { Siren: { } siren } found
            ? new CompanyFacts(siren, found.CompanyName ?? "", found.City ?? "", found.Establishments.Count) : null;
    }
}
