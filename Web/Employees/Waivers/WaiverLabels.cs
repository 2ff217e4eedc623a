using System.Globalization;
using Grains.Contracts;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;
using Silo.Evidence;

namespace Web.Employees.Waivers;

/// <summary>How waivers are said.</summary>
public static class WaiverLabels
{
    public const string NoEvidence = "preuves-rien";
    public const string EvidenceHidden = "preuves-droits";

    /// <summary>Of the register, in the order of its tabs.</summary>
    public static readonly IReadOnlyList<WaiverList> Lists = [WaiverList.Current, WaiverList.ToRenew, WaiverList.Ended, WaiverList.Refused];

    public static string Slug(WaiverList list) => list switch
    {
        WaiverList.ToRenew => "a-renouveler",
        WaiverList.Ended => "terminees",
        WaiverList.Refused => "refusees",
        _ => "en-cours",
    };

    public static WaiverList Of(string? slug) => Lists.FirstOrDefault(l => Slug(l) == slug, WaiverList.Current);

    public static string Label(WaiverList list) => list switch
    {
        WaiverList.ToRenew => WaiverTexts.ListToRenew,
        WaiverList.Ended => WaiverTexts.ListEnded,
        WaiverList.Refused => WaiverTexts.ListRefused,
        _ => WaiverTexts.ListCurrent,
    };

    public static string Empty(WaiverList list) => list switch
    {
        WaiverList.ToRenew => WaiverTexts.EmptyToRenew,
        WaiverList.Ended => WaiverTexts.EmptyEnded,
        WaiverList.Refused => WaiverTexts.EmptyRefused,
        _ => WaiverTexts.EmptyCurrent,
    };

    /// <summary>« contrat individuel »; the code where it is no longer known.</summary>
    public static string Case(string code) => EvidenceLabels.Case(code);

    /// <summary>« contrat individuel, de droit »</summary>
    public static string CaseAndFamily(string code) =>
        $"{Case(code)}, {(WaiverCase.Of(code) is { IsByRight: true } ? WaiverTexts.ByRight : WaiverTexts.ByAct)}";

    /// <summary>As the employee says it.</summary>
    public static string Situation(string code) => Text($"Ask{code}") ?? code;

    public static string Evidence(WaiverEvidence evidence) => Text($"Evidence{(int)evidence}") ?? WaiverTexts.EvidenceNone;

    /// <summary>What the last day is of; a contract of employment unless the case says another.</summary>
    public static string LastDay(string code) => Text($"Until{code}") ?? WaiverTexts.UntilW4;

    /// <summary>« De droit, demandée à l’embauche le 16 nov. »</summary>
    public static string Asked(WaiverView of, DateTimeOffset now)
    {
        var day = FrenchDates.Short(of.AskedAt!.Value, now);
        return of.Answers is WaiverAnswers.Any ? string.Format(WaiverTexts.AskedByAct, Act(of), $"le {day}") : string.Format(
            of.InWindow switch
            {
                WaiverWindow.Hiring => WaiverTexts.AskedHiring,
                WaiverWindow.SetUp => WaiverTexts.AskedSetUp,
                WaiverWindow.OtherCover => WaiverTexts.AskedOtherCover,
                _ => WaiverTexts.AskedLate,
            },
            $"le {day}");
    }

    /// <summary>« Du 1er novembre 2026 au 31 octobre 2027 »</summary>
    public static string Interval(WaiverView of) => of.Until is null ? string.Format(WaiverTexts.FromOpen, EmployeeLabels.Long(of.FromOn))
        : string.Format(WaiverTexts.FromUntil, EmployeeLabels.Long(of.FromOn), EmployeeLabels.Long(of.UntilOn));

    /// <summary>« jusqu’au 31 déc. 2026 »</summary>
    public static string Valid(WaiverView of, DateTimeOffset now) => of.Until is { } last ? string.Format(WaiverTexts.Until, FrenchDates.Short(last, Paris.Day(now)))
        : of.CaseCode is "W8" ? WaiverTexts.OpenPay : WaiverTexts.Open;

    /// <summary>What it is now: class of the mark, icon, words.</summary>
    public static (string Class, string Icon, string Words) State(WaiverView of, DateTimeOffset now)
    {
        var today = Paris.Day(now);
        return of.Stage switch
        {
            WaiverStage.Asked => ("pending", "em-pending", WaiverTexts.WaitsEmployer),
            WaiverStage.AtInsurer => ("pending", "em-pending", WaiverTexts.WaitsInsurer),
            WaiverStage.Refused => ("out", "em-out", string.Format(WaiverTexts.RefusedOn, FrenchDates.Short(of.DecidedAt!.Value, now))),
            _ when of.HasEnded(today) => ("out", "em-out", WaiverTexts.Ended),
            _ when of.Until is { } last && last.DayNumber - today.DayNumber <= WaiverQueries.RenewWithin =>
                ("remind", "bell", string.Format(WaiverTexts.RenewIn, last.DayNumber - today.DayNumber)),
            _ => ("waived", "em-waived", of.CaseCode is "W9" ? WaiverTexts.DependantsWaived : WaiverTexts.Waived),
        };
    }

    /// <summary>What became of a form, by the word that its address carries; null for none.</summary>
    public static (string Sentence, bool Done)? Outcome(string? fin) => fin switch
    {
        "acceptee" => (WaiverTexts.Accepted, true),
        "refusee" => (WaiverTexts.Declined, true),
        "transmise" => (WaiverTexts.Forwarded, true),
        "reponse" => (WaiverTexts.StaffDone, true),
        "deja" => (WaiverTexts.Already, false),
        NoEvidence => (WaiverTexts.EvidenceNothing, false),
        EvidenceHidden => (WaiverTexts.EvidenceHidden, false),
        _ => null,
    };

    private static string Act(WaiverView of)
    {
        var act = Enum.TryParse<ActKind>(of.ActKind, ignoreCase: true, out var kind) ? kind switch
        {
            ActKind.Referendum => WaiverTexts.ActReferendum,
            ActKind.Due => WaiverTexts.ActDue,
            _ => WaiverTexts.ActAccord,
        } : WaiverTexts.ActUnknown;
        return of.ActOn.Length > 0 ? string.Format(WaiverTexts.ActOn, act, EmployeeLabels.Long(of.ActOn)) : act;
    }

    private static string? Text(string name) => WaiverTexts.ResourceManager.GetString(name, CultureInfo.InvariantCulture);
}
