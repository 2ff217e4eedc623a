using System.Collections.Immutable;
using Grains.Commits;

namespace Grains.Accounts.SignIn;

/// <summary>One try of a secret. Unsettled ones count as failures already.</summary>
public sealed record Try(string Attempt, string Flow, DateTimeOffset OpenedAt, bool Failed);

public enum Opening
{
    /// <summary>May be tried; counts as a failure until it is settled right.</summary>
    Counted,
    /// <summary>As many in flight as failures are left: wait for one to settle.</summary>
    Wait,
    Locked,
}

/// <summary>
/// Counts failures of an account, or of one of its known devices (spec 1, "Lockout"): five within 24 h lock for exactly 24 h from the
/// instant the fifth was opened. Tries during the lock change nothing.
/// </summary>
public sealed record FailureCounter
{
    public static readonly FailureCounter Zero = new();

    // With the lockout off failures are not kept; tries in flight are still bounded.
    private const int MaxInFlight = 20;

    public ImmutableList<Try> Tries { get; init; } = [];

    public DateTimeOffset? LockedUntil { get; init; }

    public bool IsLocked => LockedUntil is not null;

    /// <summary>The counter as the clock makes it: ended locks and old failures forgotten, late tries failed.</summary>
    public FailureCounter At(DateTimeOffset now, Policy policy)
    {
        if (LockedUntil is { } until)
            return until <= now || IsOff(policy) ? Zero : this;
        var kept = Tries
            .Where(t => t.OpenedAt + policy.LockoutFor > now)
            .Select(t => !t.Failed && t.OpenedAt + policy.SettleWithin <= now ? t with { Failed = true } : t);
        return (this with { Tries = [.. kept] }).LockIfDue(now, policy);
    }

    public Decision<FailureCounter, Opening, NoRefusal> Open(string attempt, string flow, DateTimeOffset now, Policy policy)
    {
        var current = At(now, policy);
        return current.IsLocked ? new(current, Opening.Locked, null, [])
            : current.Tries.Count >= (IsOff(policy) ? MaxInFlight : policy.LockoutFailures) ? new(current, Opening.Wait, null, [])
            : new(current with { Tries = current.Tries.Add(new Try(attempt, flow, now, false)) }, Opening.Counted, null, []);
    }

    /// <summary>Whether the attempt was opened here and may still be settled.</summary>
    public Try? Pending(string attempt) => Tries.Find(t => t.Attempt == attempt && !t.Failed);

    public FailureCounter Fail(string attempt, DateTimeOffset now, Policy policy) =>
        (this with { Tries = [.. Tries.Select(t => t.Attempt == attempt ? t with { Failed = true } : t)] }).LockIfDue(now, policy);

    /// <summary>Only this try is taken back: a right password alone does not wipe out earlier failures.</summary>
    public FailureCounter TakeBack(string attempt) => this with { Tries = Tries.RemoveAll(t => t.Attempt == attempt) };

    /// <summary>After a completed sign-in. Tries in flight stay: they may still fail.</summary>
    public FailureCounter Forget() => this with { Tries = Tries.RemoveAll(t => t.Failed) };

    private static bool IsOff(Policy policy) => policy.LockoutFailures <= 0;

    private FailureCounter LockIfDue(DateTimeOffset now, Policy policy)
    {
        if (IsOff(policy))
            return Forget();
        var failures = Tries.Where(t => t.Failed).OrderBy(t => t.OpenedAt).ToList();
        if (failures.Count < policy.LockoutFailures)
            return this;
        var until = failures[policy.LockoutFailures - 1].OpenedAt + policy.LockoutFor;
        return until <= now ? Zero : new FailureCounter { LockedUntil = until };
    }
}
