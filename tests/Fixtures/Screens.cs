namespace Tests.Fixtures;

/// <summary>Who looks at a page in the walks.</summary>
public enum Looker
{
    Stranger,
    Customer,
    Adviser,
    Supervisor,
}

/// <param name="Addresses">The states that are looked at. <c>{request}</c>, <c>{draft}</c> stand for one of the demo's.</param>
public sealed record Screen(Looker Looker, params IReadOnlyList<string> Addresses);

/// <summary>
/// Which addresses stand for each page in the walks (axe, twice the text, keyboard), by its name in the server's table of routes. A page that has no row
/// here, nor a reason not to, fails the tests.
/// </summary>
public static class Screens
{
    private const string Portal = "/multi-siren";

    public static readonly IReadOnlyDictionary<string, Screen> Rows = new Dictionary<string, Screen>
    {
        ["GET /"] = Stranger("/", "/n-existe-pas"),
        ["GET /accessibilite"] = Stranger("/accessibilite"),
        ["GET /mentions-legales"] = Stranger("/mentions-legales"),
        ["GET /protection-des-donnees"] = Stranger("/protection-des-donnees"),
        ["GET /conditions-d-utilisation"] = Stranger("/conditions-d-utilisation"),
        ["GET /probleme"] = Stranger("/probleme"),
        ["GET /verification"] = Stranger("/verification", "/verification?code=7K2MX-0QD4R"),
        ["GET /demo"] = Stranger("/demo"),
        ["GET /gestion/activation"] = Stranger("/gestion/activation"),
        ["GET /gestion/connexion"] = Stranger("/gestion/connexion"),
        ["GET /{portal:portal}/connexion"] = Stranger($"{Portal}/connexion", $"{Portal}/connexion?fin=deconnexion"),
        ["GET /{portal:portal}/inscription"] = Stranger($"{Portal}/inscription", "/particulier/inscription", "/employeur/inscription"),
        ["GET /{portal:portal}/inscription/sans-numero"] = Stranger("/employeur/inscription/sans-numero"),
        ["GET /{portal:portal}/mot-de-passe-oublie"] = Stranger($"{Portal}/mot-de-passe-oublie"),
        ["GET /{portal:portal}/identifiant-oublie"] = Stranger($"{Portal}/identifiant-oublie"),
        ["GET /{portal:portal}/nouveau-mot-de-passe"] = Stranger($"{Portal}/nouveau-mot-de-passe"),
        ["GET /{portal:portal}/activation"] = Stranger($"{Portal}/activation"),
        ["GET /{portal:portal}/accueil"] = Customer("accueil", "accueil?entreprise=437201957"),
        ["GET /{portal:portal}/demandes"] =
            Customer("demandes", "demandes?vue=non-lues", "demandes?vue=closes", "demandes?q=introuvable", "demandes?q=facture&depuis=1-an", "demandes?entreprise=812345676"),
        ["GET /{portal:portal}/notifications"] = Customer("notifications", "notifications?vue=non-lues"),
        ["GET /{portal:portal}/demarches"] = Customer("demarches?entreprise=812345676", "demarches?entreprise=812345676&q=introuvable"),
        ["GET /{portal:portal}/demarches/{formulaire}"] = Customer("demarches/contact?entreprise=812345676", "demarches/arret-travail?entreprise=812345676"),
        ["GET /{portal:portal}/demandes/nouvelle"] = Customer("demandes/nouvelle"),
        ["GET /{portal:portal}/demandes/rappel"] = Customer("demandes/rappel?contact=sante&entreprise=812345676"),
        ["GET /{portal:portal}/demandes/brouillons/{draft}"] = Customer([.. Enumerable.Range(1, 5).Select(n => $"demandes/brouillons/{{draft}}?etape={n}"), "demandes/brouillons/demo-brouillon-hugues?etape=3"]),
        ["GET /{portal:portal}/demandes/{number}"] = Customer("demandes/{request}"),
        ["GET /{portal:portal}/demandes/{number}/impression"] = Customer("demandes/{request}/impression"),
        ["GET /{portal:portal}/demandes/{number}/confirmation"] = Customer("demandes/{request}/confirmation"),
        ["GET /{portal:portal}/profil"] = Customer("profil"),
        ["GET /{portal:portal}/profil/questions"] = Customer("profil/questions"),
        ["GET /{portal:portal}/administrateur"] = Customer("administrateur"),
        ["GET /{portal:portal}/acces"] = Customer("acces"),
        ["GET /{portal:portal}/entreprises"] = Customer("entreprises", "entreprises?q=introuvable", "entreprises?fin=ajoutee"),
        ["GET /{portal:portal}/entreprises/ajouter"] =
            Customer("entreprises/ajouter", "entreprises/ajouter?siren=12", "entreprises/ajouter?siren=491377206"),
        ["GET /{portal:portal}/entreprises/{siren}"] = Customer("entreprises/812345676", "entreprises/812345676?onglet=etablissements"),
        ["GET /{portal:portal}/entreprises/{siren}/supprimer"] = Customer("entreprises/812345676/supprimer"),
        ["GET /{portal:portal}/univers/{universe:regex(^(sante|prevoyance|retraite)$)}"] =
            Customer("univers/sante?entreprise=812345676", "univers/prevoyance?entreprise=437201957", "univers/retraite?entreprise=812345676"),
        ["GET /{portal:portal}/entreprises/choisir"] = Customer("entreprises/choisir?vers=demandes", "entreprises/choisir?q=introuvable"),
        ["GET /{portal:portal}/aide"] = Customer("aide", "n-existe-pas"),
        ["GET /{portal:portal}/salaries"] =
            Customer("salaries", "salaries?statut=a-relancer", "salaries?q=introuvable", "salaries?entreprise=812345676"),
        ["GET /{portal:portal}/salaries/dispenses"] = Customer(
            "salaries/dispenses?entreprise=812345676", "salaries/dispenses?entreprise=812345676&vue=a-renouveler", "salaries/dispenses?entreprise=812345676&q=introuvable",
            "salaries/dispenses?entreprise=toutes"),
        ["GET /gestion/dispenses"] = Adviser("/gestion/dispenses"),
        ["GET /gestion/portabilite"] = Adviser("/gestion/portabilite"),
        ["GET /{portal:portal}/salaries/nouveau"] = Customer("salaries/nouveau", "salaries/nouveau?entreprise=812345676"),
        ["GET /{portal:portal}/salaries/importer/{pour:regex(^departs$)?}"] = Customer(
            "salaries/importer", "salaries/importer?entreprise=812345676", "salaries/importer/departs", "salaries/importer/departs?entreprise=812345676"),
        ["GET /{portal:portal}/salaries/departs"] = Customer("salaries/departs"),
        // The demo's own.
        ["GET /{portal:portal}/salaries/importer/{id}"] =
            Customer("salaries/importer/d796922b4ebfefadb7fc3ec80eb7ab26", "salaries/importer/d796922b4ebfefadb7fc3ec80eb7ab26?etat=a-corriger", "salaries/importer/d796922b4ebfefadb7fc3ec80eb7ab26?etat=faites",
                "salaries/importer/b0df98b84f355af042fe4ae097bea122", "salaries/importer/b0df98b84f355af042fe4ae097bea122?etat=a-corriger"),
        ["GET /{portal:portal}/affiliation"] = Stranger($"{Portal}/affiliation"),
        ["GET /{portal:portal}/utilisateurs"] = Customer("utilisateurs", "utilisateurs?q=introuvable", "utilisateurs?profil=collaborateur"),
        ["GET /{portal:portal}/utilisateurs/ajouter"] = Customer("utilisateurs/ajouter"),
        ["GET /{portal:portal}/utilisateurs/experts-comptables/declarer"] = Customer("utilisateurs/experts-comptables/declarer"),
        ["GET /{portal:portal}/utilisateurs/clients"] = Customer("utilisateurs/clients", "utilisateurs/clients?q=introuvable"),
        ["GET /{portal:portal}/utilisateurs/{membre}"] = Customer("utilisateurs/demo-hugues"),
        ["GET /{portal:portal}/utilisateurs/{membre}/modifier"] = Customer("utilisateurs/demo-hugues/modifier"),
        ["GET /{portal:portal}/journal"] = Customer("journal", "journal?type=invitations", "journal?personne=demo-nora"),
        ["GET /{portal:portal}/invitation"] = Stranger($"{Portal}/invitation"),
        ["GET /gestion/demandes/{number?}"] =
            Adviser("/gestion/demandes", "/gestion/demandes?file=closes", "/gestion/demandes?file=en-retard", "/gestion/demandes?choisir=1", "/gestion/demandes?q=introuvable", "/gestion/demandes?q=facture&statut=traitee", "/gestion/demandes/{request}"),
        ["GET /gestion/demandes/{number}/impression"] = Adviser("/gestion/demandes/{request}/impression"),
        ["GET /gestion/inscriptions"] = Adviser("/gestion/inscriptions"),
        ["GET /gestion/inscriptions/{account}"] = Adviser("/gestion/inscriptions/demo-basile"),
        ["GET /gestion/recherche"] = Adviser("/gestion/recherche", "/gestion/recherche?q=brumont", "/gestion/recherche?q=delbecque", "/gestion/recherche?q=introuvable"),
        ["GET /gestion/clients/{kind}/{**key}"] = Adviser("/gestion/clients/personnes/demo-nora", "/gestion/clients/entreprises/multi-siren/812345676",
            "/gestion/clients/invitations/multi-siren/brumont/demo-roxane"),
        ["GET /gestion/ecrire/{kind}/{**key}"] = Adviser("/gestion/ecrire/entreprises/multi-siren/812345676", "/gestion/ecrire/personnes/demo-nora"),
        ["GET /gestion/annonces"] = Supervisor("/gestion/annonces"),
        ["GET /gestion/statistiques"] = Supervisor("/gestion/statistiques", "/gestion/statistiques?pas=jour&du=2026-13-01&au=2026-11-01"),
        ["GET /gestion/routage"] = Supervisor("/gestion/routage"),
        ["GET /gestion/equipe"] = Supervisor("/gestion/equipe"),
        ["GET /gestion/equipe/{account}"] = Supervisor("/gestion/equipe/demo-claire"),
        ["GET /gestion/equipes"] = Supervisor("/gestion/equipes"),
        ["GET /gestion/equipes/{team}"] = Supervisor("/gestion/equipes/retraite", "/gestion/equipes/portail"),
        ["GET /gestion/absences"] = Supervisor("/gestion/absences"),
        ["GET /gestion/reponses"] = Supervisor("/gestion/reponses", "/gestion/reponses?portail=particulier"),
        ["GET /gestion/salaries/{portal}/{siren}"] =
            Adviser("/gestion/salaries/multi-siren/812345676", "/gestion/salaries/multi-siren/812345676?q=introuvable"),
        ["GET /gestion/rib"] = Adviser("/gestion/rib"),
        ["GET /{portal:portal}/confirmation-identite"] = Customer("confirmation-identite", "confirmation-identite?fin=true"),
        ["GET /gestion/contestations"] = Adviser("/gestion/contestations"),
        ["GET /gestion/traitements"] = Adviser("/gestion/traitements"),
        ["GET /gestion/clients/personnes/{account}/acces"] = Adviser("/gestion/clients/personnes/demo-nora/acces"),
        ["GET /gestion/livraisons"] = Adviser("/gestion/livraisons", "/gestion/livraisons?etat=toutes"),
        ["GET /gestion/politiques"] = Adviser("/gestion/politiques"),
        ["GET /gestion/acces"] = Adviser("/gestion/acces"),
        ["GET /gestion/lettres"] = Adviser("/gestion/lettres", "/gestion/lettres?postees=2"),
    };

