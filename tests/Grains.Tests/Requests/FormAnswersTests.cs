using Grains.Requests.Forms;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

public sealed class FormAnswersTests
{
    private static readonly FormFacts Facts = new(new DateOnly(2026, 11, 25));

    [Theory]
    [InlineData("premier_jour", "12/11/2026", null)]
    [InlineData("premier_jour", "2026-11-12", null)]
    [InlineData("premier_jour", "31/11/2026", Fault.Malformed)]
    [InlineData("premier_jour", "", Fault.Missing)]
    [InlineData("fin", "11/11/2026", Fault.Order, "Premier jour", "13/11/2026")]
    [InlineData("fin", "12/11/2026", null)]
    [InlineData("motif", "02", Fault.Unknown)]
    [InlineData("soins", "optique,dentaire", null)]
    [InlineData("soins", "optique,voyage", Fault.Unknown)]
    [InlineData("maintien", "oui", null)]
    [InlineData("maintien", "peut-être", Fault.Unknown)]
    [InlineData("brut", "2 850,40", null)]
    [InlineData("brut", "2850.40 €", null)]
    [InlineData("brut", "2 850,405", Fault.Malformed)]
    [InlineData("brut", "-5", Fault.Malformed)]
    [InlineData("brut", "beaucoup", Fault.Malformed)]
    [InlineData("brut", "0", Fault.Range, "0,01", "1\u00a0000\u00a0000")]
    [InlineData("brut", "1 000 000,01", Fault.Range, "0,01", "1\u00a0000\u00a0000")]
    [InlineData("quotite", "60,5", null)]
    [InlineData("quotite", "100", Fault.Range, "1", "99")]
    [InlineData("enfants", "2", null)]
    [InlineData("enfants", "2,5", Fault.Malformed)]
    [InlineData("enfants", "16", Fault.Range, "0", "15")]
    [InlineData("declaration", "11/2026", null)]
    [InlineData("declaration", "2026-11", null)]
    [InlineData("declaration", "13/2026", Fault.Malformed)]
    [InlineData("declaration", "12/2026", Fault.Future)]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890 189", null)]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890 188", Fault.Key)]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890", Fault.Short, "3")]
    [InlineData("siret", "732 829 320 00074", null)]
    [InlineData("siret", "732 829 320 00075", Fault.Malformed)]
    [InlineData("nir", "2 85 05 78 006 084 91", Fault.Key)]
    [InlineData("message", "court", null)]
    public void Each_kind_takes_its_own(string field, string answer, Fault? fault, params string[] said)
    {
        var answers = WholeForm.Answers("p/1");
        answers[field] = answer;

        var found = WholeForm.Definition.Faults(answers, Facts);

        Assert.Equal(fault is { } expected ? [(field, expected)] : [], found.Select(f => (f.Input, f.Fault)));
        Assert.Equal(said, found.SelectMany(f => f.Arguments));
    }

    [Theory]
    [InlineData("premier_jour", "12/11/2026", "12/11/2026")]
    [InlineData("brut", "2850.4", "2\u00a0850,40\u00a0€")]
    [InlineData("quotite", "60,50", "60,5\u00a0%")]
    [InlineData("maintien", "oui", "Oui")]
    [InlineData("motif", "06", "Accident du travail")]
    [InlineData("soins", "optique,dentaire", "Optique, Dentaire")]
    [InlineData("declaration", "11/2026", "novembre\u00a02026")]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890 189", "FR•• •••• 0189")]
    public void Answer_is_shown_as_people_write_it(string field, string answer, string shown) => Assert.Equal(
        shown, WholeForm.Definition.Shown(WholeForm.Definition.Field(field)!, new Dictionary<string, string> { [field] = answer }));

    [Fact]
    public void Field_is_asked_for_when_what_shows_it_holds()
    {
        var answers = WholeForm.Answers("p/1");
        answers["motif"] = "06";

        Assert.Equal([("accident", Fault.Missing)], WholeForm.Definition.Faults(answers, Facts).Select(f => (f.Input, f.Fault)));
        answers["accident"] = "26/11/2026";
        Assert.Equal([("accident", Fault.Future)], WholeForm.Definition.Faults(answers, Facts).Select(f => (f.Input, f.Fault)));
    }

    [Fact]
    public void What_is_not_shown_has_no_answer()
    {
        var answers = WholeForm.Answers("p/1");
        answers["accident"] = "10/11/2026";
        var form = new FormAnswers(WholeForm.Definition, answers, Facts);

        Assert.Empty(form.Faults());
        Assert.Null(form.Answer("accident"));
        Assert.Equal(["accident"], form.Dropped(WholeForm.Definition.Steps[1]));
    }

    [Fact]
    public void Field_holds_what_the_form_computes_until_it_is_typed()
    {
        var answers = WholeForm.Answers("p/1");
        Assert.Equal("11/11/2026", Typed());

        answers["dernier_jour"] = "10/11/2026";
        Assert.Equal("10/11/2026", Typed());

        string Typed() => new FormAnswers(WholeForm.Definition, answers, Facts).Typed(WholeForm.Definition.Field("dernier_jour")!);
    }

    [Fact]
    public void Warning_is_said_and_holds_nothing_up()
    {
        var answers = WholeForm.Answers("p/1");
        answers["fin"] = "12/06/2027";
        var form = new FormAnswers(WholeForm.Definition, answers, Facts);

        Assert.Empty(form.Faults());
        Assert.Equal(
            [("fin", CheckLevel.Warn, "Un arrêt de plus de six mois : vérifiez la date."), ("premier_jour", CheckLevel.Info, "Le signalement était dû le 17/11/2026.")],
            form.Notes().Select(n => (n.Field.Name, n.Level, n.Text)));
    }

    [Fact]
    public void Check_of_the_forms_own_that_fails_is_a_fault_in_its_words()
    {
        var answers = WholeForm.Answers("p/1");
        answers["dernier_jour"] = "13/11/2026";

        var fault = Assert.Single(WholeForm.Definition.Faults(answers, Facts));

        Assert.Equal(("dernier_jour", Fault.Said, "Il tombe après le 12/11/2026."), (fault.Input, fault.Fault, fault.Arguments[0]));
        Assert.Empty(WholeForm.Definition.Faults(answers, Facts, 1));
    }

    [Fact]
    public void Group_is_checked_row_by_row_and_no_further_than_its_count()
    {
        var answers = WholeForm.Answers("p/1");
        (answers["maintien"], answers["mois"]) = ("oui", "2");
        (answers["mois.1.periode"], answers["mois.1.plein"], answers["mois.1.partiel"]) = ("10/2026", "2000", "1100");
        (answers["mois.2.plein"], answers["mois.3.plein"]) = ("2000", "rien");

        Assert.Equal(
            [("mois.2.periode", Fault.Missing), ("mois.2.partiel", Fault.Missing)], WholeForm.Definition.Faults(answers, Facts).Select(f => (f.Input, f.Fault)));
        Assert.Equal(["mois.3.plein"], new FormAnswers(WholeForm.Definition, answers, Facts).Dropped(WholeForm.Definition.Steps[2]));

        answers["mois"] = "40";
        Assert.Equal(3, new FormAnswers(WholeForm.Definition, answers, Facts).Count(WholeForm.Definition.Field("mois")!));
    }

    [Theory]
    [InlineData("mois.1.plein", true)]
    [InlineData("mois.3.plein", true)]
    [InlineData("mois.4.plein", false)]
    [InlineData("mois.0.plein", false)]
    [InlineData("mois.1.autre", false)]
    [InlineData("motif.1.plein", false)]
    [InlineData("autre", false)]
    public void Only_inputs_of_the_form_are_kept(string input, bool kept) => Assert.Equal(kept, WholeForm.Definition.Has(input));

    [Fact]
    public void Pieces_follow_from_the_answers()
    {
        var answers = WholeForm.Answers("p/1");
        Assert.Equal(["attestation"], Pieces());

        (answers["motif"], answers["iban"]) = ("06", "FR76 3000 6000 0112 3456 7890 189");
        Assert.Equal(["attestation", "rib", "hospitalisation"], Pieces());

        IEnumerable<string> Pieces() => new FormAnswers(WholeForm.Definition, answers, Facts).Pieces().Select(p => p.Id);
    }
}
