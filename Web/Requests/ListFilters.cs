using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;
using Web.Requests.List;

namespace Web.Requests;

/// <summary>What a list's address filters by beside its view and words; what is no filter is none.</summary>
/// <param name="Status">A slug of <see cref="StatusLabels"/>; null for all.</param>
/// <param name="Since">A slug of <see cref="Ages"/>: how long ago the last news came at most; null for any time.</param>
/// <param name="Files">Only requests with a file.</param>
public sealed record ListFilters(string? Status, string? Since, bool Files)
{
    public const int LongestName = 100;

    public static readonly ListFilters None = new(null, null, false);

    /// <summary>One of the forms that are offered to filter by (<see cref="FormsOf"/>); null for all.</summary>
    public FormOption? Form { get; init; }

    /// <summary>Words of the name of who sent it; null for anybody.</summary>
    public string? Author { get; init; }

    /// <summary>The same of the employee whom it is about.</summary>
    public string? Employee { get; init; }

    /// <summary>One of those that stand behind « Plus de filtres ».</summary>
    public bool HasMore => Form is not null || Author is not null || Employee is not null;

    /// <summary>Slug, months, label.</summary>
    public static readonly IReadOnlyList<(string Slug, int Months, string Label)> Ages =
        [("1-mois", 1, RequestTexts.SinceMonth), ("3-mois", 3, RequestTexts.SinceQuarter), ("1-an", 12, RequestTexts.SinceYear)];

    public static IReadOnlyList<RequestStatus> Statuses { get; } = Enum.GetValues<RequestStatus>();

    /// <summary>A company's form and the one for oneself of the same matter are one, by title.</summary>
    /// <param name="personal">Those for oneself, or those of a company; null for both.</param>
    public static IReadOnlyList<FormOption> FormsOf(FormCatalogue forms, bool? personal) =>
    [
        .. forms.All.Where(f => personal is null || f.IsPersonal == personal).OrderBy(f => f.IsPersonal)
            .Select(f => new FormOption(f.Matter, f.Title))
            .DistinctBy(f => f.Value).OrderBy(f => SearchText.Normalize(f.Label), StringComparer.Ordinal),
    ];

    /// <param name="forms">Those that may be chosen.</param>
    public static ListFilters Of(IQueryCollection query, IReadOnlyList<FormOption> forms) => new(
        Statuses.Select(StatusLabels.Slug).FirstOrDefault(s => s == query["statut"]), Ages.Select(a => a.Slug).FirstOrDefault(s => s == query["depuis"]),
        query["pieces"] == "1")
    {
        Form = forms.FirstOrDefault(f => f.Value == query["demarche"]), Author = Name(query["auteur"]), Employee = Name(query["salarie"]),
    };

    /// <summary>As parts of an address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Parts =>
        [("statut", Status), ("depuis", Since), ("pieces", Files ? "1" : null), ("demarche", Form?.Value), ("auteur", Author), ("salarie", Employee)];

    public RequestNarrowing Narrowing(DateTimeOffset now) => this == None ? RequestNarrowing.None : new(
        Since is null ? null : Paris.At(Paris.Local(now).Date.AddMonths(-Ages.First(a => a.Slug == Since).Months)),
        Status: Status is null ? null : Statuses.First(s => StatusLabels.Slug(s) == Status), WithFiles: Files)
    {
        Form = Form?.Value, Author = Author, Employee = Employee,
    };

    /// <summary>Each filter as people read it, with the filters that remain without it.</summary>
    public IEnumerable<(IHtmlContent Label, ListFilters Without)> On
    {
        get
        {
            if (Status is not null)
                yield return (Named.Text(StatusLabels.Label(Statuses.First(s => StatusLabels.Slug(s) == Status))), this with { Status = null });
            if (Since is not null)
                yield return (Named.Text(Ages.First(a => a.Slug == Since).Label), this with { Since = null });
            if (Files)
                yield return (Named.Text(RequestTexts.WithFiles), this with { Files = false });
            if (Form is not null)
                yield return (Named.Text(Form.Label), this with { Form = null });
            if (Author is not null)
                yield return (Named.In(RequestTexts.FilteredAuthor, Named.Of(Author)), this with { Author = null });
            if (Employee is not null)
                yield return (Named.In(RequestTexts.FilteredEmployee, Named.Of(Employee)), this with { Employee = null });
        }
    }

    private static string? Name(string? typed) => typed?.Trim().Cut(LongestName).Trim() is { Length: > 0 } name ? name : null;
}

/// <summary>What « Plus de filtres » offers.</summary>
/// <param name="HasPeople">Others than the viewer send requests, about employees.</param>
public sealed record MoreFilters(ListFilters On, IReadOnlyList<FormOption> Forms, bool HasPeople);
