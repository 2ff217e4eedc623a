using System.Collections.Immutable;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures.Proofs;

/// <summary>A proof that was handed in, as the employee's state keeps it.</summary>
/// <param name="Id">Of one employee.</param>
/// <param name="LastDay">Of the departure whose portability it proves.</param>
/// <param name="DueOn">The day of the one that was expected.</param>
/// <param name="By">The employer's account; empty where the leaver handed it in.</param>
/// <param name="Name">Of that account's holder.</param>
public sealed record PortabilityProof(
    int Id, DateOnly LastDay, DepartureEvidence Kind, DateOnly DueOn, ImmutableList<ProofFile> Files, DateTimeOffset At, string By = "", string Name = "")
{
    public ProofStage Stage { get; init; } = ProofStage.Waiting;

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The adviser's account.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>Why it is refused.</summary>
    public string Word { get; init; } = "";

    /// <summary>The last day that it proves benefit for, as the adviser read it.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Benefit ended on that day.</summary>
    public bool Ends { get; init; }

    /// <summary>What was due up to this day is proven by it.</summary>
    internal DateOnly Proves => Until > DueOn ? Until.Value : DueOn;
}

/// <summary>What a departure asks its leaver to prove, and how far the asking has come.</summary>
public sealed record ProofsAsked(ProofTerms Terms)
{
    /// <summary>The due day of the proof that they were last reminded of; a refusal reminds too.</summary>
    public DateOnly? RemindedFor { get; init; }

    /// <summary>The first day without rights: dated by a reminder, taken back by a proof that comes before it or is accepted.</summary>
    public DateOnly? SuspendedFrom { get; init; }

    /// <summary>Both were told that it has begun.</summary>
    public bool IsSuspensionTold { get; init; }
}

/// <summary>Names of mails and letters about proofs.</summary>
public static class ProofTemplates
{
    public const string Reminder = "portability-reminder";
    public const string Suspended = "portability-suspended";
    public const string Accepted = "portability-accepted";
    public const string Refused = "portability-refused";
    public const string ReminderEmployer = "portability-reminder-employer";
    public const string SuspendedEmployer = "portability-suspended-employer";
    public const string SettledEmployer = "portability-settled-employer";
}
