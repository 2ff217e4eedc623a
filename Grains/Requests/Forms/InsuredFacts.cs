using Grains.Access;
using Grains.Commits;
using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Reads;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>What the core system says of an insured person and of those who are covered with them, to themselves.</summary>
public sealed class InsuredFacts(InsuredQueries insured, IStateStore store)
{
    private static readonly IReadOnlyList<string> Partners = ["conjoint", "concubin", "pacs"];

    /// <param name="answers">Of a form that names somebody: <c>benef_prenom</c>, <c>benef_nom</c>, <c>benef_naissance</c>.</param>
    public async Task<FormFacts> Of(
        Scope scope, FormDefinition form, IReadOnlyDictionary<string, string> answers, DateOnly today, CancellationToken cancel = default)
    {
        var cover = await insured.Own(scope, cancel);
        var known = Of(
            cover,
            (await Statement.Rows<string>(scope, "SELECT a.first_name || ' ' || a.last_name FROM account_list a WHERE a.account = @account AND a.portal = @portal")
                .Alone(store, cancel)).FirstOrDefault() ?? "", answers, today);
        var (values, labels) = (new Dictionary<string, object>(known.Values), new Dictionary<string, string>());
        var field = form.Fields.FirstOrDefault(f => f.Type is FieldType.Contract);
        var contracts = field is null ? [] : FormFactQueries.Any(
            form.Offered(field, [.. cover.On(today).Select(c => c.Contract)], answers, today), answers.GetValueOrDefault(field.Name, ""), field.Name, values, labels);
        return known with { Values = values, Labels = labels, Contracts = contracts };
    }

    /// <param name="name">Of the insured person.</param>
    public static FormFacts Of(InsuredCover cover, string name, IReadOnlyDictionary<string, string> answers, DateOnly today)
    {
        var with = cover.BeneficiariesOn(today);
        // Of an adult they read the first name alone.
        IReadOnlyList<string> everybody = [name, .. with.Select(b => b.IsAdultOn(today) ? b.FirstName : $"{b.FirstName} {b.LastName}")];
        var values = new Dictionary<string, object>
        {
            ["insured.everybody"] = everybody,
            ["insured.partner"] = with.Any(b => Partners.Contains(b.Link)),
            ["insured.isThere"] = TypedNumbers.Day(answers.GetValueOrDefault("benef_naissance", "")) is { } born && with.Any(b => b.BirthDate == born
                && SearchText.Normalize($"{b.FirstName} {b.LastName}")
                    == SearchText.Normalize($"{answers.GetValueOrDefault("benef_prenom", "")} {answers.GetValueOrDefault("benef_nom", "")}")),
        };
        // Who is known to have no contract yet may ask about any.
        foreach (var (fact, universe) in FormFacts.Open)
            values[fact] = cover.Contracts.Count == 0 || universe is Universe.Affiliation || cover.On(today).Any(c => c.Contract.Universe == universe);
        // Of the health contract that was begun last.
        if (cover.Contracts.Where(c => c.Contract.Universe is Universe.Health && c.Adhesion.From <= today).MaxBy(c => c.Adhesion.From) is { } health)
        {
            Add("insured.from", cover.Contracts.Where(c => c.Contract.Universe is Universe.Health).Min(c => c.Adhesion.From));
            Add("insured.until", Earlier(health.Adhesion.To, health.Contract.End));
            Add("insured.frozenFrom", health.Contract.SuspendedFrom);
            Add("insured.frozenTo", health.Contract.SuspendedTo);
        }
        return new FormFacts(today) { Values = values, People = [.. everybody.Distinct().Select(n => new FormOption(n, n))] };

        void Add(string fact, DateOnly? day)
        {
            if (day is { } known)
                values[fact] = known;
        }
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
