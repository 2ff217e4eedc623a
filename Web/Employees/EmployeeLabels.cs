using System.Globalization;
using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Web.Display;
using Web.Employees.Departures;

namespace Web.Employees;

/// <summary>How statuses and parts in contracts are written, marked and named for scripts (<c>data-status</c>).</summary>
public static class EmployeeLabels
{
    /// <summary>In the order of the filters.</summary>
    public static readonly IReadOnlyList<EmployeeStatus> All =
    [
        EmployeeStatus.Covered, EmployeeStatus.Pending, EmployeeStatus.ToRemind, EmployeeStatus.Waived, EmployeeStatus.Portability, EmployeeStatus.Removed,
    ];

    public static string Label(EmployeeStatus status) => status switch
    {
        EmployeeStatus.ToRemind => EmployeeTexts.StatusToRemind,
        EmployeeStatus.Pending => EmployeeTexts.StatusPending,
        EmployeeStatus.Waived => EmployeeTexts.StatusWaived,
        EmployeeStatus.Covered => EmployeeTexts.StatusCovered,
        EmployeeStatus.Portability => EmployeeTexts.StatusPortability,
        _ => EmployeeTexts.StatusRemoved,
    };

    public static string Slug(EmployeeStatus status) => status switch
    {
        EmployeeStatus.ToRemind => "a-relancer",
        EmployeeStatus.Pending => "en-cours",
        EmployeeStatus.Waived => "dispense",
        EmployeeStatus.Covered => "affilie",
        EmployeeStatus.Portability => "portabilite",
        _ => "radie",
    };

    public static EmployeeStatus? Of(string? slug) => All.Select(s => (EmployeeStatus?)s).FirstOrDefault(s => Slug(s!.Value) == slug);

    /// <summary>Class of the mark in the stylesheet, and its icon.</summary>
    public static (string Class, string Icon) Mark(EmployeeStatus status) => status switch
    {
        EmployeeStatus.ToRemind => ("remind", "bell"),
        EmployeeStatus.Pending => ("pending", "em-pending"),
        EmployeeStatus.Waived => ("waived", "em-waived"),
        EmployeeStatus.Covered => ("covered", "shield"),
        EmployeeStatus.Portability => ("port", "em-port"),
        _ => ("out", "em-out"),
    };

    public static string Name(Universe universe) => universe is Universe.Provident ? EmployeeTexts.Provident : EmployeeTexts.Health;

    /// <summary>« Santé, option 1 », « Santé et prévoyance »</summary>
    public static string Contracts(IReadOnlyList<EmployeeContract> contracts) => contracts switch
    {
        [] => "",
        [{ Option: "" } one] => Name(one.Universe),
        [var one] => $"{Name(one.Universe)}, {one.Option.ToLowerInvariant()}",
        _ => string.Join(EmployeeTexts.And, contracts.Select((c, i) => i == 0 ? Name(c.Universe) : Name(c.Universe).ToLowerInvariant()).Distinct()),
    };

    /// <summary>« 128 », « plus de 10 000 »; null for all.</summary>
    public static string Count(EmployeeCounts counts, EmployeeStatus? status)
    {
        var count = counts.In(status);
        return count.IsMore ? string.Format(EmployeeTexts.MoreThan, French.Number(count.Count)) : French.Number(count.Count);
    }

    public static DateOnly? Day(string iso) => iso.Length == 0 ? null : DateOnly.ParseExact(iso, "O", CultureInfo.InvariantCulture);

    public static string Short(string iso, DateTimeOffset now) => Day(iso) is { } day ? FrenchDates.Short(day, Paris.Day(now)) : "";

    public static string Long(string iso) => Day(iso) is { } day ? FrenchDates.Day(day) : "";

    public static string Link(string link) => link switch
    {
        "conjoint" => EmployeeTexts.LinkSpouse,
        "concubin" => EmployeeTexts.LinkPartner,
        "pacs" => EmployeeTexts.LinkPacs,
        "enfant" => EmployeeTexts.LinkChild,
        "autre" => EmployeeTexts.LinkDependant,
        _ => EmployeeTexts.LinkParent,
    };

