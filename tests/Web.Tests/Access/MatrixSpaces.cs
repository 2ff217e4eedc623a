using Web.Requests.Drafts;

namespace Web.Tests.Access;

public static partial class Matrix
{
    /// <summary>What customers do in their spaces, their requests and their profile.</summary>
    private static Dictionary<string, Row> Spaces => new()
    {
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
        // A paper that a request yielded: that nobody else has it is tried in AttestationPageTests.
        ["GET /{portal:portal}/demandes/{number}/attestation"] = new(Audience.Customers, t => new($"/{t.Portal}/demandes/{t.Number}/attestation")),
        ["GET /{portal:portal}/demandes/{number}/recu"] = Customers(t => $"demandes/{t.Number}/recu"),
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
        ["POST /{portal:portal}/profil?handler=nom"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=nom", [("prenom", "1")])),
        ["POST /{portal:portal}/profil?handler=session"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=session", [("session", "x")])),
        ["POST /{portal:portal}/profil?handler=courriels"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=courriels", [("avis-1", "2")])),
        ["POST /{portal:portal}/profil?handler=appareil"] = new(Audience.Customers, t => new($"/{t.Portal}/profil?handler=appareil", [("appareil", "x")])),
        ["GET /{portal:portal}/confirmation-identite"] = Customers("confirmation-identite"),
        ["GET /{portal:portal}/confirmation-identite?handler=envoi"] = Customers("confirmation-identite?handler=envoi"),
        ["POST /{portal:portal}/confirmation-identite"] = new(Audience.Customers, t => new($"/{t.Portal}/confirmation-identite", [("actuel", "x")])),
        ["POST /{portal:portal}/confirmation-identite?handler=code"] =
            new(Audience.Customers, t => new($"/{t.Portal}/confirmation-identite?handler=code", [("code", "000000")])),
        ["POST /{portal:portal}/confirmation-identite?handler=renvoyer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/confirmation-identite?handler=renvoyer", [])),
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
        // Members read each other, whatever company they see: who may what is tried in MatrixRolesTests.
        ["GET /{portal:portal}/utilisateurs"] = Customers("utilisateurs"),
        ["GET /{portal:portal}/journal"] = Customers("journal"),
        ["GET /{portal:portal}/journal/export"] = Customers("journal/export"),
        ["GET /{portal:portal}/utilisateurs/ajouter"] = Customers("utilisateurs/ajouter"),
        ["POST /{portal:portal}/utilisateurs/ajouter"] = new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/ajouter", [("etape", "1")])),
        ["GET /{portal:portal}/utilisateurs/experts-comptables/declarer"] = Customers("utilisateurs/experts-comptables/declarer"),
        ["POST /{portal:portal}/utilisateurs/experts-comptables/declarer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/experts-comptables/declarer", [("etape", "1")])),
        // The clients of a firm, for its administrators: MandatePageTests.
        ["GET /{portal:portal}/utilisateurs/clients"] = Customers("utilisateurs/clients"),
        ["GET /{portal:portal}/utilisateurs/clients/{client}/{mandat}"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/clients/brumont/{Things.Random()}")),
        ["POST /{portal:portal}/utilisateurs/clients/{client}/{mandat}?handler=confier"] = new(Audience.Customers,
            t => new($"/{t.Portal}/utilisateurs/clients/brumont/{Things.Random()}?handler=confier", [("collegue", Things.Random()), ("sante", "1")])),
        ["POST /{portal:portal}/utilisateurs/clients/{client}/{mandat}?handler=reprendre"] = new(Audience.Customers,
            t => new($"/{t.Portal}/utilisateurs/clients/brumont/{Things.Random()}?handler=reprendre", [("personne", Things.Random())])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=reprendre"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=reprendre", [("personne", Things.Random())])),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=placer"] =
            new(Audience.Customers, t => new($"/{t.Portal}/utilisateurs/{Things.Random()}?handler=placer", [("cabinet", Things.Random())])),
        ["GET /{portal:portal}/utilisateurs/{membre}"] = Customers(t => $"utilisateurs/{t.Member}"),
        ["GET /{portal:portal}/utilisateurs/{membre}/modifier"] = Customers(t => $"utilisateurs/{t.Member}/modifier"),
        ["POST /{portal:portal}/utilisateurs/{membre}/modifier"] = Form(t => $"utilisateurs/{t.Member}/modifier", _ => [("fonction", "Paie")]),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=renvoyer"] = Form(t => $"utilisateurs/{t.Member}?handler=renvoyer"),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=suspendre"] = Form(t => $"utilisateurs/{t.Member}?handler=suspendre", _ => [("suspendre", "true")]),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=renouveler"] = Form(t => $"utilisateurs/{t.Member}?handler=renouveler", _ => [("fin", "1")]),
        ["POST /{portal:portal}/utilisateurs/{membre}?handler=supprimer"] = Form(t => $"utilisateurs/{t.Member}?handler=supprimer"),
        ["GET /{portal:portal}/invitations"] = Customers("invitations"),
        ["POST /{portal:portal}/invitations"] =
            new(Audience.Customers, t => new($"/{t.Portal}/invitations", [("espace", "brumont"), ("membre", t.Invited), ("reponse", "oui")])),
        ["POST /{portal:portal}/invitations?handler=plusieurs"] =
            new(Audience.Customers, t => new($"/{t.Portal}/invitations?handler=plusieurs", [("choix", $"brumont~{t.Invited}")])),
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
        // Whose account it is stands in the change: BankChangeTests.
        ["POST /{portal:portal}/demandes/{number}?handler=approuver"] = new(Audience.Customers, t => new($"/{t.Portal}/demandes/{t.Number}?handler=approuver", [])),
        ["POST /{portal:portal}/demandes/{number}?handler=compte"] = new(Audience.Customers, t => new($"/{t.Portal}/demandes/{t.Number}?handler=compte", [])),
        ["POST /{portal:portal}/demandes/{number}?handler=avis"] = Form(t => $"demandes/{t.Number}?handler=avis", _ => [("avis", "1")]),
        ["POST /{portal:portal}/demandes/{number}?handler=suite"] =
            Form(t => $"demandes/{t.Number}?handler=suite", _ => [("nouvelle", FormService.NewDraft()), ("text", "Encore nous")]),
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
    };
}
