using Grains.Employees;
using Grains.Interfaces.Employees;
using Web.Accounts.Profile;

namespace Web.Employees.Edit;

/// <param name="Sheet">The address of the employee's sheet.</param>
/// <param name="Stored">As it stands now: what the form is compared with when it comes back.</param>
public sealed record EditView(
    string Sheet, EditForm Typed, EmployeeIdentity Stored, IReadOnlyList<EstablishmentChoice> Establishments, IReadOnlyList<FieldFault> Faults,
    string Operation)
{
    /// <summary>Somebody has saved something else since the form was drawn.</summary>
    public bool Meanwhile { get; init; }

    public string Path => $"{Sheet}/modifier";

    public string Read => EditForm.Carried(Stored);

    public IEnumerable<EditField> Fields =>
    [
        Of("civilite", EmployeeTexts.Civility, required: false) with
        {
            Choices = [new("", "–"), new("madame", EmployeeTexts.Madam), new("monsieur", EmployeeTexts.Sir)],
        },
        Of("nom", EmployeeTexts.LastName), Of("usage", EmployeeTexts.UsualName, required: false), Of("prenom", EmployeeTexts.FirstName),
        Of("naissance", EmployeeTexts.BirthDate) with { IsDay = true }, Of("numero", EmployeeTexts.Number, required: false),
        Of("siret", EmployeeTexts.Establishment) with { Choices = [.. Establishments.Select(e => new KeyValuePair<string, string>(e.Siret, e.Name))] },
        Of("embauche", EmployeeTexts.HiredOn) with { IsDay = true },
    ];

    private EditField Of(string name, string label, bool required = true)
    {
        var stored = EditForm.Of(Stored)[name];
        return new EditField(name, label, Typed[name], required)
        {
            Fault = Faults.FirstOrDefault(f => f.Field == name)?.Sentence,
            Meanwhile = Meanwhile && stored != Typed[name] ? Shown(name, stored) : null,
        };
    }

    private string Shown(string name, string stored) => name switch
    {
        "siret" => Establishments.FirstOrDefault(e => e.Siret == stored)?.Name ?? stored,
        "civilite" when stored.Length > 0 => stored is "madame" ? EmployeeTexts.Madam : EmployeeTexts.Sir,
        _ => stored.Length > 0 ? stored : EmployeeTexts.Nothing,
    };
}

/// <summary>One field: what is typed, and what somebody else has saved in its place.</summary>
public sealed record EditField(string Name, string Label, string Value, bool Required)
{
    public bool IsDay { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? Choices { get; init; }

    public string? Fault { get; init; }

    public string? Meanwhile { get; init; }
}
