using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

/// <summary>What a draft keeps of what was typed on a page.</summary>
/// <param name="Fields">To be written.</param>
/// <param name="Dropped">Kept until now, and no answer of the form any more.</param>
/// <param name="All">Every answer of the draft after it, with the names of who and what was chosen.</param>
public sealed record DraftAnswers(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Dropped, IReadOnlyDictionary<string, string> All)
{
    /// <summary>The establishment that they name, or that the employee is at; null when they do not say.</summary>
    public string? Siret { get; init; }

    /// <param name="before">What the draft holds, and what the facts were to it.</param>
    /// <param name="facts">What they are now.</param>
    public static DraftAnswers Of(
        FormDefinition form, IReadOnlyDictionary<string, string> before, FormFacts factsBefore, IReadOnlyDictionary<string, string> typed, FormFacts facts)
    {
        var kept = typed.Where(t => form.Has(t.Key)).ToDictionary(t => t.Key, t => t.Value);
        var all = Merged(before, kept);
        var (was, now) = (new FormAnswers(form, before, factsBefore), new FormAnswers(form, all, facts));
        // What the form filled in comes back with the page: nobody has typed it, and it follows what it is computed from.
        foreach (var field in form.Fields.Where(f => f.Value is not null && kept.ContainsKey(f.Name)))
        {
            if (IsSame(field, kept[field.Name], was.Filled(field)) || IsSame(field, kept[field.Name], now.Filled(field)))
                all[field.Name] = kept[field.Name] = "";
        }
        // A contract of the universe that was asked about before is none of those that are offered now.
        foreach (var field in form.Fields.Where(f => f.Type is FieldType.Contract && f.Domain is { } domain
            && before.GetValueOrDefault(domain, "") != all.GetValueOrDefault(domain, "")
            && all.GetValueOrDefault(f.Name) is { Length: > 0 } chosen && facts.OptionsOf(f).All(o => o.Value != chosen)))
            all[field.Name] = kept[field.Name] = "";
        now = new FormAnswers(form, all, facts);
        var gone = form.Steps.SelectMany(now.Dropped).Where(n => !now.Awaits(n)).ToHashSet();
        return new(
            kept.Where(k => !gone.Contains(k.Key)).ToDictionary(k => k.Key, k => k.Value),
            [.. gone.Where(before.ContainsKey)],
            FormDefinition.Named(all.Where(a => !gone.Contains(a.Key)).ToDictionary(a => a.Key, a => a.Value), facts))
        {
            Siret = form.SiretOf(now.Whole()),
        };
    }

    public static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> typed)
    {
        var all = new Dictionary<string, string>(before);
        foreach (var (name, text) in typed)
            all[name] = text;
        return all;
    }

    private static bool IsSame(FormField field, string typed, string filled) => filled.Length > 0
        && (typed == filled || (FieldKinds.Read(field, typed) is { } one && Equals(one, FieldKinds.Read(field, filled))));
}
