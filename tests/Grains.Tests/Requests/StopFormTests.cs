using Grains.Requests.Forms;

namespace Grains.Tests.Requests;

/// <summary>« Déclarer un arrêt de travail », rule by rule; today is 25/11/2026.</summary>
public sealed class StopFormTests
{
    private static readonly FormDefinition Form = new FormCatalogue().Get("arret-travail");

    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void Whole_declaration_is_sent_as_it_is()
    {
        Assert.Empty(Faults([]));
        Assert.Equal("11/11/2026", Said([]).Typed(Form.Field("dernier_jour")!));
        Assert.Equal("04/12/2026", Said([]).Typed(Form.Field("sub_au")!));
    }

    [Theory]
    [InlineData("premier_jour", "15/11/2026", "embauche", "16/11/2026", "premier_jour", "Premier jour d’arrêt tombe avant l’embauche (16/11/2026).")]
    [InlineData("premier_jour", "26/12/2026", "fin", "28/12/2026", "premier_jour", "Premier jour d’arrêt\u00a0: entre 01/02/2020 et 25/12/2026.")]
    [InlineData("fin", "11/11/2026", "", "", "fin", null)]
    [InlineData("dernier_jour", "13/11/2026", "", "", "dernier_jour", "Dernier jour travaillé\u00a0: il tombe après le premier jour d’arrêt (12/11/2026).")]
    [InlineData("sub_au", "04/11/2026", "", "", "sub_au", "Fin de subrogation\u00a0: elle tombe avant le début.")]
    [InlineData("sub_du", "10/11/2026", "", "", "sub_du", "Début de subrogation\u00a0: il tombe avant le dernier jour travaillé (11/11/2026).")]
    [InlineData("motif", "06", "", "", "accident", null)]
    [InlineData("motif", "06", "accident", "13/11/2026", "accident", "Date de l’accident ou de la 1re constatation\u00a0: elle tombe après le premier jour d’arrêt (12/11/2026).")]
    [InlineData("episode", "prolongation", "", "", "episode", "Une prolongation n’est pas un nouvel arrêt\u00a0: écrivez‑la dans la demande du premier arrêt.")]
    [InlineData("episode", "rechute", "", "", "arret_lie", null)]
    [InlineData("nature_contrat", "cdd", "", "", "fin_contrat", null)]
    [InlineData("temps", "partiel", "quotite", "100", "quotite", null)]
    [InlineData("brut12", "0", "", "", "brut12", null)]
    [InlineData("brut12", "1 000 000,01", "", "", "brut12", null)]
    [InlineData("embauche", "01/03/2026", "", "", "mois_presence", null)]
    [InlineData("iban", "", "", "", "iban", null)]
    [InlineData("salarie", "autre", "", "", "salarie_nom", null)]
    [InlineData("hospi", "oui", "", "", "hospi_du", null)]
    public void Cross_check_holds_the_sending_up(string one, string its, string other, string others, string field, string? sentence)
    {
        var answers = new Dictionary<string, string> { [one] = its };
        if (other.Length > 0)
            answers[other] = others;

        var fault = Faults(answers).First(f => f.Input == field);

        if (sentence is not null)
            Assert.Equal((Fault.Said, sentence), (fault.Fault, fault.Arguments[0]));
    }

    [Theory]
    [InlineData("dernier_jour", "10/11/2026", "dernier_jour", "D’ordinaire le 11/11/2026, même férié, chômé ou de congé.")]
    [InlineData("fin", "12/05/2027", "fin", "Un arrêt de plus de six mois\u00a0: vérifiez la date.")]
    [InlineData("categorie", "01", "categorie", "Elle diffère de celle du contrat\u00a0: vérifiez‑la.")]
    public void Warning_is_said_and_sends(string field, string answer, string beside, string sentence)
    {
        var said = Said(new() { [field] = answer });

        Assert.Empty(said.Faults());
        Assert.Contains((beside, CheckLevel.Warn, sentence), said.Notes().Select(n => (n.Field.Name, n.Level, n.Text)));
    }

    [Theory]
    [InlineData("04")]
    [InlineData("06")]
    public void Day_of_an_accident_was_worked(string motif)
    {
        var said = Said(new() { ["motif"] = motif, ["partiel"] = "non", ["accident"] = "10/11/2026", ["tiers"] = "non" });

        Assert.True(said.IsFixed(Form.Field("partiel")!));
        Assert.Equal("oui", said.Typed(Form.Field("partiel")!));
        Assert.Equal("12/11/2026", said.Typed(Form.Field("dernier_jour")!));
        Assert.Contains(said.Notes(), n => n.Field.Name == "accident" && n.Level is CheckLevel.Warn);
        Assert.Empty(said.Faults());
    }

    [Theory]
    [InlineData("contract.count", 0, "salarie", "Aucun contrat prévoyance ne couvre ce salarié.", "01")]
    [InlineData("contract.ij.maternity", 0, "motif", "Le contrat ne couvre pas la maternité.", "02")]
    [InlineData("contract.ij.paternity", 0, "motif", "Le contrat ne couvre pas la paternité.", "03")]
    public void Contract_that_does_not_cover_refuses(string fact, int value, string field, string sentence, string motif)
    {
        var facts = Facts();
        facts[fact] = fact is "contract.count" ? (decimal)value : value == 1;

        var faults = new FormAnswers(Form, Answers(new() { ["motif"] = motif }), With(facts)).Faults();

        Assert.Equal((field, sentence), (Assert.Single(faults).Input, faults[0].Arguments[0]));
    }

