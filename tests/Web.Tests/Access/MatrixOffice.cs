using Silo.Demo;

namespace Web.Tests.Access;

public static partial class Matrix
{
    /// <summary>The rest of the back office.</summary>
    private static Dictionary<string, Row> Office => new()
    {
        ["GET /gestion/demandes/{number?}"] = Staff(t => $"demandes/{t.Number}"),
        ["GET /gestion/fragments/presence"] = new(Audience.Staff, _ => new("/gestion/fragments/presence")),
        ["GET /gestion/demandes/{number}/impression"] = Staff(t => $"demandes/{t.Number}/impression"),
        ["GET /gestion/demandes/{number}/fragments/{what}"] = Staff(t => $"demandes/{t.Number}/fragments/fil?since=0"),
        // Any adviser reads any client's sheet, and each reading is noted: ClientSheetTests.
        ["GET /gestion/recherche"] = new(Audience.Staff, _ => new("/gestion/recherche?q=brumont")),
        ["GET /gestion/clients/{kind}/{**key}"] = new(Audience.Staff, t => new($"/gestion/clients/entreprises/{t.Portal}/{t.Siren}")),
        ["GET /gestion/ecrire/{kind}/{**key}"] = new(Audience.Staff, t => new($"/gestion/ecrire/entreprises/{t.Portal}/{t.Siren}")),
        ["POST /gestion/ecrire/{kind}/{**key}"] = new(Audience.Staff, t => new(
            $"/gestion/ecrire/entreprises/{t.Portal}/{t.Siren}", [("nouvelle", Convert.ToHexStringLower(Guid.NewGuid().ToByteArray())), ("objet", "Secret"), ("texte", "Secret")])),
        // Which role may do it is tried in MatrixRolesTests.
        ["POST /gestion/clients/{kind}/{**key}?handler=corriger"] = new(Audience.Staff, t => new(
            $"/gestion/clients/invitations/{t.Space}/{t.Invited}?handler=corriger", [("courriel", "autre@maison.example"), ("motif", "Rappelé")])),
        ["GET /gestion/demandes/{number}/reponses"] = Staff(t => $"demandes/{t.Number}/reponses"),
        ["GET /gestion/statistiques"] = new(Audience.Staff, _ => new("/gestion/statistiques")),
        ["GET /gestion/statistiques/export"] = new(Audience.Staff, _ => new("/gestion/statistiques/export")),
        // Who of the staff has days counted again: StatisticsPageTests.
        ["POST /gestion/statistiques?handler=recalculer"] =
            new(Audience.Staff, _ => new("/gestion/statistiques?handler=recalculer", [("pour", "multi-siren"), ("jour", "2026-11-01")])),
        // Who of the staff writes: ReplyPageTests.
        ["GET /gestion/reponses"] = new(Audience.Staff, _ => new("/gestion/reponses")),
        ["POST /gestion/reponses"] = new(Audience.Staff, _ => new("/gestion/reponses?portail=multi-siren", [("titre", "Secret"), ("texte", "Secret")])),
        ["POST /gestion/reponses?handler=modifier"] =
            new(Audience.Staff, _ => new("/gestion/reponses?handler=modifier&portail=multi-siren", [("reponse", "1"), ("vue", "1"), ("titre", "Secret")])),
        ["POST /gestion/reponses?handler=retirer"] =
            new(Audience.Staff, _ => new("/gestion/reponses?handler=retirer&portail=multi-siren", [("reponse", "1")])),
        // Who of the staff publishes: AnnouncementTests.
        ["GET /gestion/annonces"] = new(Audience.Staff, _ => new("/gestion/annonces")),
        ["POST /gestion/annonces"] = new(Audience.Staff, _ => new("/gestion/annonces?portail=multi-siren", [("titre", "Secret")])),
        ["POST /gestion/annonces?handler=modifier"] =
            new(Audience.Staff, _ => new("/gestion/annonces?handler=modifier&portail=multi-siren", [("annonce", "1"), ("vue", "1"), ("titre", "Secret")])),
        ["POST /gestion/annonces?handler=retirer"] =
            new(Audience.Staff, _ => new("/gestion/annonces?handler=retirer&portail=multi-siren", [("annonce", "1")])),
        // Whose batch it is stands in its row: BatchPageTests.
        ["GET /{portal:portal}/traitements/{id}"] = new(Audience.Customers, t => new($"/{t.Portal}/traitements/{Things.Random()}")),
        ["GET /gestion/routage"] = new(Audience.Staff, _ => new("/gestion/routage")),
        ["POST /gestion/routage"] = new(Audience.Staff, _ => new("/gestion/routage", [("quoi", "theme/sante/"), ("equipe", "retraite")])),
        ["POST /gestion/routage?handler=monter"] = new(Audience.Staff, _ => new("/gestion/routage?handler=monter", [("regle", "1")])),
        ["POST /gestion/routage?handler=retirer"] = new(Audience.Staff, _ => new("/gestion/routage?handler=retirer", [("regle", "1")])),
        ["POST /gestion/routage?handler=appliquer"] = new(Audience.Staff, _ => new("/gestion/routage?handler=appliquer", [])),
        // Nobody of that name: what is done to a colleague is tried in ColleaguePageTests.
        ["GET /gestion/equipe"] = new(Audience.Staff, _ => new("/gestion/equipe")),
        ["POST /gestion/equipe"] = new(Audience.Staff, _ => new("/gestion/equipe", [("prenom", "Secret")])),
        ["GET /gestion/equipe/{account}"] = new(Audience.Staff, _ => new($"/gestion/equipe/{Things.Random()}")),
        ["POST /gestion/equipe/{account}?handler=renvoyer"] = Colleague("renvoyer"),
        ["POST /gestion/equipe/{account}?handler=revoquer"] = Colleague("revoquer"),
        ["POST /gestion/equipe/{account}?handler=role"] = Colleague("role", ("role", "Superviseur"), ("vue", "Conseiller")),
        ["POST /gestion/equipe/{account}?handler=acces"] = Colleague("acces", ("cause", "Perdu")),
        ["POST /gestion/equipe/{account}?handler=depart"] = Colleague("depart", ("cause", "Retraite")),
        ["POST /gestion/equipe/{account}?handler=retour"] = Colleague("retour", ("cause", "De retour")),
        ["GET /gestion/equipes"] = new(Audience.Staff, _ => new("/gestion/equipes")),
        ["POST /gestion/equipes"] = new(Audience.Staff, _ => new("/gestion/equipes", [("nom", "")])),
        ["POST /gestion/equipes?handler=placer"] =
            new(Audience.Staff, _ => new("/gestion/equipes?handler=placer", [("collegue", $"{DemoPeople.Pauline.Key}|"), ("equipe", "retraite")])),
        ["GET /gestion/equipes/{team}"] = new(Audience.Staff, _ => new("/gestion/equipes/retraite")),
        ["POST /gestion/equipes/{team}?handler=semaine"] =
            new(Audience.Staff, _ => new("/gestion/equipes/retraite?handler=semaine", [("vue", "0"), ("heures", "")])),
        ["POST /gestion/equipes/{team}?handler=jour"] =
            new(Audience.Staff, _ => new("/gestion/equipes/retraite?handler=jour", [("jour", "24/12/2026"), ("cause", "")])),
        ["POST /gestion/equipes/{team}?handler=retirer"] = new(Audience.Staff, _ => new("/gestion/equipes/retraite?handler=retirer", [("jour", "2026-12-24")])),
        ["POST /gestion/equipes/{team}?handler=nom"] = new(Audience.Staff, _ => new("/gestion/equipes/retraite?handler=nom", [("nom", ""), ("vue", "Retraite")])),
        ["GET /gestion/absences"] = new(Audience.Staff, _ => new("/gestion/absences")),
        ["POST /gestion/absences"] = new(Audience.Staff, _ => new("/gestion/absences", [("qui", DemoPeople.Pauline.Key), ("du", "01/12/2026"), ("au", "02/12/2026")])),
        ["POST /gestion/absences?handler=annuler"] = new(Audience.Staff, _ => new("/gestion/absences?handler=annuler", [("qui", DemoPeople.Pauline.Key), ("absence", "1")])),
        ["GET /gestion/lot"] = new(Audience.Staff, _ => new("/gestion/lot")),
        ["POST /gestion/lot"] = new(Audience.Staff, t => new("/gestion/lot", [("geste", "clore"), ("demande", t.Number)])),
        ["POST /gestion/lot?handler=lancer"] =
            new(Audience.Staff, t => new("/gestion/lot?handler=lancer", [("geste", "clore"), ("demande", t.Number), ("motcommun", "Secret")])),
        ["GET /gestion/traitements"] = new(Audience.Staff, _ => new("/gestion/traitements")),
        ["GET /gestion/traitements/{of}/{id}"] = new(Audience.Staff, t => new($"/gestion/traitements/{t.Portal}/{Things.Random()}")),
        // Which role may do it is tried in AccountAccessTests.
        ["GET /gestion/clients/personnes/{account}/acces"] = new(Audience.Staff, t => new($"/gestion/clients/personnes/{t.Client}/acces")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=lien"] = Access("lien"),
        ["POST /gestion/clients/personnes/{account}/acces?handler=debloquer"] = Access("debloquer", ("motif", "Rappelé")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=telephone"] = Access("telephone", ("telephone", "0611223344"), ("motif", "Rappelé")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=approuver"] = Access("approuver", ("telephone", "0611223344"), ("reponse", "oui")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=adresse"] = Access("adresse", ("adresse", "autre@maison.example"), ("motif", "Rappelé")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=trancher"] = Access("trancher", ("adresse", "autre@maison.example"), ("reponse", "oui")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=fermer"] = Access("fermer", ("etat", "ferme"), ("motif", "À sa demande")),
        ["POST /gestion/clients/personnes/{account}/acces?handler=courriel"] = Access("courriel", ("courriel", "autre@maison.example"), ("motif", "Rappelé")),
        ["GET /gestion/livraisons"] = new(Audience.Staff, _ => new("/gestion/livraisons")),
        ["POST /gestion/livraisons?handler=reessayer"] = new(Audience.Staff, _ => new("/gestion/livraisons?handler=reessayer", [("message", Things.Random())])),
        ["GET /gestion/politiques"] = new(Audience.Staff, _ => new("/gestion/politiques")),
        ["GET /gestion/lettres"] = new(Audience.Staff, _ => new("/gestion/lettres")),
        ["POST /gestion/lettres?handler=imprimer"] = new(Audience.Staff, _ => new("/gestion/lettres?handler=imprimer")),
        ["POST /gestion/lettres?handler=poster"] = new(Audience.Staff, _ => new("/gestion/lettres?handler=poster")),
        // Which role decides, and who beside whom: BankChangePageTests.
        ["GET /gestion/rib"] = new(Audience.Staff, _ => new("/gestion/rib")),
        ["POST /gestion/rib?handler=appel"] = new(Audience.Staff, _ => new("/gestion/rib?handler=appel", [("demande", "2026-999999"), ("note", "Rappelé")])),
        ["POST /gestion/rib?handler=approuver"] = new(Audience.Staff, _ => new("/gestion/rib?handler=approuver", [("demande", "2026-999999")])),
        ["POST /gestion/rib?handler=refuser"] = new(Audience.Staff, _ => new("/gestion/rib?handler=refuser", [("demande", "2026-999999"), ("motif", "Non")])),
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
        ["POST /gestion/demandes/{number?}?handler=inserer"] = Staff(t => $"demandes/{t.Number}?handler=inserer", ("text", "À nous"), ("reponse", "1")),
        ["POST /gestion/demandes/{number?}?handler=lu"] = Staff(t => $"demandes/{t.Number}?handler=lu", ("tick", "1")),
        ["POST /gestion/demandes/{number?}?handler=reporter"] = Staff(t => $"demandes/{t.Number}?handler=reporter", ("heures", "8"), ("retard", "Expertise")),
        ["POST /gestion/demandes/{number?}?handler=noter"] = Staff(t => $"demandes/{t.Number}?handler=noter", ("note", "Vu")),
        ["POST /gestion/demandes/{number?}?handler=transferer"] = Staff(t => $"demandes/{t.Number}?handler=transferer", ("vers", "equipe/reclamations"), ("consigne", "Vu")),
        ["POST /gestion/demandes/{number?}?handler=reprendre"] = Staff(t => $"demandes/{t.Number}?handler=reprendre", ("pourquoi", "Absence")),
        ["POST /gestion/demandes/{number?}?handler=appel"] =
            Staff(t => $"demandes/{t.Number}?handler=appel", ("sens", "recu"), ("avec", "Nora"), ("duree", "5"), ("dit", "Vu")),
        ["POST /gestion/demandes/{number?}?handler=annulerenvoi"] = Staff(t => $"demandes/{t.Number}?handler=annulerenvoi", ("message", "1")),
        ["POST /gestion/demandes/{number?}?handler=suivre"] = Staff(t => $"demandes/{t.Number}?handler=suivre", ("suivre", "true")),
        ["POST /gestion/demandes/{number?}?handler=cote"] = Staff(t => $"demandes/{t.Number}?handler=cote", ("jour", "01/12/2026"), ("heure", "9")),
        ["POST /gestion/demandes/{number?}?handler=decote"] = Staff(t => $"demandes/{t.Number}?handler=decote"),
        ["POST /gestion/demandes/{number?}?handler=rendre"] = Staff(t => $"demandes/{t.Number}?handler=rendre", ("mot", "")),
        ["POST /gestion/demandes/{number?}?handler=prendre"] = Staff(t => $"demandes/{t.Number}?handler=prendre"),
        ["POST /gestion/demandes/{number?}?handler=demander"] = Staff(t => $"demandes/{t.Number}?handler=demander", ("items", "RIB")),
        ["POST /gestion/demandes/{number?}?handler=retirer"] =
            new(Audience.Staff, t => new($"/gestion/demandes/{t.Number}?handler=retirer", [("item", t.Item)]), Named: true),
        ["GET /gestion/demandes/{number}/attestation"] = new(Audience.Staff, t => new($"/gestion/demandes/{t.Number}/attestation")),
        ["POST /gestion/demandes/{number?}?handler=changement"] = Staff(t => $"demandes/{t.Number}?handler=changement"),
        ["POST /gestion/demandes/{number?}?handler=rouvrir"] = Staff(t => $"demandes/{t.Number}?handler=rouvrir"),
        ["POST /gestion/demandes/{number?}?handler=lier"] = Staff(t => $"demandes/{t.Number}?handler=lier", ("numero", "2026-999999")),
        ["POST /gestion/demandes/{number?}?handler=delier"] = Staff(t => $"demandes/{t.Number}?handler=delier", ("autre", "2026-999999")),
        ["POST /gestion/demandes/{number?}?handler=fusionner"] = Staff(t => $"demandes/{t.Number}?handler=fusionner", ("numero", "2026-999999")),
        ["POST /gestion/demandes/{number?}?handler=demanderavis"] = Staff(t => $"demandes/{t.Number}?handler=demanderavis", ("questionavis", "Que faire ?")),
        ["POST /gestion/demandes/{number?}?handler=retireravis"] = Staff(t => $"demandes/{t.Number}?handler=retireravis"),
        ["POST /gestion/demandes/{number?}?handler=rendreavis"] = Staff(t => $"demandes/{t.Number}?handler=rendreavis", ("avisrendu", "Favorable")),
        ["POST /gestion/demandes/{number?}?handler=clore"] = Staff(t => $"demandes/{t.Number}?handler=clore", ("reason", "Fini")),
    };
}
