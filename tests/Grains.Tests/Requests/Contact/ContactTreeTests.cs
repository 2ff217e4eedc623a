using Grains.Accounts;
using Grains.Requests.Forms;
using Grains.Requests.Promises;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Contact;

/// <summary>« Poser une question »: what may be asked about, who answers, in how many hours, and which question has a form of its own.</summary>
public sealed class ContactTreeTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly FormCatalogue Forms = new();

    /// <summary>Domain, theme, reason; hours and team; <c>s</c> where an employee may be named; the form made for it, with a star where it is the only way.</summary>
    [Theory]
    [InlineData("sante remboursements delai 16 sante s")]
    [InlineData("sante remboursements montant 16 sante s")]
    [InlineData("sante remboursements tiers-payant 8 sante s")]
    [InlineData("sante garanties prise-en-charge 8 sante s")]
    [InlineData("sante garanties devis 16 sante s")]
    [InlineData("sante garanties niveau 16 sante")]
    [InlineData("sante contrat-sante evolution 40 entreprises")]
    [InlineData("sante contrat-sante cotisations 24 entreprises")]
    [InlineData("sante contrat-sante resiliation 24 entreprises")]
    [InlineData("sante contrat-sante attestation 8 sante attestation")]
    [InlineData("sante dsn-sante parametrage 16 sante question-dsn")]
    [InlineData("sante dsn-sante anomalie 16 sante question-dsn")]
    [InlineData("prevoyance arret suivi 16 prevoyance s")]
    [InlineData("prevoyance arret pieces 8 prevoyance s")]
    [InlineData("prevoyance arret montant-ij 16 prevoyance s")]
    [InlineData("prevoyance arret reprise 16 prevoyance reprise")]
    [InlineData("prevoyance invalidite declarer 24 prevoyance s")]
    [InlineData("prevoyance invalidite rente 24 prevoyance s")]
    [InlineData("prevoyance deces declaration 16 prevoyance deces")]
    [InlineData("prevoyance deces suivi-deces 8 prevoyance s")]
    [InlineData("prevoyance deces beneficiaires 16 prevoyance s")]
    [InlineData("prevoyance contrat-prevoyance evolution 40 entreprises")]
    [InlineData("prevoyance contrat-prevoyance cotisations 24 entreprises")]
    [InlineData("prevoyance contrat-prevoyance attestation 8 prevoyance attestation")]
    [InlineData("prevoyance dsn-prevoyance parametrage 16 prevoyance question-dsn")]
    [InlineData("prevoyance dsn-prevoyance anomalie 16 prevoyance question-dsn")]
    [InlineData("affiliation entree affilier 16 affiliation s")]
    [InlineData("affiliation entree fichier 8 affiliation")]
    [InlineData("affiliation entree lien 8 affiliation s")]
    [InlineData("affiliation entree dispense 16 affiliation s")]
    [InlineData("affiliation sortie radier 16 affiliation s")]
    [InlineData("affiliation sortie portabilite 16 affiliation s")]
    [InlineData("affiliation sortie justificatif 16 affiliation s")]
    [InlineData("affiliation situation famille 16 affiliation situation")]
    [InlineData("affiliation situation coordonnees 16 affiliation rib*")]
    [InlineData("affiliation situation emploi 16 affiliation s")]
    [InlineData("retraite cotisations-retraite calendrier 24 retraite")]
    [InlineData("retraite cotisations-retraite regularisation 24 retraite")]
    [InlineData("retraite cotisations-retraite paiement 24 retraite")]
    [InlineData("retraite dsn anomalie 16 retraite question-dsn")]
    [InlineData("retraite dsn parametrage 16 retraite question-dsn")]
    [InlineData("retraite salaries depart 24 retraite s")]
    [InlineData("retraite salaries action-sociale 24 retraite")]
    [InlineData("acces compte connexion 8 accueil")]
    [InlineData("acces compte utilisateurs 8 accueil")]
    [InlineData("acces compte entreprises 8 accueil")]
    [InlineData("acces compte piece-identite 8 accueil")]
    [InlineData("reclamation reclamation deposer 16 reclamations reclamation*")]
    public void Reason_has_its_hours_its_team_its_employee_and_its_form(string line)
    {
        var (form, path) = (Forms.Get("contact"), line.Split(' '));
        var answers = GrainHost.Answers("p/1");
        (answers["domaine"], answers["theme"], answers["motif"]) = (path[0], path[1], path[2]);
        var facts = TestForms.Open(Today);
        var said = new FormAnswers(form, answers, facts with { Values = new Dictionary<string, object>(facts.Values) { ["company.employees"] = true } });

        Assert.Equal(TimeSpan.FromHours(int.Parse(path[3])), PromiseHours.Of(new Policy(), "contact", path[2]));
        Assert.Equal(path[4], form.TeamOf(answers));
        var rest = string.Join(' ', path[5..]);
        Assert.Equal(rest == "s", said.IsShown(form.Field("salarie")!));
        var own = said.Lead is { } lead ? $"{lead.Option.Form}{(lead.Option.Bound ? "*" : "")}" : "";
        Assert.Equal(rest == "s" ? "" : rest, own);
        Assert.Equal(own.EndsWith('*') ? [("motif", Fault.Bound)] : [], said.Faults().Select(f => (f.Input, f.Fault)));
        Assert.Equal(path[0] is "prevoyance", said.Pieces().Any(p => p.Id == "doc_medical" && p.IsVeiled));
        Assert.Empty(said.Missing(new HashSet<string>()));
    }

    [Fact]
    public void Tree_has_nothing_else() => Assert.Equal(48, Forms.Get("contact").Cascade.SelectMany(d => d.Options!).SelectMany(t => t.Options!).Count());

    [Theory]
    [InlineData("contact")]
    [InlineData("contact-personnel")]
    public void Ids_of_version_1_are_kept(string form)
    {
        var (before, now) = (Paths(EarlierContact.Of(form).Definition), Paths(Forms.Get(form)));

        Assert.Equal(2, Forms.Get(form).Version);
        Assert.Empty(before.Except(now));

        static IEnumerable<string> Paths(FormDefinition of) =>
            of.Cascade.SelectMany(d => d.Options!.SelectMany(t => t.Options!.Select(r => $"{d.Value}/{t.Value}/{r.Value}")));
    }

    [Fact]
    public void Health_of_a_company_covered_for_provident_alone_is_not_offered_and_posted_it_is_unanswered()
    {
        var form = Forms.Get("contact");
        var said = new FormAnswers(form, GrainHost.Answers("p/1"), new FormFacts(Today) { Values = new Dictionary<string, object> { ["open.provident"] = true, ["open.health"] = false } });

        Assert.Equal(["prevoyance", "acces", "reclamation"], said.Options(form.Field("domaine")!).Select(o => o.Value));
        Assert.Equal([("domaine", Fault.Missing), ("theme", Fault.Missing), ("motif", Fault.Missing)], said.Faults().Select(f => (f.Input, f.Fault)));
    }

    [Fact]
    public void Question_about_an_employee_names_them_after_its_reason_and_no_longer_where_they_are_not_asked_for()
    {
        var form = Forms.Get("contact");
        var answers = GrainHost.Answers("p/1");
        (answers["salarie"], answers["label.salarie"]) = ("maelys", "Maëlys Corvandier");

        Assert.Equal("Remboursements · Délai de remboursement · Maëlys Corvandier", form.SubjectOf(answers));
        answers.Remove("salarie");
        Assert.Equal("Remboursements · Délai de remboursement", form.SubjectOf(answers));
    }
}
