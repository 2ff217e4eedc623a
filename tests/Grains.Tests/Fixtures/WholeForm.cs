using Grains.Requests.Forms;

namespace Grains.Tests.Fixtures;

/// <summary>A form of an insurer's own that uses each kind of field, as a file of their folder.</summary>
public static class WholeForm
{
    public const string Text =
        """
        {
          // What an insurer adds to its folder.
          "id": "essai",
          "version": 1,
          "title": "Déclarer un essai",
          "summary": "Toutes les sortes de champs",
          "team": "prevoyance",
          "universes": ["provident"],
          "steps": [
            {
              "title": "Qui",
              "fields": [
                { "name": "company", "label": "Entreprise", "type": "company", "required": true },
                { "name": "iban", "label": "IBAN", "type": "iban" },
                { "name": "siret", "label": "SIRET", "type": "siret" },
                { "name": "nir", "label": "Numéro de sécurité sociale", "type": "nir" }
              ]
            },
            {
              "title": "Arrêt",
              "fields": [
                { "name": "motif", "label": "Nature de l’arrêt", "type": "choice", "required": true, "options": [
                  { "value": "01", "label": "Maladie" }, { "value": "06", "label": "Accident du travail" } ] },
                { "name": "accident", "label": "Date de l’accident", "type": "date", "past": true, "showIf": "motif = '06'", "requiredIf": "motif = '06'" },
                { "name": "premier_jour", "label": "Premier jour", "type": "date", "required": true },
                { "name": "dernier_jour", "label": "Dernier jour travaillé", "type": "date", "value": "premier_jour - 1 d" },
                { "name": "fin", "label": "Fin prévue", "type": "date", "from": "premier_jour" },
                { "name": "soins", "label": "Soins", "type": "multi", "options": [ { "value": "optique", "label": "Optique" }, { "value": "dentaire", "label": "Dentaire" } ] },
                { "name": "maintien", "label": "Maintenez-vous le salaire ?", "type": "yesno" },
                { "name": "brut", "label": "Salaire brut", "type": "amount", "min": 0.01, "max": 1000000 },
                { "name": "quotite", "label": "Quotité", "type": "percent", "min": 1, "max": 99 },
                { "name": "enfants", "label": "Enfants à charge", "type": "integer", "min": 0, "max": 15 },
                { "name": "declaration", "label": "Mois déclaré", "type": "month", "past": true }
              ]
            },
            {
              "title": "Mois",
              "fields": [
                { "name": "mois", "label": "Mois", "type": "group", "min": 0, "max": 3, "showIf": "maintien", "fields": [
                  { "name": "periode", "label": "Période", "type": "month", "required": true, "past": true },
                  { "name": "plein", "label": "Salaire à temps plein", "type": "amount", "required": true },
                  { "name": "partiel", "label": "Salaire à temps partiel", "type": "amount", "requiredIf": "plein > 0" } ] },
                { "name": "message", "label": "Message", "type": "longtext", "maxLength": 500 },
                { "name": "pieces", "label": "Autres pièces", "type": "files" }
              ]
            }
          ],
          "checks": [
            { "if": "fin > premier_jour + 180 d", "level": "warn", "field": "fin", "text": "Un arrêt de plus de six mois : vérifiez la date." },
            { "if": "dernier_jour > premier_jour", "level": "error", "field": "dernier_jour", "text": "Il tombe après le {premier_jour}." },
            { "if": "today > premier_jour + 5 d", "level": "info", "field": "premier_jour", "text": "Le signalement était dû le {premier_jour + 5 d}." }
          ],
          "pieces": [
            { "id": "attestation", "label": "Attestation de salaire", "due": "now" },
            { "id": "rib", "label": "RIB", "due": "now", "if": "filled(iban)" },
            { "id": "hospitalisation", "label": "Bulletin d’hospitalisation", "due": "later", "veil": "medical", "if": "motif = '06'" }
          ]
        }
        """;

    public static readonly FormDefinition Definition = FormSource.Read("essai.json", Text).Definition;

    public static Dictionary<string, string> Answers(string company) => new()
    {
        ["company"] = company, ["motif"] = "01", ["premier_jour"] = "12/11/2026", ["fin"] = "04/12/2026",
    };
}
