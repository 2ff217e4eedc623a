namespace Web.Tests.Access;

public static partial class Matrix
{
    /// <summary>Employees, on both sides of the counter, and the pages of their links.</summary>
    private static Dictionary<string, Row> Employees => new()
    {
        ["GET /{portal:portal}/salaries"] = Customers(t => $"salaries?entreprise={t.Siren}&q=secret"),
        ["POST /{portal:portal}/salaries?handler=relancer"] = Form(_ => "salaries?handler=relancer", t => [("salarie", t.Employee)]),
        ["GET /gestion/salaries/{portal}/{siren}"] = new(Audience.Staff, t => new($"/gestion/salaries/{t.Portal}/{t.Siren}?q=secret")),
        ["POST /{portal:portal}/salaries?handler=relancertous"] = Form(t => $"salaries?handler=relancertous&entreprise={t.Siren}&statut=a-relancer"),
        ["GET /{portal:portal}/salaries/departs"] = Customers("salaries/departs"),
        ["POST /{portal:portal}/salaries/departs"] = Form(_ => "salaries/departs", t => [("salarie", t.Employee)]),
        ["POST /{portal:portal}/salaries/departs?handler=simuler"] =
            Form(_ => "salaries/departs?handler=simuler", t => [("salarie", t.Employee), ("fin", "31/12/2026"), ("motif", "demission")]),
        ["POST /{portal:portal}/salaries/departs?handler=confirmer"] =
            Form(_ => "salaries/departs?handler=confirmer", t => [("salarie", t.Employee), ("fin", "31/12/2026"), ("motif", "demission")]),
        ["GET /{portal:portal}/salaries/export"] = Customers(t => $"salaries/export?entreprise={t.Siren}&q=secret"),
        ["GET /{portal:portal}/salaries/importer/{pour:regex(^departs$)?}"] = Customers(t => $"salaries/importer/departs?entreprise={t.Siren}"),
        ["POST /{portal:portal}/salaries/importer/{pour:regex(^departs$)?}"] = Form(t => $"salaries/importer/departs?entreprise={t.Siren}"),
        ["GET /{portal:portal}/salaries/importer/modele"] = Customers("salaries/importer/modele"),
        ["GET /{portal:portal}/salaries/importer/{id}"] = Customers(t => $"salaries/importer/{t.Import}"),
        ["GET /{portal:portal}/salaries/importer/{id}/refusees"] = Customers(t => $"salaries/importer/{t.Import}/refusees"),
        ["POST /{portal:portal}/salaries/importer/{id}?handler=corriger"] =
            Form(t => $"salaries/importer/{t.Import}?handler=corriger", _ => [("ligne", "2"), ("version", "1"), ("champ-3", "Secret")]),
        ["POST /{portal:portal}/salaries/importer/{id}?handler=confirmer"] = Form(t => $"salaries/importer/{t.Import}?handler=confirmer"),
        ["POST /{portal:portal}/salaries/importer/{id}?handler=annuler"] = Form(t => $"salaries/importer/{t.Import}?handler=annuler"),
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
        ["GET /{portal:portal}/salaries/{id}/depart"] = Customers(t => $"salaries/{t.Employee}/depart"),
        ["POST /{portal:portal}/salaries/{id}/depart?handler=simuler"] =
            Form(t => $"salaries/{t.Employee}/depart?handler=simuler", _ => [("fin", "31/12/2026"), ("motif", "demission")]),
        ["POST /{portal:portal}/salaries/{id}/depart?handler=confirmer"] = Form(
            t => $"salaries/{t.Employee}/depart?handler=confirmer",
            _ => [("fin", "31/12/2026"), ("motif", "demission"), ("courriel", "autre@courrier.example"), ("simule", "31/12/2026|demission")]),
        ["POST /{portal:portal}/salaries/{id}/depart?handler=annuler"] =
            Form(t => $"salaries/{t.Employee}/depart?handler=annuler", _ => [("explication", "Secret")]),
        ["GET /gestion/salaries/{portal}/{siren}/{id}"] = new(Audience.Staff, t => new($"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}")),
        ["POST /gestion/salaries/{portal}/{siren}/{id}?handler=trancher"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}?handler=trancher", [("explication", "Secret")])),
        ["POST /gestion/salaries/{portal}/{siren}/{id}?handler=corriger"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}?handler=corriger", [("courriel", "autre@courrier.example"), ("motif", "Rappelé")])),
        ["GET /gestion/salaries/{portal}/{siren}/{id}/pieces/{file}"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}/pieces/{t.File}")),
        ["GET /{portal:portal}/salaries/dispenses"] = Customers(t => $"salaries/dispenses?entreprise={t.Siren}&q=secret"),
        ["POST /{portal:portal}/salaries/dispenses?handler=accepter"] =
            Form(_ => "salaries/dispenses?handler=accepter", t => [("salarie", t.Employee), ("dispense", "2")]),
        ["POST /{portal:portal}/salaries/dispenses?handler=refuser"] =
            Form(_ => "salaries/dispenses?handler=refuser", t => [("salarie", t.Employee), ("dispense", "2"), ("explication", "Secret")]),
        ["POST /{portal:portal}/salaries/dispenses?handler=transmettre"] =
            Form(_ => "salaries/dispenses?handler=transmettre", t => [("salarie", t.Employee), ("dispense", "2")]),
        ["POST /{portal:portal}/salaries/dispenses?handler=preuves"] = Form(_ => "salaries/dispenses?handler=preuves", t => [("societe", t.Siren)]),
        // Nobody's bundle: who may open one is tried in EvidencePageTests.
        ["GET /{portal:portal}/salaries/dispenses/preuves/{id}"] = Customers("salaries/dispenses/preuves/0123456789abcdef"),
        // Nobody's file: who may open one is tried in WaiverPageTests.
        ["GET /{portal:portal}/salaries/{id}/dispenses/{dispense:int}/piece"] =
            new(Audience.Customers, t => new($"/{t.Portal}/salaries/{t.Employee}/dispenses/2/piece")),
        ["GET /gestion/salaries/{portal}/{siren}/{id}/dispenses/{dispense:int}/piece"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}/dispenses/2/piece")),
        ["GET /gestion/dispenses"] = new(Audience.Staff, _ => new("/gestion/dispenses")),
        ["POST /gestion/dispenses?handler=accepter"] = new(Audience.Staff, t => new(
            "/gestion/dispenses?handler=accepter", [("salarie", $"{t.Portal}/{t.Employee}"), ("dispense", "2")])),
        ["POST /gestion/dispenses?handler=refuser"] = new(Audience.Staff, t => new(
            "/gestion/dispenses?handler=refuser", [("salarie", $"{t.Portal}/{t.Employee}"), ("dispense", "2"), ("explication", "Secret")])),
        ["GET /{portal:portal}/salaries/{id}/portabilite"] = Customers(t => $"salaries/{t.Employee}/portabilite"),
        ["POST /{portal:portal}/salaries/{id}/portabilite"] = Form(t => $"salaries/{t.Employee}/portabilite", file: true),
        ["POST /{portal:portal}/salaries/{id}/portabilite?handler=relancer"] = Form(t => $"salaries/{t.Employee}/portabilite?handler=relancer"),
        // Nobody's file: who may open one is tried in PortabilityPageTests.
        ["GET /gestion/salaries/{portal}/{siren}/{id}/justificatifs/{justificatif:int}/{file}"] = new(Audience.Staff, t => new(
            $"/gestion/salaries/{t.Portal}/{t.Siren}/{t.Employee}/justificatifs/2/{t.File}")),
        ["GET /gestion/portabilite"] = new(Audience.Staff, _ => new("/gestion/portabilite")),
        ["POST /gestion/portabilite?handler=accepter"] = new(Audience.Staff, t => new(
            "/gestion/portabilite?handler=accepter", [("salarie", $"{t.Portal}/{t.Employee}"), ("justificatif", "2")])),
        ["POST /gestion/portabilite?handler=refuser"] = new(Audience.Staff, t => new(
            "/gestion/portabilite?handler=refuser", [("salarie", $"{t.Portal}/{t.Employee}"), ("justificatif", "2"), ("explication", "Secret")])),
        ["GET /{portal:portal}/affiliation/portabilite"] = Everybody("/multi-siren/affiliation/portabilite"),
        ["POST /{portal:portal}/affiliation/portabilite"] = Everybody("/multi-siren/affiliation/portabilite"),
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
        ["GET /{portal:portal}/affiliation/dispense"] = Everybody("/multi-siren/affiliation/dispense"),
        ["POST /{portal:portal}/affiliation/dispense"] = Everybody("/multi-siren/affiliation/dispense"),
    };
}
