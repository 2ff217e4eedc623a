using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>A waiver as the employee's state keeps it.</summary>
/// <param name="Id">Of one employee.</param>
/// <param name="Window">In which it was asked for, as the policy stood then.</param>
/// <param name="To">Null where it has no end of its own.</param>
public sealed record Waiver(int Id, string Contract, string Case, string Reason, DateTimeOffset AskedAt, WaiverWindow Window, DateOnly From, DateOnly? To)
{
    /// <summary>The first day of the other cover, where the employee gave it.</summary>
    public DateOnly? Since { get; init; }

    public WaiverProof? Proof { get; init; }

    public WaiverStage Stage { get; init; } = WaiverStage.Asked;

    /// <summary>Whom the insurer's answer is told: the account that handed it on.</summary>
    public string ForwardedBy { get; init; } = "";

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The account that decided; that of the insurer's answer is an adviser's.</summary>
    public string DecidedBy { get; init; } = "";

    public bool ByInsurer { get; init; }

    /// <summary>Why it is refused.</summary>
    public string Word { get; init; } = "";

    public bool Waits => Stage is WaiverStage.Asked or WaiverStage.AtInsurer;

    public WaiverAnswers Answers => WaiverCase.Answers(Case, Window);
}

/// <summary>What the employer may answer.</summary>
public enum WaiverAnswers
{
    /// <summary>By the act: yes or no.</summary>
    Any = 1,
    /// <summary>By right, in time: it cannot be refused.</summary>
    AcceptOnly,
    /// <summary>By right, too late: neither is theirs to say.</summary>
    Insurer,
}

/// <summary>Names of mails and letters about waivers.</summary>
public static class WaiverTemplates
{
    public const string Accepted = "waiver-accepted";
    public const string Refused = "waiver-refused";
    public const string Ending = "waiver-ending";
}