    /// <summary>What the line says more: a contest and its answer, who joins or leaves from which day on.</summary>
    public static string Words(EmployeeEventView line) => (EmployeeEventKind)line.Kind switch
    {
        EmployeeEventKind.Contested or EmployeeEventKind.ContestAnswered or EmployeeEventKind.ContestSettled => line.Detail,
        EmployeeEventKind.DepartureCancelled or EmployeeEventKind.WaiverRefused or EmployeeEventKind.ProofRefused => line.Detail,
        EmployeeEventKind.ProofReminded => string.Format(PortabilityTexts.EventDue, Long(line.Detail)),
        EmployeeEventKind.PortabilitySuspended => string.Format(PortabilityTexts.EventFrom, Long(line.Detail)),
        EmployeeEventKind.ProofAccepted when line.Detail.Length > 0 => string.Format(PortabilityTexts.EventEnds, Long(line.Detail)),
        EmployeeEventKind.WaiverReminded => string.Format(WaiverTexts.Until, Long(line.Detail)),
        EmployeeEventKind.Departed => DepartureLabels.Event(line.Detail),
        EmployeeEventKind.DeathReported => string.Format(EmployeeTexts.DiedOn, Long(line.Detail)),
        EmployeeEventKind.BeneficiaryAdded => string.Format(EmployeeTexts.BeneficiaryFrom, line.Detail[11..], Long(line.Detail[..10])),
        EmployeeEventKind.BeneficiaryLeft => string.Format(EmployeeTexts.BeneficiaryTo, line.Detail[11..], Long(line.Detail[..10])),
        _ => "",
    };

    /// <summary>« naissance le 14 février 1991 », and the first or last day of who came or left by a request.</summary>
    public static string Beneficiary(EmployeeBeneficiaryView person)
    {
        var born = string.Format(EmployeeTexts.BornOn, Long(person.BirthDate));
        return person.ToOn.Length > 0 ? string.Format(EmployeeTexts.BeneficiaryTo, born, Long(person.ToOn))
            : person.FromOn.Length > 0 ? string.Format(EmployeeTexts.BeneficiaryFrom, born, Long(person.FromOn)) : born;
    }

    public static string Event(long kind) => (EmployeeEventKind)kind switch
    {
        EmployeeEventKind.Known => EmployeeTexts.EventKnown,
        EmployeeEventKind.Invited => EmployeeTexts.EventInvited,
        EmployeeEventKind.Reminded => EmployeeTexts.EventReminded,
        EmployeeEventKind.AddressCorrected => EmployeeTexts.EventCorrected,
        EmployeeEventKind.Withdrawn => EmployeeTexts.EventWithdrawn,
        EmployeeEventKind.Forced => EmployeeTexts.EventForced,
        EmployeeEventKind.Begun => EmployeeTexts.EventBegun,
        EmployeeEventKind.Signed => EmployeeTexts.EventSigned,
        EmployeeEventKind.WaiverAsked => EmployeeTexts.EventWaiver,
        EmployeeEventKind.LinkClosed => EmployeeTexts.EventClosed,
        EmployeeEventKind.LetterPosted => EmployeeTexts.EventLetterPosted,
        EmployeeEventKind.Corrected => EmployeeTexts.EventDataCorrected,
        EmployeeEventKind.NirSeen => EmployeeTexts.EventNirSeen,
        EmployeeEventKind.Affiliated => EmployeeTexts.EventAffiliated,
        EmployeeEventKind.Contested => EmployeeTexts.EventContested,
        EmployeeEventKind.ContestAnswered => EmployeeTexts.EventContestAnswered,
        EmployeeEventKind.ContestSettled => ContestTexts.EventSettled,
        EmployeeEventKind.PaperReceived => PaperTexts.EventReceived,
        EmployeeEventKind.DeathReported => EmployeeTexts.EventDeath,
        EmployeeEventKind.BeneficiaryAdded => EmployeeTexts.EventBeneficiaryAdded,
        EmployeeEventKind.BeneficiaryLeft => EmployeeTexts.EventBeneficiaryLeft,
        EmployeeEventKind.Departed => DepartureTexts.EventDeparted,
        EmployeeEventKind.DepartureCancelled => DepartureTexts.EventCancelled,
        EmployeeEventKind.WaiverAccepted => WaiverTexts.EventAccepted,
        EmployeeEventKind.WaiverRefused => WaiverTexts.EventRefused,
        EmployeeEventKind.WaiverForwarded => WaiverTexts.EventForwarded,
        EmployeeEventKind.WaiverReminded => WaiverTexts.EventReminded,
        EmployeeEventKind.ProofReceived => PortabilityTexts.EventReceived,
        EmployeeEventKind.ProofReminded => PortabilityTexts.EventReminded,
        EmployeeEventKind.ProofAccepted => PortabilityTexts.EventAccepted,
        EmployeeEventKind.ProofRefused => PortabilityTexts.EventRefused,
        EmployeeEventKind.PortabilitySuspended => PortabilityTexts.EventSuspended,
        _ => EmployeeTexts.EventIbanSeen,
    };
}
