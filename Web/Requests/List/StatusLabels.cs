using Grains.Interfaces.Requests;

namespace Web.Requests.List;

/// <summary>How a status is written, marked and named for scripts (<c>data-status</c>).</summary>
public static class StatusLabels
{
    public static string Label(RequestStatus status) => status switch
    {
        RequestStatus.Draft => RequestTexts.StatusDraft,
        RequestStatus.Sent => RequestTexts.StatusSent,
        RequestStatus.InProgress => RequestTexts.StatusInProgress,
        RequestStatus.Waiting => RequestTexts.StatusWaiting,
        _ => RequestTexts.StatusClosed,
    };

    public static string Slug(RequestStatus status) => status switch
    {
        RequestStatus.Draft => "a-finaliser",
        RequestStatus.Sent => "envoyee",
        RequestStatus.InProgress => "en-cours",
        RequestStatus.Waiting => "en-attente",
        _ => "traitee",
    };

    /// <summary>Class of the mark in the stylesheet; its icon is <c>st-</c> and the same.</summary>
    public static string Mark(RequestStatus status) => status switch
    {
        RequestStatus.Draft => "draft",
        RequestStatus.Sent => "sent",
        RequestStatus.InProgress => "progress",
        RequestStatus.Waiting => "waiting",
        _ => "done",
    };
}
