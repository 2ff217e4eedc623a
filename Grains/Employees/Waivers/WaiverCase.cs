using System.Collections.Immutable;
using Grains.Contracts;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>Who opens a case of waiver.</summary>
public enum WaiverFamily
{
    /// <summary>« De droit »: whatever the company's act says.</summary>
    ByRight = 1,
    /// <summary>« Facultative »: where the act lists it.</summary>
    ByAct = 2,
    /// <summary>Of those who are covered with the employee (D. 911-3), where the act lists it.</summary>
    Dependants = 3,
}

/// <summary>What shows that a case is given.</summary>
public enum WaiverEvidence
{
    /// <summary>The request itself is the declaration.</summary>
    Declaration = 0,
    SolidarityCertificate = 1,
    /// <summary>With the anniversary of the contract on it.</summary>
    OwnContract = 2,
    /// <summary>Of this year.</summary>
    OtherCover = 3,
    /// <summary>That the other contract is « responsable ».</summary>
    ResponsibleContract = 4,
    /// <summary>Pay and contribution, side by side.</summary>
    ShareOfPay = 5,
    DependantsCover = 6,
}

/// <summary>How a waiver ends.</summary>
public enum WaiverEnd
{
    /// <summary>It has no end of its own.</summary>
    None = 0,
    /// <summary>On a day that the employee gives.</summary>
    OnDay = 1,
    /// <summary>A year after it begins: proven anew each year.</summary>
    Yearly = 2,
}

/// <summary>A case in which an employee may stay out of a contract (rules 2, W1 to W9): articles D. 911-2, D. 911-3, L. 911-7 III, loi Évin article 11.</summary>
/// <param name="Windows">On which occasions one of right must be asked for; none where the act says when.</param>
/// <param name="HealthOnly">Of costs of care: it opens nothing in a provident contract.</param>
/// <param name="MostMonths">From its first day to its last, where there is a most.</param>
public sealed record WaiverCase(
    string Code, WaiverFamily Family, ImmutableArray<WaiverWindow> Windows, WaiverEvidence Evidence, WaiverEnd End, bool HealthOnly, int? MostMonths = null)
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly IReadOnlyList<WaiverCase> All =
    [
        new("W1", WaiverFamily.ByRight, [WaiverWindow.Hiring, WaiverWindow.SetUp, WaiverWindow.OtherCover], WaiverEvidence.SolidarityCertificate, WaiverEnd.OnDay, true),
        new("W2", WaiverFamily.ByRight, [WaiverWindow.Hiring, WaiverWindow.SetUp], WaiverEvidence.OwnContract, WaiverEnd.OnDay, true, 12),
        new("W3", WaiverFamily.ByRight, [WaiverWindow.Hiring, WaiverWindow.SetUp, WaiverWindow.OtherCover], WaiverEvidence.OtherCover, WaiverEnd.Yearly, true),
        new("W4", WaiverFamily.ByRight, [WaiverWindow.Hiring, WaiverWindow.SetUp], WaiverEvidence.ResponsibleContract, WaiverEnd.OnDay, true, 3),
        new("W5", WaiverFamily.ByRight, [WaiverWindow.SetUp], WaiverEvidence.Declaration, WaiverEnd.None, true),
        new("W6", WaiverFamily.ByAct, [], WaiverEvidence.Declaration, WaiverEnd.OnDay, false, 12),
        new("W7", WaiverFamily.ByAct, [], WaiverEvidence.OwnContract, WaiverEnd.Yearly, false),
        new("W8", WaiverFamily.ByAct, [], WaiverEvidence.ShareOfPay, WaiverEnd.None, false),
        new("W9", WaiverFamily.Dependants, [WaiverWindow.OtherCover], WaiverEvidence.DependantsCover, WaiverEnd.Yearly, false),
    ];

    /// <summary>Null for a code that is none.</summary>
    public static WaiverCase? Of(string? code) => All.FirstOrDefault(c => c.Code == code);

    public bool IsByRight => Family is WaiverFamily.ByRight;

    public bool NeedsFile => Evidence is not WaiverEvidence.Declaration;

    public bool NeedsDay => End is WaiverEnd.OnDay;

    /// <summary>When the other cover begins says whether it is asked for in time.</summary>
    public bool AsksSince => Windows.Contains(WaiverWindow.OtherCover);

    /// <summary>What the employer may answer to one that was asked for on that occasion.</summary>
    public static WaiverAnswers Answers(string code, WaiverWindow window) =>
        Of(code) is not { IsByRight: true } ? WaiverAnswers.Any : window is WaiverWindow.None ? WaiverAnswers.Insurer : WaiverAnswers.AcceptOnly;

    /// <summary>The cases that a contract opens to somebody who was hired then.</summary>
    public static IEnumerable<WaiverCase> In(Contract contract, DateOnly hiredOn) => All.Where(c => c.IsOpenIn(contract, hiredOn));

    public bool IsOpenIn(Contract contract, DateOnly hiredOn) => IsByRight
        ? (!HealthOnly || contract.Universe is Universe.Health) && (Code is not "W5" || WasThere(contract, hiredOn))
        : contract.Waivers.Contains(Code);

    /// <summary>The last day of a waiver that begins on <paramref name="from"/>; null where it has no end.</summary>
    /// <param name="said">The day that the employee gave.</param>
    public DateOnly? LastDay(DateOnly from, DateOnly? said) => End switch
    {
        WaiverEnd.OnDay => said,
        WaiverEnd.Yearly => from.AddYears(1).AddDays(-1),
        _ => null,
    };

    /// <summary>Whether it may end on that day: not before it is asked for, and no later than the case allows.</summary>
    public bool MayEnd(DateOnly from, DateOnly asked, DateOnly? last) => !NeedsDay
        || last is { } day && day >= from && day >= asked && (MostMonths is not { } months || day < from.AddMonths(months));

    // A unilateral decision binds nobody who was there before it (loi Évin, article 11).
    private static bool WasThere(Contract contract, DateOnly hiredOn) => contract.Act is { Kind: ActKind.Due } && hiredOn < WaiverDates.SetUp(contract);
}
