using System.Text.RegularExpressions;
using Grains.Requests.Forms.Formulas;
using Newtonsoft.Json.Linq;

namespace Grains.Requests.Forms;

/// <summary>What the schema cannot say of a form: names that are given twice or lead nowhere, formulas that mean nothing, fields that wait for each other.</summary>
internal static class FormLinter
{
    private const int MostRows = 50;

    /// <exception cref="FormRefusal">The first thing that is wrong.</exception>
    public static void Check(JObject form)
    {
        var fields = form["steps"]!.SelectMany(step => step["fields"]!).ToList();
        Once(fields.Concat(fields.SelectMany(f => f["fields"] ?? new JArray())), "name", "field");
        Once(form["pieces"] ?? new JArray(), "id", "piece");
        Once(form["steps"]!, "title", "step");
        var types = fields.ToDictionary(f => (string)f["name"]!, TypeOf);
        foreach (var group in fields.Where(f => f["fields"] is JArray))
        {
            foreach (var inner in group["fields"]!)
                types[FormulaTypes.Inner((string)group["name"]!, (string)inner["name"]!)] = TypeOf(inner);
        }
        Options(form["cascade"], types);
        foreach (var field in fields)
            CheckField(field, types, form["cascade"] is JArray { Count: > 0 });
        foreach (var check in form["checks"] ?? new JArray())
        {
            if (!types.ContainsKey((string)check["field"]!))
                throw FormRefusal.At(check["field"]!, $"there is no field '{check["field"]}' to say it beside");
            var own = ((string)check["field"]!).Split('.') is [var group, _] ? Rows(fields.First(f => (string)f["name"]! == group), types) : types;
            Condition(check["if"], own);
            Text(check["text"]!, own);
        }
        foreach (var piece in form["pieces"] ?? new JArray())
            Condition(piece["if"], types);
        if (form["pieces"] is JArray { Count: > 0 } pieces && fields.All(f => Kind(f) is not FieldType.Files))
            throw FormRefusal.At(pieces, "pieces need a field of the type 'files', beside which they stand");
        if (form["effect"] is { } effect)
            Effect(effect, types);
        if (form["attests"] is { } attests)
        {
            Needed(attests, (string)attests! is "insured" ? ["document", "personnes", "annee", "envoi"] : ["type", "contrat", "date", "salarie", "destinataire"],
                $"an attestation of the {attests}", types);
        }
        NoCycle(fields);
        foreach (var group in fields.Where(f => f["fields"] is JArray))
            NoCycle([.. group["fields"]!]);
    }

    private static void CheckField(JToken field, IReadOnlyDictionary<string, FormulaType?> types, bool cascades)
    {
        var type = Kind(field);
        if (type is FieldType.Choice && field["options"] is null && (field["cascade"] is null || !cascades))
            throw FormRefusal.At(field, $"the choice '{field["name"]}' has no options");
        if (type is FieldType.Multi && field["options"] is null)
            throw FormRefusal.At(field, $"the choice '{field["name"]}' has no options");
        var own = types;
        if (type is FieldType.Group)
        {
            if (field["fields"] is not JArray inner || field["max"] is not { } max || (decimal)max is < 1 or > MostRows)
                throw FormRefusal.At(field, $"the group '{field["name"]}' needs fields, and a max from 1 to {MostRows}");
            own = Rows(field, types);
            foreach (var each in inner)
            {
                if (Kind(each) is FieldType.Group or FieldType.Files or FieldType.Company or FieldType.Employee or FieldType.Contract
                    or FieldType.Contracts or FieldType.Multi or FieldType.Stop or FieldType.People || each["cascade"] is not null)
                    throw FormRefusal.At(each, $"'{each["name"]}' cannot be repeated in a group");
                CheckField(each, own, cascades);
            }
        }
        Options(field["options"], own, isChoice: type is FieldType.Choice);
        Condition(field["showIf"], own);
        Condition(field["requiredIf"], own);
        Condition(field["fixedIf"], own);
        if (field["value"] is { } value && TypeOf(field) is var wanted && Formula(value, own, out _) is var found && found != wanted)
            throw FormRefusal.At(value, $"the value of '{field["name"]}' is a {found}, not a {wanted}");
        if (field["birth"] is { } birth && (type is not FieldType.Nir || own.GetValueOrDefault((string)birth!) is not FormulaType.Date))
            throw FormRefusal.At(birth, $"'{birth}' is no birthday that '{field["name"]}' could tell of");
        if (field["civility"] is { } civility && (type is not FieldType.Nir || own.GetValueOrDefault((string)civility!) is not FormulaType.Text))
            throw FormRefusal.At(civility, $"'{civility}' is no civility that '{field["name"]}' could tell of");
        if ((field["pattern"] is null) != (field["malformed"] is null) || (field["pattern"] is { } pattern && !IsPattern((string)pattern!)))
            throw FormRefusal.At(field["pattern"] ?? field["malformed"]!, $"'{field["name"]}' needs a pattern, and a text for what does not match it");
        if ((string?)field["contracts"] is "current" != field["domain"] is not null
            || (field["domain"] is { } domain && own.GetValueOrDefault((string)domain!) is not FormulaType.Text))
            throw FormRefusal.At(field["domain"] ?? field, $"current contracts of '{field["name"]}' need a choice that names their universe");
        if (field["from"] is { } from && (type is not FieldType.Date || own.GetValueOrDefault((string)from!) is not FormulaType.Date))
            throw FormRefusal.At(from, $"'{from}' is no day that '{field["name"]}' could follow");
    }

