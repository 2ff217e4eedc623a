using Grains.Contracts;
using Grains.Requests.Bulk;
using Grains.Requests.Forms;
using Grains.Teams;
using Web.Requests.Drafts;

namespace Web.Requests.Workbench;

/// <summary>The teams that answer requests: those that the forms name, then those that supervisors made; by the name that supervisors gave them.</summary>
public sealed class WorkbenchTeams(FormCatalogue forms, TeamBook book)
{
    private static readonly IReadOnlyDictionary<string, string> Named = new Dictionary<string, string>
    {
        [ContactCard.Companies] = WorkbenchTexts.TeamCompanies,
        [BulkRules.Complaints] = WorkbenchTexts.TeamComplaints,
    };

    private readonly IReadOnlyList<(string Key, string Name)> _ofForms =
    [
        .. forms.All.OrderBy(f => f.Id != FormService.Form).SelectMany(f => f.Cascade).Concat(forms.All.SelectMany(f => f.Options)).Where(o => o.Team is not null && !Named.ContainsKey(o.Team))
            .Select(o => (o.Team!, o.Label)).DistinctBy(t => t.Item1),
        .. Named.Select(t => (t.Key, t.Value)),
    ];

    /// <summary>Key and name, in the order shown.</summary>
    public IReadOnlyList<(string Key, string Name)> All
    {
        get
        {
            var names = book.Names;
            return
            [
                .. _ofForms.Select(t => (t.Key, names.FirstOrDefault(n => n.Team == t.Key)?.Name ?? t.Name)),
                .. names.Where(n => !_ofForms.Any(t => t.Key == n.Team)).OrderBy(n => n.Name, StringComparer.InvariantCulture).Select(n => (n.Team, n.Name)),
            ];
        }
    }

    public bool Has(string team) => All.Any(t => t.Key == team);

    /// <summary>What people call it; its key where no form names it any more.</summary>
    public string NameOf(string team) => All.FirstOrDefault(t => t.Key == team).Name ?? team;
}
