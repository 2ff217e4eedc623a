using Grains.Contracts;
using Grains.Requests.Forms;

namespace Grains.Tests.Fixtures;

/// <summary>Forms that belong to universes and establishments, beside those that ship.</summary>
public static class TestForms
{
    /// <summary>Of Prévoyance, about an establishment.</summary>
    public static readonly FormDefinition Stop = Of("arret", Universe.Provident);

    /// <summary>What is known of a company that may be asked about everything.</summary>
    public static FormFacts Open(DateOnly today) => new(today)
    {
        Values = new Dictionary<string, object>
        {
            ["open.health"] = true, ["open.provident"] = true, ["open.affiliation"] = true, ["open.retirement"] = true,
        },
    };

    public static FormDefinition Of(string id, params IReadOnlyList<Universe> universes) => new(
        id, 1, "Déclarer un arrêt",
        [
            new("Arrêt",
            [
                new("company", "Entreprise", FieldType.Company, Required: true), new("etablissement", "Établissement", FieldType.Establishment),
                new("message", "Message", FieldType.Longtext, Required: true),
            ]),
        ], []) { Universes = universes };

    public static Dictionary<string, string> Answers(string company, string siret) =>
        new() { ["company"] = company, ["etablissement"] = siret, ["message"] = "Un arrêt de trois semaines" };
}
