using Grains.Employees;

namespace Web.Requests.Drafts;

/// <summary>What a form lets one choose of its company.</summary>
/// <param name="Employees">All of them where they are few, what was searched for otherwise; the chosen one among them.</param>
/// <param name="IsSearched">They are too many to be listed: one searches by name.</param>
public sealed record FormChoices(
    IReadOnlyList<EmployeeSummary> Employees, bool IsSearched, IReadOnlyList<EstablishmentChoice> Establishments)
{
    /// <summary>As many employees as a list holds.</summary>
    public const int Most = 50;

    /// <summary>As many as a search shows.</summary>
    public const int MostFound = 12;

    public static readonly FormChoices None = new([], false, []);

    /// <summary>What was searched for.</summary>
    public string Search { get; init; } = "";
}
