using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Text;
using Web.Requests.List;

namespace Web.Requests;

/// <summary>What a list's address filters by beside its view and words; what is no filter is none.</summary>
/// <param name="Status">A slug of <see cref="StatusLabels"/>; null for all.</param>
/// <param name="Since">A slug of <see cref="Ages"/>: how long ago the last news came at most; null for any time.</param>
/// <param name="Files">Only requests with a file.</param>
public sealed record ListFilters(string? Status, string? Since, bool Files)
{
    public static readonly ListFilters None = new(null, null, false);

    /// <summary>Slug, months, label.</summary>
    public static readonly IReadOnlyList<(string Slug, int Months, string Label)> Ages =
        [("1-mois", 1, RequestTexts.SinceMonth), ("3-mois", 3, RequestTexts.SinceQuarter), ("1-an", 12, RequestTexts.SinceYear)];

    public static IReadOnlyList<RequestStatus> Statuses { get; } = Enum.GetValues<RequestStatus>();

    public static ListFilters Of(IQueryCollection query) => new(
        Statuses.Select(StatusLabels.Slug).FirstOrDefault(s => s == query["statut"]), Ages.Select(a => a.Slug).FirstOrDefault(s => s == query["depuis"]),
        query["pieces"] == "1");

    /// <summary>As parts of an address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Parts => [("statut", Status), ("depuis", Since), ("pieces", Files ? "1" : null)];

    public RequestNarrowing Narrowing(DateTimeOffset now) => this == None ? RequestNarrowing.None : new(
        Since is null ? null : Paris.At(Paris.Local(now).Date.AddMonths(-Ages.First(a => a.Slug == Since).Months)),
        Status: Status is null ? null : Statuses.First(s => StatusLabels.Slug(s) == Status), WithFiles: Files);

    /// <summary>Each filter as people read it, with the filters that remain without it.</summary>
    public IEnumerable<(string Label, ListFilters Without)> On
    {
        get
        {
            if (Status is not null)
                yield return (StatusLabels.Label(Statuses.First(s => StatusLabels.Slug(s) == Status)), this with { Status = null });
            if (Since is not null)
                yield return (Ages.First(a => a.Slug == Since).Label, this with { Since = null });
            if (Files)
                yield return (RequestTexts.WithFiles, this with { Files = false });
        }
    }
}
