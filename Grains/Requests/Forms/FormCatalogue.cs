using System.Reflection;

namespace Grains.Requests.Forms;

/// <summary>The forms that are offered: those that ship with the product, and those of the insurer's folder. Read and checked once.</summary>
public sealed class FormCatalogue
{
    private const string Prefix = "forms/";
    private static readonly Lazy<IReadOnlyList<(string Name, FormSource File)>> Own = new(() => [.. Shipped().Select(s => (s.Name, FormSource.Read(s.Name, s.Text)))]);
    private readonly Dictionary<string, FormDefinition> _forms = [];
    private readonly List<FormSource> _files = [];

    /// <param name="others">Beside those that ship, and kept nowhere.</param>
    public FormCatalogue(params IReadOnlyList<FormDefinition> others)
    {
        foreach (var form in others)
            _forms.Add(form.Id, form);
        foreach (var (name, file) in Own.Value)
            Add(name, file);
        Follow([.. Own.Value.Select(s => s.Name)]);
    }

    /// <param name="folder">Of <c>*.json</c> files; null or empty for none.</param>
    /// <exception cref="SettingRefusedException">A file that is no form, or a form that is there already; a folder that cannot be read.</exception>
    public static FormCatalogue Read(string? folder)
    {
        var catalogue = new FormCatalogue();
        if (string.IsNullOrEmpty(folder))
            return catalogue;
        try
        {
            var files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
            foreach (var file in files)
                catalogue.Add(file, FormSource.Read(file, File.ReadAllText(file)));
            catalogue.Follow(files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingRefusedException($"FORMS_DIR: {folder} cannot be read.", e);
        }
        return catalogue;
    }

    public IEnumerable<FormDefinition> All => _forms.Values;

    /// <summary>Those that were read from files, with their text.</summary>
    public IReadOnlyList<FormSource> Files => _files;

    public FormDefinition? Find(string id) => _forms.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">No form is offered by this name.</exception>
    public FormDefinition Get(string id) => _forms[id];

    private void Add(string name, FormSource file)
    {
        if (!_forms.TryAdd(file.Definition.Id, file.Definition))
            throw new SettingRefusedException($"{name}, line 1: there is a form '{file.Definition.Id}' already.");
        _files.Add(file);
    }

    // Where an option leads is offered by its address, to who fills in this one.
    private void Follow(IReadOnlyList<string> names)
    {
        foreach (var (name, file) in names.Zip(_files.Skip(_files.Count - names.Count)))
        {
            foreach (var (form, line) in file.Leads)
            {
                if (Find(form) is not { Summary: not null } found || found.IsPersonal != file.Definition.IsPersonal)
                    throw FormSource.Refused(name, line, $"there is no form '{form}' in the catalogue that one could go on to");
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return ($"{name}.json", reader.ReadToEnd());
        }
    }
}
