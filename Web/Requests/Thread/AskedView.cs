using Grains.Interfaces.Requests;
using Grains.Requests;

namespace Web.Requests.Thread;

/// <summary>What a request was asked for. An item stays until it is handed in, withdrawn, or the request is closed, whatever is written meanwhile.</summary>
public sealed record AskedView
{
    public AskedView(IReadOnlyList<AskedItemView> items, RequestStatus status)
    {
        Missing = status is RequestStatus.Closed ? [] : [.. items.Where(item => item.File is null).OrderBy(item => item.AskedAt)];
        Received = [.. items.Where(item => item.File is not null)];
        var since = Missing.Select(item => item.AskedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).First();
        Current = [.. Missing, .. Received.Where(item => item.AskedAt >= since)];
    }

    /// <summary>Not handed in yet, the longest awaited first.</summary>
    public IReadOnlyList<AskedItemView> Missing { get; }

    /// <summary>Everything that was ever handed in, the last asking first.</summary>
    public IReadOnlyList<AskedItemView> Received { get; }

    /// <summary>What the customer still has to do with: what is missing, and what came since that was asked. Empty once nothing is missing.</summary>
    public IReadOnlyList<AskedItemView> Current { get; }

    public int Count => Missing.Count + Received.Count;

    /// <summary>« Il manque encore une pièce : RIB. », or null.</summary>
    public string? StillMissing => Missing.Count switch
    {
        0 => null,
        1 => string.Format(RequestTexts.StillMissingOne, Missing[0].Label),
        _ => string.Format(RequestTexts.StillMissingMany, Missing.Count, string.Join(", ", Missing.Select(item => item.Label))),
    };
}
