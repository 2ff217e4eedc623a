using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Text;
using Web.Requests.Thread;

namespace Web.Requests.List;

/// <summary>One request in the customer's list.</summary>
/// <param name="Path">The list's address, which requests and drafts lie below.</param>
/// <param name="Place">Where in the list the row stands (<see cref="ListPlace"/>).</param>
public sealed record RowView(RequestSummary Request, string Path, DateTimeOffset Now, string Place = "")
{
    /// <summary>What was searched for; empty without a search.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>The message that holds it, where one does.</summary>
    public SearchHit? Hit { get; init; }

    /// <summary>Where the hit is read.</summary>
    public string HitAddress => Hit is null ? Address : ThreadPlace.Of(Address, Request, Hit);

    private const int Kept = 120;

    public bool IsDraft => Request.Status is RequestStatus.Draft;

    public string Address => IsDraft ? $"{Path}/brouillons/{Request.Id}" : ListPlace.In(Place, $"{Path}/{Request.Number}");

    /// <summary>What was said last. Its rows keep the beginning of long messages: that is cut at a word, and said to go on.</summary>
    public string Excerpt => Request.Excerpt.Length < Kept ? Request.Excerpt
        : Request.Excerpt[..(Request.Excerpt.LastIndexOf(' ') is > 0 and var space ? space : Kept)] + "…";

    public TurnSide? Turn => Request.Status switch
    {
        RequestStatus.Closed => null,
        RequestStatus.Draft or RequestStatus.Waiting => TurnSide.You,
        _ => TurnSide.Us,
    };

    public string Since => FrenchDates.Since(Request.TurnSince, Now);

    public string News => FrenchDates.InRow(Request.LastAt, Now);
}
