using Grains.Interfaces.Requests;
using Grains.Requests;
using Web.Display;

namespace Web.Requests;

/// <summary>One request in the customer's list.</summary>
/// <param name="Path">The list's address, which requests and drafts lie below.</param>
public sealed record RowView(RequestSummary Request, string Path, DateTimeOffset Now)
{
    public bool IsDraft => Request.Status is RequestStatus.Draft;

    public string Address => IsDraft ? $"{Path}/brouillons/{Request.Id}" : $"{Path}/{Request.Number}";

    public TurnSide? Turn => Request.Status switch
    {
        RequestStatus.Closed => null,
        RequestStatus.Draft or RequestStatus.Waiting => TurnSide.You,
        _ => TurnSide.Us,
    };

    public string Since => FrenchDates.Since(Request.TurnSince, Now);

    public string News => FrenchDates.InRow(Request.LastAt, Now);
}
