using System.Globalization;
using Grains.Requests;

namespace Web.Requests;

/// <summary>Where in a thread a message is read: its anchor, on the page that shows it in the middle.</summary>
public static class ThreadPlace
{
    private const int Around = ThreadQueries.SliceSize / 2;

    /// <param name="address">Of the request's page.</param>
    public static string Of(string address, RequestSummary request, SearchHit hit)
    {
        var until = string.Create(CultureInfo.InvariantCulture, $"avant={Math.Min(hit.Tick + Around, request.LastTick + 1)}");
        return $"{(request.LastTick < Around ? address : ListPlace.In(until, address))}#m{hit.Seq}";
    }
}
