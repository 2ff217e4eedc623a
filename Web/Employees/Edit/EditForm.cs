using System.Globalization;
using System.Text.Json;
using Grains.Interfaces.Employees;
using Grains.Text;
using Web.Employees.Invite;

namespace Web.Employees.Edit;

/// <summary>An employee's data as text, by field: as it was typed, or as it stands.</summary>
public sealed record EditForm(IReadOnlyDictionary<string, string> Fields)
{
    private const int Longest = 254;

    private static readonly string[] Names = ["civilite", "nom", "usage", "prenom", "naissance", "numero", "siret", "embauche"];

    public string this[string name] => Fields.GetValueOrDefault(name, "");

    public static EditForm Typed(IFormCollection form) =>
        new(Names.ToDictionary(n => n, n => SingleLine.Of(form[n].ToString()) is { Length: <= Longest } text ? text : ""));

    public static EditForm Of(EmployeeIdentity identity) => new(new Dictionary<string, string>
    {
        ["civilite"] = identity.Person.Civility,
        ["nom"] = identity.Person.LastName,
        ["usage"] = identity.Person.UsualName,
        ["prenom"] = identity.Person.FirstName,
        ["naissance"] = Day(identity.Person.BirthDate),
        ["numero"] = identity.Number,
        ["siret"] = identity.Employment.Siret,
        ["embauche"] = Day(identity.Employment.HiredOn),
    });

    /// <summary>What is typed, once it is without fault; what the form does not ask stays.</summary>
    public EmployeeIdentity On(EmployeeIdentity before) => new(
        before.Person with
        {
            Civility = this["civilite"],
            LastName = this["nom"],
            UsualName = this["usage"],
            FirstName = this["prenom"],
            BirthDate = InviteRules.Day(this["naissance"])!.Value,
        },
        this["numero"], before.Employment with { Siret = this["siret"], HiredOn = InviteRules.Day(this["embauche"])!.Value });

    /// <summary>What the form was drawn from, which it carries.</summary>
    public static string Carried(EmployeeIdentity identity) => JsonSerializer.Serialize(identity);

    /// <summary>Null for what no form of ours carries.</summary>
    public static EmployeeIdentity? Carried(string? text)
    {
        try
        {
            return JsonSerializer.Deserialize<EmployeeIdentity>(text ?? "null") is { Person: not null, Number: not null, Employment: not null } carried ? carried : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
