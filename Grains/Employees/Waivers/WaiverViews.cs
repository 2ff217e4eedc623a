using System.Globalization;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>What a register shows.</summary>
public enum WaiverList
{
    /// <summary>Waits for the employer.</summary>
    ToDecide = 1,
    /// <summary>Handed on, and not answered yet.</summary>
    AtInsurer,
    /// <summary>Accepted, and not ended.</summary>
    Current,
    /// <summary>Of those, what ends within <see cref="WaiverQueries.RenewWithin"/> days.</summary>
    ToRenew,
    Ended,
    Refused,
}

/// <param name="Company">Null for all of the caller's.</param>
public sealed record WaiverFilter(string? Company, WaiverList List, string? Search = null, string? After = null, int Take = 20);

/// <summary>A waiver with who asks for it.</summary>
public sealed record WaiverView
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    public long Waiver { get; init; }

    /// <summary>The key.</summary>
    public string Company { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string Contract { get; init; } = "";

    public long Universe { get; init; }

    /// <summary>Of the act that set the scheme up: its kind and day; empty where they are not known.</summary>
    public string ActKind { get; init; } = "";

    public string ActOn { get; init; } = "";

    public string CaseCode { get; init; } = "";

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Name => $"{FirstName} {LastName}";

    public WaiverStage Stage { get; init; }

    public string RegisterOn { get; init; } = "";

    public string FromOn { get; init; } = "";

    /// <summary>Empty where it has no end.</summary>
    public string UntilOn { get; init; } = "";

    public string SinceOn { get; init; } = "";

    public WaiverWindow InWindow { get; init; }

    public string Reason { get; init; } = "";

    public DateTimeOffset? AskedAt { get; init; }

    public string FileName { get; init; } = "";

    /// <summary>What the virus scanner said of the proof, as the store of files numbers it.</summary>
    public long Scan { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public long ByInsurer { get; init; }

    public string Word { get; init; } = "";

    public WaiverAnswers Answers => WaiverCase.Answers(CaseCode, InWindow);

    public DateOnly? Until => UntilOn.Length == 0 ? null : DateOnly.ParseExact(UntilOn, "O", CultureInfo.InvariantCulture);

    public bool HasEnded(DateOnly today) => Stage is WaiverStage.Accepted && Until < today;

    internal string Key => $"{RegisterOn}_{Waiver}_{Employee}";
}

public sealed record WaiverPage(IReadOnlyList<WaiverView> Rows, string? Next);

/// <summary>How many waivers a register holds in each of its lists, each counted to <see cref="Most"/> and one more.</summary>
public sealed record WaiverCounts(IReadOnlyDictionary<WaiverList, int> Of)
{
    public const int Most = 1000;

    public int In(WaiverList list) => Of.GetValueOrDefault(list);
}
