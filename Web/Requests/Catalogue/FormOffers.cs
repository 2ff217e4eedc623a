using Grains.Access;
using Grains.Accounts;
using Grains.Companies;
using Grains.Contracts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;
using Grains.Text;
using Web.Requests.Drafts;
using Web.Requests.Drafts.Leads;

namespace Web.Requests.Catalogue;

/// <summary>Which forms somebody is offered: what their company is covered for, and what they may act on.</summary>
public sealed class FormOffers(
    FormCatalogue forms, Rights rights, CompanyQueries companies, ContractQueries contracts, InsuredQueries insured, RequestQueries requests, TimeProvider clock)
{
    private const int MostLast = 3;
    private const int MostDrafts = 5;

    public async Task<CatalogueView> Catalogue(SessionFacts session, string? siren, string search, string? domain)
    {
        var (caller, scope) = (session.Caller, rights.ScopeOf(session.Caller));
        var last = await requests.LastForms(scope);
        var path = $"/{caller.Portal}/demarches";
        var all = new List<CatalogueEntry>();
        foreach (var form in await Offered(session, siren))
            all.Add(new CatalogueEntry(form, CatalogueEntry.DomainOf(form), $"{path}/{form.Id}", last.TryGetValue(form.Id, out var at) ? at : null));
        all = [.. all.OrderBy(e => CatalogueEntry.Domains.ToList().IndexOf(e.Domain)).ThenBy(e => e.Form.Title, StringComparer.Ordinal)];
        var words = SearchText.Normalize(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = CatalogueEntry.Domains.FirstOrDefault(d => d == domain);
        return new(
            path, all, [.. all.Where(e => (known is null || e.Domain == known) && Has(e.Form, words))],
            [.. all.Where(e => e.LastAt is not null).OrderByDescending(e => e.LastAt).Take(MostLast)],
            await Drafts(session), search, known, clock.GetUtcNow());
    }

    public async Task<DraftsView> Drafts(SessionFacts session) => new(
        [.. (await requests.List(rights.ScopeOf(session.Caller), new RequestFilter(ListView.Yours))).Rows.Where(r => r.Status is RequestStatus.Draft).Take(MostDrafts)],
        FormService.ListPath(session.Portal), clock.GetUtcNow());

    /// <summary>Null for a form that is not offered to them, as for none.</summary>
    public async Task<FormDefinition?> Find(SessionFacts session, string? siren, string id) => (await Offered(session, siren)).FirstOrDefault(f => f.Id == id);

    /// <summary>By id, the forms that are made for what may be chosen in this one.</summary>
    public async Task<IReadOnlyDictionary<string, OwnForm>> LedTo(SessionFacts session, string? siren, FormDefinition form)
    {
        var offered = (await Offered(session, siren)).Select(f => f.Id).ToHashSet();
        return form.Options.Select(o => o.Form).OfType<string>().Distinct().Where(id => forms.Find(id) is not null)
            .ToDictionary(id => id, id => new OwnForm(forms.Get(id).Title, offered.Contains(id)));
    }

    private async Task<IReadOnlyList<FormDefinition>> Offered(SessionFacts session, string? siren)
    {
        var scope = rights.ScopeOf(session.Caller);
        var company = siren is null ? (await companies.List(scope, take: 1)).FirstOrDefault()?.Company : $"{session.Portal}/{siren}";
        var listed = forms.All.Where(f => f.Summary is not null);
        if (company is null)
        {
            // Who waits has their one request.
            if (Rights.OwnRequestsOf(session.Standing) is not OwnRequests.Any)
                return [];
            var own = (await insured.Own(scope)).On(Paris.Day(clock.GetUtcNow())).Select(c => c.Contract.Universe).ToHashSet();
            return [.. listed.Where(f => f.IsPersonal && (f.Universes.Count == 0 || f.Universes.Any(own.Contains)))];
        }
        var known = await contracts.Of(scope, company);
        var administers = await rights.MayAdminister(session.Caller, company);
        var coverage = known.CoverageOn(Paris.Day(clock.GetUtcNow()));
        return
        [
            .. listed.Where(f => !f.IsPersonal && (administers || f.Effect?.Changes is not ChangeKind.Account) && (f.Universes.Count == 0
                || f.Universes.Any(u => coverage.Offers(u, f.Id) && (known.Acts & FormDefinition.RightOn(u)) is not UniverseRights.None))),
        ];
    }

    private static bool Has(FormDefinition form, IReadOnlyList<string> words)
    {
        var text = $" {SearchText.Normalize($"{form.Title} {form.Summary} {form.Words} {CatalogueEntry.Label(CatalogueEntry.DomainOf(form))}")}";
        return words.All(w => text.Contains($" {w}", StringComparison.Ordinal));
    }
}
