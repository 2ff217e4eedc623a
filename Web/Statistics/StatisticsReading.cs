using Grains.Access;
using Grains.Accounts;
using Grains.Requests.Forms;
using Grains.Requests.Promises;
using Grains.Statistics;
using Web.Portals;
using Web.Requests.Workbench;

namespace Web.Statistics;

/// <summary>Reads what an address asks of the statistics, with the names of what is counted.</summary>
public sealed class StatisticsReading(StatisticsQueries statistics, PortalDirectory portals, WorkbenchTeams teams, FormCatalogue forms, PolicyBook policies)
{
    public IReadOnlyList<Portal> Portals => portals.Portals;

    public IReadOnlyList<(string Key, string Name)> Teams => [(Reception, StatisticsTexts.Reception), .. teams.All.Where(t => t.Key != Reception)];

    /// <summary>Id and title, by title.</summary>
    public IReadOnlyList<(string Id, string Title)> Forms => [.. forms.All.Select(f => (f.Id, f.Title)).OrderBy(f => f.Title, StringComparer.InvariantCulture)];

    // Where requests of no team go.
    private const string Reception = "accueil";

    /// <summary>Null for a portal that is none.</summary>
    /// <param name="before">Reads as many days before the period, too.</param>
    public async Task<IReadOnlyList<PortalDay>?> Days(Scope scope, StatisticsFilter filter, bool before, CancellationToken cancel)
    {
        if (filter.Portal is { } asked && portals.Find(asked) is null)
            return null;
        var length = filter.To.DayNumber - filter.From.DayNumber + 1;
        IReadOnlyList<string> slugs = filter.Portal is { } one ? [one] : [.. portals.Portals.Select(p => p.Slug)];
        return await statistics.Days(scope, slugs, before ? filter.From.AddDays(-length) : filter.From, filter.To, cancel);
    }

    /// <summary>Open time that an answer is usually promised in: of the form that is asked for, else of most.</summary>
    public TimeSpan Promised(StatisticsFilter filter) => PromiseHours.Of(policies.For(filter.Portal ?? portals.Portals[0].Slug), filter.Form ?? "");

    public string PortalName(string slug) => portals.Find(slug)?.Name ?? slug;

    public string TeamName(string team) => Teams.FirstOrDefault(t => t.Key == team).Name ?? team;

    public string FormName(string form) => forms.All.FirstOrDefault(f => f.Id == form)?.Title ?? form;
}