    [Fact]
    public void Stop_that_shares_a_day_with_another_is_refused_with_its_number()
    {
        var facts = Facts();
        (facts["overlap.from"], facts["overlap.to"], facts["overlap.number"]) = (new DateOnly(2026, 11, 12), new DateOnly(2026, 12, 4), "2026-000123");

        var fault = Assert.Single(new FormAnswers(Form, Answers(new() { ["premier_jour"] = "01/12/2026", ["fin"] = "10/12/2026" }), With(facts)).Faults());

        Assert.Equal("Un arrêt est déjà déclaré du 12/11/2026 au 04/12/2026 (2026-000123)\u00a0: déclarez une prolongation.", fault.Arguments[0]);
    }

    [Theory]
    [InlineData("fixe", 90, "12/11/2026", "04/12/2026", "", "09/02/2027", "fin", CheckLevel.Info)]
    [InlineData("fixe", 30, "01/06/2026", "30/09/2026", "", "30/06/2026", "premier_jour", CheckLevel.Warn)]
    [InlineData("cumulee", 30, "12/11/2026", "04/12/2026", "01/03/2026-20/03/2026", "21/11/2026", null, null)]
    [InlineData("cumulee", 30, "12/11/2026", "04/12/2026", "01/03/2025-20/03/2025", "11/12/2026", "fin", CheckLevel.Info)]
    [InlineData("relais", 0, "12/11/2026", "04/12/2026", "", "04/12/2026", "fin", CheckLevel.Info)]
    public void Franchise_ends(string kind, int days, string first, string last, string earlier, string end, string? beside, CheckLevel? level)
    {
        var answers = Answers(new() { ["premier_jour"] = first, ["fin"] = last });
        var facts = Facts();
        (facts["contract.ij.kind"], facts["contract.ij.franchise"]) = (kind, (decimal)days);
        IReadOnlyList<DeclaredStop> stops = earlier.Split('-') is [var from, var to] ? [new("2025-000001", Day(from), Day(to))] : [];

        var found = Franchises.EndOf(answers, facts, stops);

        Assert.Equal(Day(end), found);
        facts["franchise.end"] = found!.Value;
        var notes = new FormAnswers(Form, answers, With(facts)).Notes().Where(n => n.Text.Contains("franchise", StringComparison.Ordinal) || n.Text == "Déclaration tardive.");
        Assert.Equal(beside is null ? [] : [(beside, level!.Value)], notes.Select(n => (n.Field.Name, n.Level)));
    }

    [Fact]
    public void Payroll_is_told_of_its_five_days()
    {
        Assert.Contains(Said([]).Notes(), n => n is { Level: CheckLevel.Info, Text: "DSN\u00a0: signalement dû dans les 5 jours." });
        Assert.DoesNotContain(Said(new() { ["premier_jour"] = "20/11/2026" }).Notes(), n => n.Text.StartsWith("DSN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "attestation-salaire rib decompte-ij")]
    [InlineData("motif", "03", "attestation-salaire rib")]
    [InlineData("motif", "05", "attestation-salaire rib decompte-ij accident")]
    [InlineData("hospi", "oui", "attestation-salaire rib decompte-ij hospitalisation")]
    [InlineData("episode", "rechute", "attestation-salaire rib decompte-ij rechute")]
    [InlineData("enfants", "2", "attestation-salaire rib enfants decompte-ij")]
    [InlineData("enfants", "0", "attestation-salaire rib decompte-ij")]
    [InlineData("iban", "", "attestation-salaire decompte-ij")]
    public void Pieces_follow_from_the_answers(string field, string answer, string pieces)
    {
        var facts = Facts();
        facts["contract.ij.perChild"] = true;

        Assert.Equal(pieces, string.Join(' ', new FormAnswers(Form, Answers(new() { [field] = answer }), With(facts)).Pieces().Select(p => p.Id)));
    }

    [Fact]
    public void Contract_that_is_over_asks_for_the_persons_own_papers()
    {
        var facts = Facts();
        facts["contract.over"] = true;

        Assert.Equal(["identite", "rib-personne", "france-travail"], new FormAnswers(Form, Answers([]), With(facts)).Pieces().Select(p => p.Id).TakeLast(3));
    }

    [Fact]
    public void Medical_pieces_are_veiled_and_others_are_not() =>
        Assert.Equal(["hospitalisation", "rechute"], Form.Pieces.Where(p => p.IsVeiled).Select(p => p.Id));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "dd/MM/yyyy");

    private static IReadOnlyList<FormFault> Faults(Dictionary<string, string> answers) => Said(answers).Faults();

    private static FormAnswers Said(Dictionary<string, string> answers) => new(Form, Answers(answers), With(Facts()));

    private static FormFacts With(Dictionary<string, object> facts) => new(Today)
    {
        Values = facts,
        Labels = new Dictionary<string, string> { ["salarie"] = "Maëlys Corvandier", ["contrat"] = "PREV-1" },
    };

    private static Dictionary<string, object> Facts() => new()
    {
        ["contract.count"] = 1m, ["contract.only"] = "PREV-1", ["contract.ij.maternity"] = true, ["contract.ij.paternity"] = true, ["claims.lateAfter"] = 60m,
        ["employee.hiredOn"] = new DateOnly(2020, 2, 1), ["employee.college"] = "04",
    };

    private static Dictionary<string, string> Answers(Dictionary<string, string> more)
    {
        var answers = new Dictionary<string, string>
        {
            ["company"] = "p/812345676", ["salarie"] = "e1", ["nature_contrat"] = "cdi", ["temps"] = "plein", ["prenom"] = "Nora", ["nom"] = "Vasselin",
            ["courriel"] = "nora@exemple.fr", ["motif"] = "01", ["episode"] = "initial", ["premier_jour"] = "12/11/2026", ["fin"] = "04/12/2026",
            ["brut12"] = "31 480,00", ["maintien"] = "oui", ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
        };
        foreach (var (field, text) in more)
            answers[field] = text;
        return answers;
    }
}
