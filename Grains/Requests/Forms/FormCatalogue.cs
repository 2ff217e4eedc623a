using System.Text.Json;
using System.Text.Json.Serialization;

namespace Grains.Requests.Forms;

/// <summary>The forms that ship with the product, read once from their files.</summary>
public sealed class FormCatalogue
{
    private const string Prefix = "forms/";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private readonly Dictionary<string, FormDefinition> _forms = [];

    /// <param name="others">Beside those that ship.</param>
    public FormCatalogue(params IReadOnlyList<FormDefinition> others)
    {
        foreach (var form in others)
            _forms.Add(form.Id, form);
        var assembly = typeof(FormCatalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            var form = JsonSerializer.Deserialize<FormDefinition>(file, Json)!;
            _forms.Add(form.Id, form);
        }
    }

    public IEnumerable<FormDefinition> All => _forms.Values;

    public FormDefinition? Find(string id) => _forms.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">A stored request names a form that no longer ships: a fault of ours, not of the person.</exception>
    public FormDefinition Get(string id) => _forms[id];
}