    /// <summary>What is asked for and is no page, or is a page that only a journey reaches.</summary>
    public static readonly IReadOnlyDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["GET /{portal:portal}/salaries/{id}"] = "an employee of its own: EmployeeScreensTests",
        ["GET /gestion/salaries/{portal}/{siren}/{id}"] = "an employee of its own: EmployeeScreensTests",
        ["GET /gestion/salaries/{portal}/{siren}/{id}/pieces/{file}"] = "a file: TypedAffiliationTests",
        ["GET /{portal:portal}/affiliation/portabilite"] = "a leaver's own, behind their link: DepartureJourneyTests",
        ["GET /{portal:portal}/salaries/{id}/portabilite"] = "of one who has left: DepartureJourneyTests",
        ["GET /gestion/salaries/{portal}/{siren}/{id}/justificatifs/{justificatif:int}/{file}"] = "a file: PortabilityPageTests",
        ["GET /{portal:portal}/affiliation/dispense"] = "an employee's own, behind their link: WaiverJourneyTests",
        ["GET /{portal:portal}/salaries/{id}/dispenses/{dispense:int}/piece"] = "a file: WaiverPageTests",
        ["GET /{portal:portal}/salaries/dispenses/preuves/{id}"] = "a file: EvidencePageTests",
        ["GET /gestion/salaries/{portal}/{siren}/{id}/dispenses/{dispense:int}/piece"] = "a file: WaiverPageTests",
        ["GET /{portal:portal}/affiliation/pieces"] = "leads to the affiliation",
        ["GET /{portal:portal}/affiliation/pieces/{file}"] = "a file: TypedAffiliationTests",
        ["GET /{portal:portal}/utilisateurs/clients/{client}/{mandat}"] = "a client of a firm: MandateJourneyTests",
        ["GET /{portal:portal}/salaries/{id}/pieces"] = "leads to the sheet",
        ["GET /{portal:portal}/salaries/{id}/attestation"] = "a PDF: CertificateTests",
        ["GET /{portal:portal}/demandes/{number}/attestation"] = "a PDF: AttestationPageTests",
        ["GET /gestion/demandes/{number}/attestation"] = "a PDF: AttestationPageTests",
        ["GET /{portal:portal}/demandes/{number}/recu"] = "a PDF: ReceiptTests",
        ["GET /{portal:portal}/salaries/{id}/fiche"] = "a PDF: CertificateTests",
        ["GET /{portal:portal}/affiliation/attestation"] = "a PDF: CertificateTests",
        ["GET /{portal:portal}/lettre/{reference}"] = "leads to the affiliation",
        ["GET /{portal:portal}/journal/export"] = "a file",
        ["GET /{portal:portal}/salaries/export"] = "a file",
        ["GET /{portal:portal}/salaries/importer/modele"] = "a file: ImportPageTests",
        ["GET /{portal:portal}/salaries/importer/{id}/refusees"] = "a file: ImportPageTests",
        ["GET /gestion/statistiques/export"] = "a file",
        ["GET /{portal:portal}/salaries/{id}/depart"] = "an employee of its own: DepartureJourneyTests",
        ["GET /{portal:portal}/salaries/{id}/modifier"] = "an employee of its own: EmployeeEditTests",
        ["GET /{portal:portal}/affiliation/{lien}"] = "leads to the affiliation",
        ["GET /{portal:portal}/traitements/{id}"] = "a batch that was begun: BatchPageTests",
        ["GET /gestion/lot"] = "leads to the list; what is asked for is walked in BulkJourneyTests",
        ["GET /gestion/traitements/{of}/{id}"] = "a batch that was begun: BatchPageTests",
        ["GET /health/live"] = "for machines",
        ["GET /health/ready"] = "for machines",
        ["GET /demo/accounts.json"] = "for machines",
        ["GET /demo/outbox.json"] = "for machines",
        ["GET /demo/mails/{id:long}"] = "a mail, as its reader's program draws it",
        ["GET /{portal:portal}/inscription/pieces"] = "the registration journey: an answer before",
        ["GET /{portal:portal}/connexion?handler=envoi"] = "a fragment",
        ["GET /{portal:portal}/questions-secretes"] = "the recovery journey: an identifier before",
        ["GET /{portal:portal}/questions-secretes/code"] = "the recovery journey: an identifier before",
        ["GET /{portal:portal}/questions-secretes/code?handler=envoi"] = "a fragment",
        ["GET /{portal:portal}/confirmation-identite?handler=envoi"] = "a fragment",
        ["GET /{portal:portal}/compte-bancaire/{lien}"] = "the sealed link of a mail: BankJourneyTests",
        ["GET /{portal:portal}/desabonnement/{lien}"] = "the sealed link of a mail: UnsubscribeTests",
        ["GET /{portal:portal}/profil/identite"] = "a representative whose document is asked for",
        ["GET /{portal:portal}/conditions"] = "asked once, when they have changed: TermsTests",
        ["GET /gestion/inscriptions/{account}/pieces/{page:int}"] = "a picture",
        ["GET /{portal:portal}/invitations"] = "leads to its home",
        ["GET /{portal:portal}"] = "leads to its home or its door",
        ["GET /gestion"] = "leads to its list or its door",
        ["GET /{portal:portal}/fragments/jeton"] = "a token",
        ["GET /gestion/fragments/jeton"] = "a token",
        ["GET /gestion/fragments/compteurs"] = "a fragment",
        ["GET /{portal:portal}/fragments/annonces"] = "a fragment",
        ["GET /{portal:portal}/fragments/badge"] = "a fragment",
        ["GET /{portal:portal}/fragments/entreprises"] = "a fragment",
        ["GET /{portal:portal}/fragments/session"] = "a fragment",
        ["GET /gestion/fragments/session"] = "a fragment",
        ["GET /{portal:portal}/demandes/{number}/fragments/{what}"] = "a fragment",
        ["GET /gestion/fragments/presence"] = "a fragment",
        ["GET /gestion/demandes/{number}/fragments/{what}"] = "a fragment",
        ["GET /gestion/demandes/{number}/reponses"] = "a fragment",
        ["GET /{portal:portal}/fichiers/{file}"] = "a file",
        ["GET /gestion/fichiers/{file}"] = "a file",
    };

    /// <summary>All addresses of one who looks, their placeholders filled.</summary>
    public static IReadOnlyList<string> Of(Looker looker, string request = "", string draft = "") =>
        [.. Rows.Values.Where(s => s.Looker == looker).SelectMany(s => s.Addresses)
            .Select(a => a.Replace("{request}", request, StringComparison.Ordinal).Replace("{draft}", draft, StringComparison.Ordinal))];

    private static Screen Stranger(params IReadOnlyList<string> addresses) => new(Looker.Stranger, addresses);

    private static Screen Customer(params IReadOnlyList<string> pages) => new(Looker.Customer, [.. pages.Select(p => $"{Portal}/{p}")]);

    private static Screen Adviser(params IReadOnlyList<string> addresses) => new(Looker.Adviser, addresses);

    // With the forms that advisers read without.
    private static Screen Supervisor(params IReadOnlyList<string> addresses) => new(Looker.Supervisor, addresses);
}
