namespace Web.Tests.Access;

/// <summary>Who an address is for.</summary>
public enum Audience
{
    Everybody,
    Customers,
    Staff,
    /// <summary>Signed-in people of either side, over a WebSocket.</summary>
    Links,
    /// <summary>Nobody: it answers "not found" to all.</summary>
    Nobody,
}

/// <param name="Named">Whether it names somebody's things: only then can they be foreign.</param>
public sealed record Row(Audience Audience, Func<Things, Call> Call, bool Named = false);

/// <param name="Fields">Of the form; null for none.</param>
/// <param name="File">Whether a file is sent along.</param>
public sealed record Call(string Path, (string Name, string Value)[]? Fields = null, bool File = false);

/// <summary>
/// What each route is, by its name in <see cref="RouteTable"/>. A route that is not here fails the tests: whoever adds one says who it is
/// for and what it names.
/// </summary>
public static class Matrix
{
    public static readonly IReadOnlyDictionary<string, Row> Rows = new Dictionary<string, Row>
    {
        ["GET /"] = Everybody("/"),
        ["GET /{portal:portal}"] = Everybody("/multi-siren"),
        ["GET /gestion"] = Everybody("/gestion"),
        ["GET /accessibilite"] = Everybody("/accessibilite"),
        ["GET /mentions-legales"] = Everybody("/mentions-legales"),
        ["GET /protection-des-donnees"] = Everybody("/protection-des-donnees"),
        ["GET /probleme"] = Everybody("/probleme"),
        ["POST /probleme"] = Everybody("/probleme"),
        ["GET /health/live"] = Everybody("/health/live"),
        ["GET /health/ready"] = Everybody("/health/ready"),
        ["ANY /{*path}"] = new(Audience.Nobody, t => new($"/{t.Request}")),
        ["GET /demo"] = Everybody("/demo"),
        ["GET /demo/accounts.json"] = Everybody("/demo/accounts.json"),
        ["GET /demo/outbox.json"] = Everybody("/demo/outbox.json"),
        ["GET /demo/mails/{id:long}"] = Everybody("/demo/mails/1"),
        ["POST /demo/clock"] = Everybody("/demo/clock"),
        ["GET /conditions-d-utilisation"] = Everybody("/conditions-d-utilisation"),
        ["GET /{portal:portal}/inscription"] = Everybody("/multi-siren/inscription"),
        ["POST /{portal:portal}/inscription"] = Everybody("/multi-siren/inscription"),
        ["POST /{portal:portal}/inscription?handler=garder"] = Everybody("/multi-siren/inscription?handler=garder"),
        ["POST /{portal:portal}/inscription?handler=retirer"] = Everybody("/multi-siren/inscription?handler=retirer"),
        ["POST /{portal:portal}/inscription?handler=renvoyer"] = Everybody("/multi-siren/inscription?handler=renvoyer"),
        ["POST /{portal:portal}/inscription?handler=recommencer"] = Everybody("/multi-siren/inscription?handler=recommencer"),
        ["POST /{portal:portal}/inscription/fichiers"] = Everybody("/multi-siren/inscription/fichiers"),
        ["GET /{portal:portal}/inscription/pieces"] = Everybody("/multi-siren/inscription/pieces"),
        ["POST /{portal:portal}/inscription/pieces"] = Everybody("/multi-siren/inscription/pieces"),
        ["GET /{portal:portal}/inscription/sans-numero"] = Everybody("/multi-siren/inscription/sans-numero"),
        ["POST /{portal:portal}/inscription/sans-numero"] = Everybody("/multi-siren/inscription/sans-numero"),
        // Who waits, and with which document: rights to them are tried in RegistrationTests.
        ["GET /{portal:portal}/profil/identite"] = Customers("profil/identite"),
        ["POST /{portal:portal}/profil/identite"] = new(Audience.Customers, t => new($"/{t.Portal}/profil/identite", [("piece", "1")])),
        ["GET /gestion/inscriptions"] = new(Audience.Staff, _ => new("/gestion/inscriptions")),
        ["POST /gestion/inscriptions?handler=rappel"] = new(Audience.Staff, _ => new("/gestion/inscriptions?handler=rappel", [("rappel", "employeur/x")])),
        ["GET /gestion/inscriptions/{account}"] = new(Audience.Staff, _ => new($"/gestion/inscriptions/{Things.Random()}")),
        ["POST /gestion/inscriptions/{account}?handler=accepter"] =
            new(Audience.Staff, _ => new($"/gestion/inscriptions/{Things.Random()}?handler=accepter", [])),
        ["POST /gestion/inscriptions/{account}?handler=refuser"] =
            new(Audience.Staff, _ => new($"/gestion/inscriptions/{Things.Random()}?handler=refuser", [("motif", "Floue")])),
        ["GET /gestion/inscriptions/{account}/pieces/{page:int}"] = new(Audience.Staff, _ => new($"/gestion/inscriptions/{Things.Random()}/pieces/1")),
        ["GET /gestion/activation"] = Everybody("/gestion/activation"),
        ["POST /gestion/activation"] = Everybody("/gestion/activation"),
        ["GET /gestion/connexion"] = Everybody("/gestion/connexion"),
        ["POST /gestion/connexion"] = Everybody("/gestion/connexion"),
        ["POST /gestion/connexion?handler=code"] = Everybody("/gestion/connexion?handler=code"),
        ["POST /gestion/connexion?handler=renvoyer"] = Everybody("/gestion/connexion?handler=renvoyer"),
        ["GET /{portal:portal}/fragments/jeton"] = Everybody("/multi-siren/fragments/jeton"),
        ["GET /gestion/fragments/jeton"] = Everybody("/gestion/fragments/jeton"),
        ["GET /{portal:portal}/connexion"] = Everybody("/multi-siren/connexion"),
        ["GET /{portal:portal}/connexion?handler=envoi"] = Everybody("/multi-siren/connexion?handler=envoi"),
        ["POST /sms/statut"] = Everybody("/sms/statut"),
        ["POST /{portal:portal}/connexion"] = Everybody("/multi-siren/connexion"),
        ["POST /{portal:portal}/connexion?handler=code"] = Everybody("/multi-siren/connexion?handler=code"),
        ["POST /{portal:portal}/connexion?handler=renvoyer"] = Everybody("/multi-siren/connexion?handler=renvoyer"),
        ["GET /{portal:portal}/mot-de-passe-oublie"] = Everybody("/multi-siren/mot-de-passe-oublie"),
        ["POST /{portal:portal}/mot-de-passe-oublie"] = Everybody("/multi-siren/mot-de-passe-oublie"),
        ["GET /{portal:portal}/identifiant-oublie"] = Everybody("/multi-siren/identifiant-oublie"),
        ["POST /{portal:portal}/identifiant-oublie"] = Everybody("/multi-siren/identifiant-oublie"),
        ["GET /{portal:portal}/questions-secretes"] = Everybody("/multi-siren/questions-secretes"),
        ["POST /{portal:portal}/questions-secretes"] = Everybody("/multi-siren/questions-secretes"),
        ["POST /{portal:portal}/questions-secretes?handler=courriel"] = Everybody("/multi-siren/questions-secretes?handler=courriel"),
        ["GET /{portal:portal}/questions-secretes/code"] = Everybody("/multi-siren/questions-secretes/code"),
        ["GET /{portal:portal}/questions-secretes/code?handler=envoi"] = Everybody("/multi-siren/questions-secretes/code?handler=envoi"),
        ["POST /{portal:portal}/questions-secretes/code?handler=code"] = Everybody("/multi-siren/questions-secretes/code?handler=code"),
        ["POST /{portal:portal}/questions-secretes/code?handler=renvoyer"] = Everybody("/multi-siren/questions-secretes/code?handler=renvoyer"),
        ["GET /{portal:portal}/nouveau-mot-de-passe"] = Everybody("/multi-siren/nouveau-mot-de-passe"),
        ["POST /{portal:portal}/nouveau-mot-de-passe"] = Everybody("/multi-siren/nouveau-mot-de-passe"),
        ["GET /{portal:portal}/activation"] = Everybody("/multi-siren/activation"),
        ["POST /{portal:portal}/activation"] = Everybody("/multi-siren/activation"),
        ["ANY /live"] = new(Audience.Links, t => new($"/live?portal={t.Portal}")),
        ["ANY /live/negotiate"] = new(Audience.Nobody, t => new($"/live/negotiate?portal={t.Portal}")),

        ["GET /{portal:portal}/accueil"] = Customers("accueil"),
        ["POST /{portal:portal}/accueil?handler=vu"] = new(Audience.Customers, t => new($"/{t.Portal}/accueil?handler=vu", [("quoi", "pas")])),
        ["GET /{portal:portal}/fragments/annonces"] = Customers("fragments/annonces"),
        ["GET /{portal:portal}/aide"] = Customers("aide"),
        ["GET /{portal:portal}/fragments/badge"] = Customers("fragments/badge"),
        ["GET /{portal:portal}/fragments/session"] = Customers("fragments/session"),
        ["GET /{portal:portal}/fragments/entreprises"] = Customers("fragments/entreprises?q=a"),
        ["GET /{portal:portal}/entreprises"] = Customers("entreprises"),
        ["GET /{portal:portal}/entreprises/{siren}"] = Customers(t => $"entreprises/{t.Siren}"),
        ["POST /{portal:portal}/entreprises/{siren}?handler=afficher"] =
            Form(t => $"entreprises/{t.Siren}?handler=afficher", t => [("liste", $"{t.Siren}00017")]),
        ["GET /{portal:portal}/entreprises/{siren}/supprimer"] = Customers(t => $"entreprises/{t.Siren}/supprimer"),
        ["POST /{portal:portal}/entreprises/{siren}/supprimer"] = Form(t => $"entreprises/{t.Siren}/supprimer"),
        ["GET /{portal:portal}/entreprises/ajouter"] = Customers("entreprises/ajouter"),
        ["POST /{portal:portal}/entreprises/ajouter"] =
            new(Audience.Customers, t => new($"/{t.Portal}/entreprises/ajouter", [("siren", t.Siren), ("numero", "x")])),
        ["POST /{portal:portal}/entreprises/ajouter?handler=valider"] =
            new(Audience.Customers, t => new($"/{t.Portal}/entreprises/ajouter?handler=valider", [("espace", t.Space)])),
        ["GET /{portal:portal}/univers/{universe:regex(^(sante|prevoyance|retraite)$)}"] = Customers(t => $"univers/sante?entreprise={t.Siren}"),
        ["GET /{portal:portal}/entreprises/choisir"] = Customers("entreprises/choisir?q=a"),
        ["POST /{portal:portal}/session"] = Customers("session"),
        ["GET /{portal:portal}/notifications"] = Customers("notifications"),
        ["GET /{portal:portal}/demandes"] = Customers(t => $"demandes?entreprise={t.Siren}&q=secret"),
        ["GET /{portal:portal}/demandes/{number}"] = Customers(t => $"demandes/{t.Number}"),
        ["GET /{portal:portal}/demandes/{number}/impression"] = Customers(t => $"demandes/{t.Number}/impression"),
        ["GET /{portal:portal}/demandes/{number}/confirmation"] = Customers(t => $"demandes/{t.Number}/confirmation"),
        ["GET /{portal:portal}/demandes/{number}/fragments/{what}"] = Customers(t => $"demandes/{t.Number}/fragments/fil?since=0"),
        ["GET /{portal:portal}/demandes/brouillons/{draft}"] = Customers(t => $"demandes/brouillons/{t.Draft}"),
        ["GET /{portal:portal}/demarches"] = Customers(t => $"demarches?entreprise={t.Siren}"),
        ["GET /{portal:portal}/demarches/{formulaire}"] = Customers(t => $"demarches/contact?entreprise={t.Siren}"),
        ["GET /{portal:portal}/demandes/nouvelle"] = Customers(t => $"demandes/nouvelle?entreprise={t.Siren}"),
        ["GET /{portal:portal}/fichiers/{file}"] = Customers(t => $"fichiers/{t.File}"),
        ["GET /{portal:portal}/profil"] = Customers("profil"),
        ["POST /{portal:portal}/profil?handler=motdepasse"] =
            new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=motdepasse", [("actuel", "x"), ("password", "y"), ("again", "y")])),
        ["POST /{portal:portal}/profil?handler=session"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=session", [("session", "x")])),
        ["POST /{portal:portal}/profil?handler=appareil"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=appareil", [("appareil", "x")])),
        ["GET /{portal:portal}/conditions"] = Customers("conditions"),
        ["POST /{portal:portal}/conditions"] = new(Audience.Customers, t => new($"/{t.Portal}/conditions", [("version", "1")])),
        ["GET /{portal:portal}/profil/questions"] = Customers("profil/questions"),
        ["POST /{portal:portal}/profil/questions"] = new(Audience.Customers, t => new($"/{t.Portal}/profil/questions", [])),
        ["GET /{portal:portal}/acces"] = Customers("acces"),
        ["GET /{portal:portal}/administrateur"] = Customers("administrateur"),
        ["POST /{portal:portal}/administrateur"] =
            new(Audience.Customers, t => new($"/{t.Portal}/administrateur", [("siren", "812345676"), ("numero", "700999")])),
        ["POST /{portal:portal}/administrateur?handler=opposer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/administrateur?handler=opposer", [("opposition", "Je ne connais pas cette personne")])),
        ["POST /{portal:portal}/acces"] = Form(_ => "acces", t => [("espace", t.Space), ("compte", t.MembershipRequest), ("role", "2"), ("reponse", "oui")]),
        // Members read each other, whatever company they see: who may what is tried in MemberAccessTests.
        ["GET /{portal:portal}/utilisateurs"] = Customers("utilisateurs"),
        ["GET /{portal:portal}/journal"] = Customers("journal"),
        ["GET /{portal:portal}/journal/export"] = Customers("journal/export"),
        ["GET /{portal:portal}/utilisateurs/ajouter"] = Customers("utilisateurs/ajouter"),
        ["POST /{portal:portal}/utilisateurs/ajouter"] = new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/ajouter", [("etape", "1")])),
        ["GET /{portal:portal}/utilisateurs/experts-comptables/declarer"] = Customers("utilisateurs/experts-comptables/declarer"),
        ["POST /{portal:portal}/utilisateurs/experts-comptables/declarer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/experts-comptables/declarer", [("etape", "1")])),
        ["GET /{portal:portal}/utilisateurs/{membre}"] = new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}")),
        ["GET /{portal:portal}/utilisateurs/{membre}/modifier"] = new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}/modifier")),
        ["POST /{portal:portal}/utilisateurs/{membre}/modifier"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}/modifier", [("fonction", "Paie")])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=renvoyer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=renvoyer", [])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=suspendre"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=suspendre", [("suspendre", "true")])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=renouveler"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=renouveler", [("fin", "1")])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=supprimer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=supprimer", [])),
        ["GET /{portal:portal}/invitations"] = Customers("invitations"),
        ["POST /{portal:portal}/invitations"] =
            new(Audience.Customers, t => new($"/{t.Portal}/invitations", [("espace", "brumont"), ("membre", Things.Random()), ("reponse", "oui")])),
        ["POST /{portal:portal}/invitations?handler=plusieurs"] =
            new(Audience.Customers, t => new($"/{t.Portal}/invitations?handler=plusieurs", [("choix", $"brumont~{Things.Random()}")])),
        ["GET /{portal:portal}/invitation"] = Everybody("/multi-siren/invitation"),
        ["POST /{portal:portal}/invitation"] = Everybody("/multi-siren/invitation"),
        ["POST /{portal:portal}/deconnexion"] = Customers("deconnexion"),
        ["POST /{portal:portal}/fichiers"] = new(Audience.Customers, t => new($"/{t.Portal}/fichiers", [], File: true)),
        ["POST /{portal:portal}/demandes?handler=enregistrer"] = new(Audience.Customers, t => new($"/{t.Portal}/demandes?handler=enregistrer", [("recherche", "À moi")])),
        ["POST /{portal:portal}/notifications?handler=lues"] = new(Audience.Customers, t => new($"/{t.Portal}/notifications?handler=lues", [("jusqua", "1")])),
        ["POST /{portal:portal}/demandes?handler=oublier"] = new(Audience.Customers, t => new($"/{t.Portal}/demandes?handler=oublier", [("recherche", "À moi")])),
        ["POST /{portal:portal}/demandes/{number}?handler=message"] = Form(t => $"demandes/{t.Number}?handler=message", _ => [("text", "À moi")]),
        ["POST /{portal:portal}/demandes/{number}?handler=piece"] = Form(t => $"demandes/{t.Number}?handler=piece", t => [("item", t.Item)], file: true),
        ["POST /{portal:portal}/demandes/{number}?handler=suivre"] = Form(t => $"demandes/{t.Number}?handler=suivre", _ => [("suivre", "true")]),
        ["POST /{portal:portal}/demandes/{number}?handler=annuler"] = Form(t => $"demandes/{t.Number}?handler=annuler"),
        ["POST /{portal:portal}/demandes/{number}?handler=lu"] = Form(t => $"demandes/{t.Number}?handler=lu", _ => [("tick", "1")]),
        ["GET /{portal:portal}/demandes/rappel"] = Customers(t => $"demandes/rappel?contact=sante&entreprise={t.Siren}"),
        ["POST /{portal:portal}/demandes/rappel"] =
            Form(_ => "demandes/rappel", t => [("draft", Things.Random()), ("company", $"{t.Portal}/{t.Siren}"), ("contact", "sante")]),
        ["POST /{portal:portal}/demandes/nouvelle"] =
            Form(_ => "demandes/nouvelle", t => [("draft", Things.Random()), ("company", $"{t.Portal}/{t.Siren}"), ("aller", "suite")]),
        ["POST /{portal:portal}/demandes/nouvelle?handler=garder"] =
            Form(_ => "demandes/nouvelle?handler=garder", t => [("draft", Things.Random()), ("company", $"{t.Portal}/{t.Siren}")]),
        ["POST /{portal:portal}/demarches/{formulaire}"] =
            Form(_ => "demarches/contact", t => [("draft", Things.Random()), ("company", $"{t.Portal}/{t.Siren}"), ("aller", "suite")]),
        ["POST /{portal:portal}/demarches/{formulaire}?handler=garder"] =
            Form(_ => "demarches/contact?handler=garder", t => [("draft", Things.Random()), ("company", $"{t.Portal}/{t.Siren}")]),
        ["POST /{portal:portal}/demandes/brouillons/{draft}"] = Form(t => $"demandes/brouillons/{t.Draft}", _ => [("etape", "1"), ("nom", "Autre")]),
        ["POST /{portal:portal}/demandes/brouillons/{draft}?handler=garder"] =
            Form(t => $"demandes/brouillons/{t.Draft}?handler=garder", _ => [("etape", "1"), ("nom", "Autre")]),
        ["POST /{portal:portal}/demandes/brouillons/{draft}?handler=retirer"] = Form(t => $"demandes/brouillons/{t.Draft}?handler=retirer&file={t.DraftFile}"),
        ["POST /{portal:portal}/demandes/brouillons/{draft}?handler=envoyer"] = Form(t => $"demandes/brouillons/{t.Draft}?handler=envoyer"),
        ["POST /{portal:portal}/demandes/brouillons/{draft}?handler=effacer"] = Form(t => $"demandes/brouillons/{t.Draft}?handler=effacer"),
        ["POST /{portal:portal}/demandes/brouillons/{draft}/pieces"] = Form(t => $"demandes/brouillons/{t.Draft}/pieces", file: true),

        ["GET /{portal:portal}/salaries"] = Customers(t => $"salaries?entreprise={t.Siren}&q=secret"),
        ["POST /{portal:portal}/salaries?handler=relancer"] = Form(_ => "salaries?handler=relancer", t => [("salarie", t.Employee)]),
        ["GET /gestion/salaries/{portal}/{siren}"] = new(Audience.Staff, t => new($"/gestion/salaries/{t.Portal}/{t.Siren}?q=secret")),
        ["POST /{portal:portal}/salaries?handler=relancertous"] = Form(t => $"salaries?handler=relancertous&entreprise={t.Siren}&statut=a-relancer"),
        ["GET /{portal:portal}/salaries/export"] = Customers(t => $"salaries/export?entreprise={t.Siren}&q=secret"),
        ["GET /{portal:portal}/salaries/nouveau"] = Customers(t => $"salaries/nouveau?entreprise={t.Siren}"),
        ["POST /{portal:portal}/salaries/nouveau"] = Form(t => $"salaries/nouveau?entreprise={t.Siren}", _ => [("etape", "1"), ("nom", "Secret")]),
        ["GET /{portal:portal}/salaries/{id}"] = Customers(t => $"salaries/{t.Employee}"),
        ["GET /{portal:portal}/salaries/{id}/modifier"] = Customers(t => $"salaries/{t.Employee}/modifier"),
        ["GET /{portal:portal}/salaries/{id}/pieces"] = Customers(t => $"salaries/{t.Employee}/pieces"),
        ["POST /{portal:portal}/salaries/{id}/pieces"] = Form(t => $"salaries/{t.Employee}/pieces", _ => [("rang", "1"), ("genre", "1")], file: true),
        ["POST /{portal:portal}/salaries/{id}/modifier"] = Form(t => $"salaries/{t.Employee}/modifier", _ => [("nom", "Autre")]),
        ["POST /{portal:portal}/salaries/{id}?handler=relancer"] = Form(t => $"salaries/{t.Employee}?handler=relancer"),
        ["POST /{portal:portal}/salaries/{id}?handler=corriger"] =
            Form(t => $"salaries/{t.Employee}?handler=corriger", _ => [("courriel", "autre@courrier.example")]),
        ["POST /{portal:portal}/salaries/{id}?handler=adresse"] =
            Form(t => $"salaries/{t.Employee}?handler=adresse", _ => [("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois")]),
        ["POST /{portal:portal}/salaries/{id}?handler=forcer"] = Form(t => $"salaries/{t.Employee}?handler=forcer"),
        ["POST /{portal:portal}/salaries/{id}?handler=retirer"] = Form(t => $"salaries/{t.Employee}?handler=retirer"),
        ["POST /{portal:portal}/salaries/{id}?handler=voir"] = Form(t => $"salaries/{t.Employee}?handler=voir", _ => [("quoi", "1")]),
        // The employee's own pages: who has neither link nor session is asked for them, whatever is posted (AffiliationPageTests).
        ["GET /{portal:portal}/salaries/{id}/attestation"] = Customers(t => $"salaries/{t.Employee}/attestation"),
        ["GET /{portal:portal}/salaries/{id}/fiche"] = Customers(t => $"salaries/{t.Employee}/fiche"),
        ["POST /{portal:portal}/salaries/{id}?handler=repondre"] = Form(t => $"salaries/{t.Employee}?handler=repondre", _ => [("reponse", "Secret")]),
        ["GET /gestion/salaries/{portal}/{siren}/{id}"] = new(Audience.Staff, t => new($"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}")),
        ["POST /gestion/salaries/{portal}/{siren}/{id}?handler=trancher"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}?handler=trancher", [("explication", "Secret")])),
        ["GET /gestion/salaries/{portal}/{siren}/{id}/pieces/{file}"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}/pieces/{t.File}")),
        ["GET /gestion/contestations"] = new(Audience.Staff, _ => new("/gestion/contestations")),
        ["GET /{portal:portal}/affiliation/pieces"] = Everybody("/multi-siren/affiliation/pieces"),
        ["POST /{portal:portal}/affiliation/pieces"] = Everybody("/multi-siren/affiliation/pieces"),
        ["POST /{portal:portal}/affiliation/pieces?handler=retirer"] = Everybody("/multi-siren/affiliation/pieces?handler=retirer"),
        ["GET /{portal:portal}/affiliation/pieces/{file}"] = Everybody("/multi-siren/affiliation/pieces/x"),
        ["GET /{portal:portal}/affiliation/attestation"] = Everybody("/multi-siren/affiliation/attestation"),
        ["GET /{portal:portal}/lettre/{reference}"] = Everybody("/multi-siren/lettre/ABCDE-12345"),
        ["GET /{portal:portal}/affiliation/{lien}"] = Everybody("/multi-siren/affiliation/x.y"),
        ["GET /{portal:portal}/affiliation"] = Everybody("/multi-siren/affiliation"),
        ["POST /{portal:portal}/affiliation?handler=naissance"] = Everybody("/multi-siren/affiliation?handler=naissance"),
        ["POST /{portal:portal}/affiliation?handler=code"] = Everybody("/multi-siren/affiliation?handler=code"),
        ["POST /{portal:portal}/affiliation?handler=renvoyer"] = Everybody("/multi-siren/affiliation?handler=renvoyer"),
        ["POST /{portal:portal}/affiliation?handler=vous"] = Everybody("/multi-siren/affiliation?handler=vous"),
        ["POST /{portal:portal}/affiliation?handler=options"] = Everybody("/multi-siren/affiliation?handler=options"),
        ["POST /{portal:portal}/affiliation?handler=ajouter"] = Everybody("/multi-siren/affiliation?handler=ajouter"),
        ["POST /{portal:portal}/affiliation?handler=retirer"] = Everybody("/multi-siren/affiliation?handler=retirer"),
        ["POST /{portal:portal}/affiliation?handler=suite"] = Everybody("/multi-siren/affiliation?handler=suite"),
        ["POST /{portal:portal}/affiliation?handler=compte"] = Everybody("/multi-siren/affiliation?handler=compte"),
        ["POST /{portal:portal}/affiliation?handler=signature"] = Everybody("/multi-siren/affiliation?handler=signature"),
        ["POST /{portal:portal}/affiliation?handler=signer"] = Everybody("/multi-siren/affiliation?handler=signer"),
        ["POST /{portal:portal}/affiliation?handler=contester"] = Everybody("/multi-siren/affiliation?handler=contester"),
        ["POST /{portal:portal}/affiliation?handler=dispense"] = Everybody("/multi-siren/affiliation?handler=dispense"),

        ["GET /gestion/demandes/{number?}"] = Staff(t => $"demandes/{t.Number}"),
        ["GET /gestion/demandes/{number}/impression"] = Staff(t => $"demandes/{t.Number}/impression"),
        ["GET /gestion/demandes/{number}/fragments/{what}"] = Staff(t => $"demandes/{t.Number}/fragments/fil?since=0"),
        // Any adviser reads any client's sheet, and each reading is noted: ClientSheetTests.
        ["GET /gestion/recherche"] = new(Audience.Staff, _ => new("/gestion/recherche?q=brumont")),
        ["GET /gestion/clients/{kind}/{**key}"] = new(Audience.Staff, t => new($"/gestion/clients/entreprises/{t.Portal}/{t.Siren}")),
        // Who of the staff publishes: AnnouncementTests.
        ["GET /gestion/annonces"] = new(Audience.Staff, _ => new("/gestion/annonces")),
        ["POST /gestion/annonces"] = new(Audience.Staff, _ => new("/gestion/annonces?portail=multi-siren", [("titre", "Secret")])),
        ["POST /gestion/annonces?handler=modifier"] =
            new(Audience.Staff, _ => new("/gestion/annonces?handler=modifier&portail=multi-siren", [("annonce", "1"), ("vue", "1"), ("titre", "Secret")])),
        ["POST /gestion/annonces?handler=retirer"] =
            new(Audience.Staff, _ => new("/gestion/annonces?handler=retirer&portail=multi-siren", [("annonce", "1")])),
        // Whose batch it is stands in its row: BatchPageTests.
        ["GET /{portal:portal}/traitements/{id}"] = new(Audience.Customers, t => new($"/{t.Portal}/traitements/{Things.Random()}")),
        ["GET /gestion/traitements"] = new(Audience.Staff, _ => new("/gestion/traitements")),
        ["GET /gestion/traitements/{of}/{id}"] = new(Audience.Staff, t => new($"/gestion/traitements/{t.Portal}/{Things.Random()}")),
        // Which role may do it is tried in AccountAccessTests.
        ["GET /gestion/clients/personnes/{account}/acces"] = new(Audience.Staff, _ => new($"/gestion/clients/personnes/{Things.Random()}/acces")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=lien"] = Access("lien"),
        ["POST /gestion/clients/personnes/{account}/acces?handler=debloquer"] = Access("debloquer", ("motif", "Rappelé")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=telephone"] = Access("telephone", ("telephone", "0611223344"), ("motif", "Rappelé")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=approuver"] = Access("approuver", ("telephone", "0611223344"), ("reponse", "oui")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=fermer"] = Access("fermer", ("etat", "ferme"), ("motif", "À sa demande")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=courriel"] = Access("courriel", ("courriel", "autre@maison.example"), ("motif", "Rappelé")),
        ["GET /gestion/livraisons"] = new(Audience.Staff, _ => new("/gestion/livraisons")),
        ["POST /gestion/livraisons?handler=reessayer"] = new(Audience.Staff, _ => new("/gestion/livraisons?handler=reessayer", [("message", Things.Random())])),
        ["GET /gestion/politiques"] = new(Audience.Staff, _ => new("/gestion/politiques")),
        ["GET /gestion/lettres"] = new(Audience.Staff, _ => new("/gestion/lettres")),
        ["POST /gestion/lettres?handler=imprimer"] = new(Audience.Staff, _ => new("/gestion/lettres?handler=imprimer")),
        ["POST /gestion/lettres?handler=poster"] = new(Audience.Staff, _ => new("/gestion/lettres?handler=poster")),
        ["GET /gestion/acces"] = new(Audience.Staff, _ => new("/gestion/acces")),
        ["POST /gestion/acces"] =
            new(Audience.Staff, t => new("/gestion/acces", [("espace", t.Space), ("compte", t.MembershipRequest), ("role", "2"), ("reponse", "oui")])),
        ["POST /gestion/acces?handler=administrateur"] = new(Audience.Staff, t => new("/gestion/acces?handler=administrateur",
            [("espace", t.Space), ("compte", t.MembershipRequest), ("reponse", "oui"), ("motif", "Vérifié par téléphone")])),
        ["GET /gestion/fichiers/{file}"] = Staff(t => $"fichiers/{t.File}"),
        ["POST /gestion/deconnexion"] = new(Audience.Staff, _ => new("/gestion/deconnexion")),
        ["GET /gestion/fragments/compteurs"] = new(Audience.Staff, _ => new("/gestion/fragments/compteurs")),
        ["GET /gestion/fragments/session"] = new(Audience.Staff, _ => new("/gestion/fragments/session")),
        ["POST /gestion/session"] = new(Audience.Staff, _ => new("/gestion/session")),
        ["POST /gestion/fichiers"] = new(Audience.Staff, _ => new("/gestion/fichiers", [], File: true)),
        ["POST /gestion/demandes/{number?}?handler=enregistrer"] = new(Audience.Staff, _ => new("/gestion/demandes?handler=enregistrer", [("recherche", "À moi")])),
        ["POST /gestion/demandes/{number?}?handler=oublier"] = new(Audience.Staff, _ => new("/gestion/demandes?handler=oublier", [("recherche", "À moi")])),
        ["POST /gestion/demandes/{number?}?handler=message"] = Staff(t => $"demandes/{t.Number}?handler=message", ("text", "À nous")),
        ["POST /gestion/demandes/{number?}?handler=lu"] = Staff(t => $"demandes/{t.Number}?handler=lu", ("tick", "1")),
        ["POST /gestion/demandes/{number?}?handler=prendre"] = Staff(t => $"demandes/{t.Number}?handler=prendre"),
        ["POST /gestion/demandes/{number?}?handler=demander"] = Staff(t => $"demandes/{t.Number}?handler=demander", ("items", "RIB")),
        ["POST /gestion/demandes/{number?}?handler=retirer"] =
            new(Audience.Staff, t => new($"/gestion/demandes/{t.Number}?handler=retirer", [("item", t.Item)]), Named: true),
        ["POST /gestion/demandes/{number?}?handler=rouvrir"] = Staff(t => $"demandes/{t.Number}?handler=rouvrir"),
        ["POST /gestion/demandes/{number?}?handler=clore"] = Staff(t => $"demandes/{t.Number}?handler=clore", ("reason", "Fini")),
    };

    private static Row Everybody(string path) => new(Audience.Everybody, _ => new(path));

    private static Row Customers(string path) => new(Audience.Customers, t => new($"/{t.Portal}/{path}"));

    private static Row Customers(Func<Things, string> path) => new(Audience.Customers, t => new($"/{t.Portal}/{path(t)}"), Named: true);

    private static Row Form(Func<Things, string> path, Func<Things, (string, string)[]>? fields = null, bool file = false) =>
        new(Audience.Customers, t => new($"/{t.Portal}/{path(t)}", fields?.Invoke(t) ?? [], file), Named: true);

    private static Row Access(string handler, params (string, string)[] fields) =>
        new(Audience.Staff, _ => new($"/gestion/clients/personnes/{Things.Random()}/acces?handler={handler}", fields));

    private static Row Staff(Func<Things, string> path, params (string, string)[] fields) =>
        new(Audience.Staff, t => new($"/gestion/{path(t)}", fields), Named: true);
}
