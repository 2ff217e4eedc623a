namespace Grains.Tests.Requests.Rules;

/// <summary>« Poser une question DSN », « Demander une attestation », « Faire une réclamation », rule by rule.</summary>
public sealed class EmployerFormRules
{
    private const string Person = "company=p/812345676; prenom=Nora; nom=Vasselin; courriel=nora@exemple.fr";
    private const string Contract = "@contract.only=SA1; @contract.count=1; @contract.universe=sante; @contract.start=01/01/2020";

    private static readonly FormRule Declaration = new("question-dsn", Person, Contract, "univers=sante; mois=10/2026; objet=autre; message=Quelle référence ?");
    private static readonly FormRule Certificate = new("attestation", Person, Contract, "type=adhesion");

    private static readonly IReadOnlyList<FormRule> Complaints =
    [
        new("reclamation", Person, "sujet=delai; message=Deux mois sans réponse."),
        new("reclamation-personnel", "prenom=Samir; nom=Benmarouk; courriel=samir@exemple.fr; sujet=delai; message=Deux mois sans réponse."),
    ];

    [Theory]
    [InlineData("", "sent | contrat=SA1")]
    [InlineData("mois=11/2026", "sent")]
    [InlineData("mois=12/2026", "!mois Future")]
    [InlineData("mois=", "!mois Missing")]
    [InlineData("rubrique=S21.G00.15.1", "!rubrique Malformed")]
    [InlineData("rubrique=S21.G00.15.001", "sent")]
    [InlineData("rubrique=S21.G00.15.001.002", "!rubrique Malformed")]
    [InlineData("objet=compte-rendu", "!code_crm Missing")]
    [InlineData("objet=compte-rendu; code_crm=4", "!code_crm Unknown")]
    [InlineData("objet=compte-rendu; code_crm=0", "sent")]
    [InlineData("univers=prevoyance", "!contrat Ce contrat est d’un autre univers\u00a0: choisissez l’un ou l’autre.")]
    [InlineData("univers=retraite; @contract.only=", "sent")]
    [InlineData("@contract.only=", "!contrat Missing")]
    [InlineData("message=", "!message Missing")]
    public void Question_about_a_declaration_says(string changes, string expected) => Declaration.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | date=25/11/2026 | contrat=SA1")]
    [InlineData("date=26/11/2026", "!date Future")]
    [InlineData("@contract.end=31/12/2025", "!date Le contrat s’est terminé le 31/12/2025\u00a0: choisissez ce jour ou un autre avant.")]
    [InlineData("@contract.end=31/12/2025; date=30/06/2025", "sent")]
    [InlineData("date=31/12/2019", "!date Le contrat a commencé le 01/01/2020\u00a0: choisissez ce jour ou un autre après.")]
    [InlineData("type=salarie", "!salarie Missing")]
    [InlineData("type=salarie; salarie=e1; @employee.affiliated=oui", "sent")]
    [InlineData("type=salarie; salarie=e1; @employee.affiliated=non; date=03/11/2026", "!salarie Il n’était pas affilié le 03/11/2026.")]
    [InlineData("type=adhesion; salarie=e1; @employee.affiliated=non", "sent")]
    [InlineData("type=cotisations", "sent")]
    [InlineData("type=", "!type Missing")]
    public void Certificate_says(string changes, string expected) => Certificate.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | canal=espace | -mandat")]
    [InlineData("", ".canal Nous accusons réception au plus tard le 07/12/2026 et répondons au plus tard le 25/01/2027. Sans réponse ou en cas de refus, le médiateur de l’assurance peut être saisi gratuitement dans l’année qui suit la réclamation.")]
    [InlineData("message=Trop long.", "!message TooShort")]
    [InlineData("sujet=", "!sujet Missing")]
    [InlineData("demande_liee=123", "!demande_liee Malformed")]
    [InlineData("demande_liee=2026-000123", "sent")]
    [InlineData("pour_autrui=oui", "sent | +mandat")]
    public void Complaint_says(string changes, string expected) => Assert.All(Complaints, form => form.Says(changes, expected));
}
