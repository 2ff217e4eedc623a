using Grains.Accounts.Staff;
using Grains.Batches;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces.Batches;
using Grains.Requests.Bulk;
using Grains.Requests.Promises;
using Grains.Requests.Routing;
using Grains.Spaces;
using Microsoft.AspNetCore.Html;
using Web.Display;
using Web.Employees.Departures;

namespace Web.Batches;

/// <summary>How batches and their results are named.</summary>
public static class BatchLabels
{
    public static string Work(BatchSummary batch) => batch.Work switch
    {
        AdministratorMailWork.Name => BatchTexts.WorkAdministrators,
        HandoverWork.Name => BatchTexts.WorkHandover,
        ReminderWork.Name => BatchTexts.WorkReminders,
        DepartureWork.Name => BatchTexts.WorkDepartures,
        BulkWork.Name => batch.Subject switch
        {
            nameof(BulkAct.TakeCharge) => BatchTexts.WorkTake,
            nameof(BulkAct.Transfer) => BatchTexts.WorkTransfer,
            _ => BatchTexts.WorkClose,
        },
        RoutingWork.Name => BatchTexts.WorkRouting,
        ReplanWork.Name => BatchTexts.WorkReplan,
        LeavingWork.Name => BatchTexts.WorkLeaving,
        _ => BatchTexts.WorkOther,
    };

    /// <summary>It does something to requests, and sends nothing by itself.</summary>
    public static bool IsOfRequests(BatchSummary batch) => batch.Work is BulkWork.Name or RoutingWork.Name or ReplanWork.Name or LeavingWork.Name;

    public static string Done(BatchSummary batch) =>
        IsOfRequests(batch) ? BatchTexts.RequestsDone : batch.Work is DepartureWork.Name ? BatchTexts.DeparturesDone : BatchTexts.CountDone;

    public static string Outcome(BatchSummary batch, BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.Done => IsOfRequests(batch) ? BatchTexts.RequestDone : batch.Work is DepartureWork.Name ? BatchTexts.DepartureDone : BatchTexts.OutcomeDone,
        BatchOutcome.Skipped => IsOfRequests(batch) ? BatchTexts.RequestSkipped : BatchTexts.OutcomeSkipped,
        BatchOutcome.Refused => BatchTexts.OutcomeRefused,
        _ => BatchTexts.OutcomeFailed,
    };

    /// <summary>Why nothing was done for this one, in words; empty where the outcome says it all.</summary>
    public static string Reason(BatchSummary batch, BatchResult line) =>
        batch.Work is DepartureWork.Name && Enum.TryParse<LeaverStop>(line.Reason, out var stop) ? DepartureLabels.Stop(stop) : "";

    /// <summary>The number of the request that a line is about: the end of its key.</summary>
    public static string NumberOf(string target) => target[(target.LastIndexOf('_') + 1)..];

    public static IHtmlContent Started(BatchSummary batch, DateTimeOffset now)
    {
        var at = Grains.Text.FrenchDates.AtHour(batch.StartedAt, now);
        return batch.AskedBy.Length == 0 ? new HtmlString(string.Format(BatchTexts.Started, at)) : Named.In(BatchTexts.StartedBy, new HtmlString(at), Named.Of(batch.AskedBy));
    }

    public static string State(BatchSummary batch, DateTimeOffset now) => batch.EndedAt is { } end
        ? string.Format(BatchTexts.EndedAt, Grains.Text.FrenchDates.AtHour(end, now))
        : string.Format(BatchTexts.Running, French.Number(batch.Ended), French.Number(batch.Total));
}
