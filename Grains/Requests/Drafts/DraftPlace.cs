using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

/// <summary>
/// What a draft is the one active draft of: a form, what it is about and the employee. Who may write there may read whichever is: a place holds all that
/// decides who sees a draft.
/// </summary>
/// <param name="Value">
/// Empty for nothing: of a form that is written and sent on one page, or asks whatever and names nobody, as long as nobody is named, and of a draft that is its
/// author's alone.
/// </param>
/// <param name="Holder">Who holds it, as the store knows the grain; null for nobody.</param>
/// <param name="From">The holder that it is taken from; null for nobody.</param>
internal sealed record DraftPlace(string Value, string? Holder = null, string? From = null)
{
    public const string Claim = "draft-place";

    /// <param name="rights">By which others read the draft.</param>
    /// <param name="answers">All of the draft's.</param>
    public static string Of(FormDefinition form, Matter matter, UniverseRights rights, IReadOnlyDictionary<string, string> answers)
    {
        var asked = form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee);
        var employee = asked is null ? "" : answers.GetValueOrDefault(asked.Name, "");
        return form.Slot is not null || (rights is UniverseRights.None && !form.IsPersonal) || (asked is null ? form.Cascade.Count > 0 : employee is "" or FormField.Other) ? ""
            : $"{matter.Company}/{form.Id}/{(int)matter.Universes}/{matter.Siret}/{employee}";
    }

    /// <summary>The effects by which a draft that had another place, or none, comes to this one: it takes what is free, and what it is to take from another.</summary>
    public IEnumerable<Effect> Enter(string request, string before)
    {
        if (before != Value)
        {
            foreach (var effect in Leave(request, before))
                yield return effect;
            if (Value.Length > 0)
                yield return new Upsert(new DraftPlaceRow(request, Value));
        }
        if (Value.Length == 0 || (Holder is not null && From is null))
            yield break;
        yield return new TakeClaim(Claim, Value, Refusal: RequestRefusal.AnotherActive, From: From);
        // The number tells it from the draft's own commits, whose versions its pages count.
        if (From is not null)
            yield return new Notify(From, 1);
    }

    public static IEnumerable<Effect> Leave(string request, string place) =>
        place.Length == 0 ? [] : [new ReleaseClaim(Claim, place), Delete.Of<DraftPlaceRow>(request)];

    /// <summary>A draft is sent by the active one alone; with it the place is free.</summary>
    public static IEnumerable<Effect> Send(string request, string place, DateTimeOffset at) =>
        place.Length == 0 ? [] : [new TakeClaim(Claim, place, at, RequestRefusal.AnotherActive), Delete.Of<DraftPlaceRow>(request)];
}
