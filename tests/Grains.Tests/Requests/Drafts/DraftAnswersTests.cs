using Grains.Requests.Drafts;
using Grains.Requests.Forms;

namespace Grains.Tests.Requests.Drafts;

/// <summary>What a draft keeps of what it held, as other answers change.</summary>
public sealed class DraftAnswersTests
{
    private static readonly FormDefinition Form = FormSource.Read(
        "essai.json",
        """
        {
          "id": "essai", "version": 1, "title": "Essai", "summary": "Un essai", "universes": ["health", "provident"],
          "steps": [ { "title": "Essai", "fields": [
            { "name": "company", "label": "Entreprise", "type": "company", "required": true },
            { "name": "domaine", "label": "Domaine", "type": "choice", "options": [ { "value": "sante", "label": "Santé" }, { "value": "prevoyance", "label": "Prévoyance" } ] },
            { "name": "contrat", "label": "Contrat", "type": "contract", "contracts": "current", "domain": "domaine" },
            { "name": "type", "label": "Type", "type": "choice", "options": [ { "value": "salarie", "label": "Salarié" }, { "value": "autre", "label": "Autre" } ] },
            { "name": "salarie", "label": "Salarié", "type": "employee", "showIf": "type = 'salarie'" } ] } ]
        }
        """).Definition;

    [Theory]
    [InlineData("PR1", "sante", "")]
    [InlineData("SA1", "sante", "SA1")]
    [InlineData("PR1", "prevoyance", "PR1")]
    public void Contract_that_the_new_domain_does_not_offer_is_cleared_with_the_former(string chosen, string domain, string kept)
    {
        var before = new Dictionary<string, string> { ["domaine"] = "prevoyance", ["contrat"] = chosen };
        var facts = new FormFacts(new DateOnly(2026, 12, 1)) { Contracts = [new FormOption("SA1", "SA1")] };

        var answers = DraftAnswers.Of(Form, before, facts, new Dictionary<string, string> { ["domaine"] = domain }, facts);

        Assert.Equal(kept, answers.Fields.GetValueOrDefault("contrat", chosen));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("salarie", false)]
    [InlineData("autre", true)]
    public void Employee_who_came_before_the_question_that_asks_for_one_is_dropped_by_its_answer_alone(string type, bool dropped)
    {
        var facts = new FormFacts(new DateOnly(2026, 12, 1));

        var answers = DraftAnswers.Of(Form, new Dictionary<string, string> { ["salarie"] = "e-1" }, facts, new Dictionary<string, string> { ["type"] = type }, facts);

        Assert.Equal(dropped, answers.Dropped.Contains("salarie"));
        Assert.False(type.Length == 0 && new FormAnswers(Form, new Dictionary<string, string> { ["salarie"] = "e-1" }, facts).Whole().ContainsKey("salarie"));
    }
}