    private static void Effect(JToken effect, IReadOnlyDictionary<string, FormulaType?> types)
    {
        string[] needed = (string)effect["changes"]! switch
        {
            "address" => ["voie", "code_postal", "commune", "depuis"],
            "account" => ["usage", "titulaire", "iban"],
            "death" => ["salarie", "date_deces"],
            _ => ["effet", types.ContainsKey("sortie") ? "sortie" : "benef_naissance"],
        };
        Needed(effect, needed, $"what changes the {effect["changes"]}", types);
    }

    private static void Needed(JToken at, IEnumerable<string> fields, string what, IReadOnlyDictionary<string, FormulaType?> types)
    {
        if (fields.FirstOrDefault(f => !types.ContainsKey(f)) is { } missing)
            throw FormRefusal.At(at, $"{what} needs a field '{missing}'");
    }

    // Shown by what is shown by it, or filled in by what it fills in.
    private static void NoCycle(IReadOnlyList<JToken> fields)
    {
        var leads = fields.ToDictionary(
            f => (string)f["name"]!,
            f => new[] { f["showIf"], f["fixedIf"], f["value"] }.OfType<JToken>().SelectMany(t => FormulaParser.Parse((string)t!).Fields).Distinct().ToList());
        foreach (var field in fields.Where(f => Reaches((string)f["name"]!, (string)f["name"]!, [])))
            throw FormRefusal.At(field["showIf"] ?? field["value"] ?? field["fixedIf"]!, $"'{field["name"]}' waits for itself (a cycle)");

        bool Reaches(string from, string to, HashSet<string> seen) =>
            leads.GetValueOrDefault(from, []).Any(next => next == to || (seen.Add(next) && Reaches(next, to, seen)));
    }

    // What a row's formulas read: the group's own fields come first.
    private static Dictionary<string, FormulaType?> Rows(JToken group, IReadOnlyDictionary<string, FormulaType?> types)
    {
        var own = types.ToDictionary();
        foreach (var field in group["fields"]!)
            own[(string)field["name"]!] = TypeOf(field);
        return own;
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            return new Regex(FieldKinds.Whole(pattern), RegexOptions.NonBacktracking) is not null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Condition(JToken? formula, IReadOnlyDictionary<string, FormulaType?> types)
    {
        if (formula is not null && Formula(formula, types, out _) is not FormulaType.Truth and var type)
            throw FormRefusal.At(formula, $"'{formula}' is a {type}, not a condition");
    }

    private static FormulaType Formula(JToken text, IReadOnlyDictionary<string, FormulaType?> types, out Formula formula)
    {
        try
        {
            formula = FormulaParser.Parse((string)text!);
            return FormulaTypes.Of(formula, types.GetValueOrDefault);
        }
        catch (FormulaException e)
        {
            throw FormRefusal.At(text, e.Message.TrimEnd('.'));
        }
    }

    private static void Text(JToken text, IReadOnlyDictionary<string, FormulaType?> types)
    {
        try
        {
            foreach (var part in FormText.Parse((string)text!).Parts)
            {
                if (part.Formula is not null)
                    FormulaTypes.Of(part.Formula, types.GetValueOrDefault);
            }
        }
        catch (FormulaException e)
        {
            throw FormRefusal.At(text, e.Message.TrimEnd('.'));
        }
    }

    private static void Options(JToken? options, IReadOnlyDictionary<string, FormulaType?> types, bool isChoice = true)
    {
        Once(options ?? new JArray(), "value", "option");
        foreach (var option in options ?? new JArray())
        {
            if (!isChoice && (option["if"] ?? option["form"]) is { } own)
                throw FormRefusal.At(own, $"'{option["value"]}' is no option of a choice");
            if (option["bound"] is { } bound && option["form"] is null)
                throw FormRefusal.At(bound, $"'{option["value"]}' is bound to no form");
            if (option["form"] is { } form && option["options"] is not null)
                throw FormRefusal.At(form, $"'{option["value"]}' has options of its own: they have their forms");
            Condition(option["if"], types);
            Options(option["options"], types, isChoice);
        }
    }

    private static void Once(IEnumerable<JToken> things, string key, string word)
    {
        if (things.GroupBy(t => (string)t[key]!).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw FormRefusal.At(twice.Last()[key]!, $"the {word} '{twice.Key}' stands twice");
    }

    private static FieldType Kind(JToken field) => Enum.Parse<FieldType>((string)field["type"]!, ignoreCase: true);

    private static FormulaType? TypeOf(JToken field) => new FormField("", "", Kind(field)).Reads;
}
