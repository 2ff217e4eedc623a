using Grains.Interfaces;

namespace Web.Tests.Access;

/// <summary>Whose work of the back office something is.</summary>
public enum Work
{
    Everybody,
    /// <summary>Whose role answers requests: all but the technical administrator's.</summary>
    Answering,
    /// <summary>Who knows the customer on the telephone.</summary>
    Advisers,
    Supervisors,
    /// <summary>Who manages colleagues' accounts.</summary>
    Managers,
    /// <summary>Who reads employees; to others there are none.</summary>
    EmployeeReaders,
    /// <summary>Advisers, about employees.</summary>
    EmployeeAdvisers,
    /// <summary>Who is asked for advice.</summary>
    Specialists,
}

public static partial class Matrix
{
    /// <summary>Whose work each form of the back office is, and each page that not all of them read. A form that is not here fails the tests.</summary>
    public static readonly IReadOnlyDictionary<string, Work> StaffWork = new (Work Work, string[] Rows)[]
    {
        (Work.Supervisors,
        [
            "POST /gestion/statistiques?handler=recalculer", "POST /gestion/reponses", "POST /gestion/reponses?handler=modifier",
            "POST /gestion/reponses?handler=retirer", "POST /gestion/annonces", "POST /gestion/annonces?handler=modifier",
            "POST /gestion/annonces?handler=retirer", "POST /gestion/routage", "POST /gestion/routage?handler=monter",
            "POST /gestion/routage?handler=retirer", "POST /gestion/routage?handler=appliquer",
            "POST /gestion/equipes", "POST /gestion/equipes?handler=placer", "POST /gestion/equipes/{team}?handler=semaine",
            "POST /gestion/equipes/{team}?handler=jour", "POST /gestion/equipes/{team}?handler=retirer", "POST /gestion/equipes/{team}?handler=nom",
            // Of a colleague.
            "POST /gestion/absences", "POST /gestion/absences?handler=annuler",
        ]),
        (Work.Managers,
        [
            "POST /gestion/equipe", "GET /gestion/equipe/{account}",
            .. new[] { "renvoyer", "revoquer", "role", "acces", "depart", "retour" }.Select(h => $"POST /gestion/equipe/{{account}}?handler={h}"),
        ]),
        (Work.Advisers,
        [
            "POST /gestion/clients/{kind}/{**key}?handler=corriger", "POST /gestion/clients/personnes/{account}/acces?handler=lien",
            "POST /gestion/clients/personnes/{account}/acces?handler=debloquer", "POST /gestion/clients/personnes/{account}/acces?handler=telephone",
            "POST /gestion/clients/personnes/{account}/acces?handler=approuver", "POST /gestion/clients/personnes/{account}/acces?handler=fermer",
            "POST /gestion/clients/personnes/{account}/acces?handler=adresse", "POST /gestion/clients/personnes/{account}/acces?handler=trancher",
            "POST /gestion/clients/personnes/{account}/acces?handler=courriel", "POST /gestion/acces", "POST /gestion/acces?handler=administrateur",
            "POST /gestion/inscriptions?handler=rappel", "GET /gestion/inscriptions/{account}", "POST /gestion/inscriptions/{account}?handler=accepter",
            "POST /gestion/inscriptions/{account}?handler=refuser", "GET /gestion/inscriptions/{account}/pieces/{page:int}",
        ]),
        (Work.Answering,
        [
            "POST /gestion/lot", "POST /gestion/lot?handler=lancer", "GET /gestion/ecrire/{kind}/{**key}", "POST /gestion/ecrire/{kind}/{**key}",
            .. new[]
            {
                "message", "suivre", "noter", "transferer", "reprendre", "appel", "cote", "decote", "rendre", "prendre", "demander", "retirer", "reporter", "changement",
                "rouvrir", "clore", "lier", "delier", "fusionner", "demanderavis", "retireravis",
            }.Select(h => $"POST /gestion/demandes/{{number?}}?handler={h}"),
        ]),
        (Work.Specialists, ["POST /gestion/demandes/{number?}?handler=rendreavis"]),
        (Work.EmployeeReaders,
        [
            "GET /gestion/salaries/{portal}/{siren}", "GET /gestion/salaries/{portal}/{siren}/{id}", "GET /gestion/contestations", "GET /gestion/lettres", "GET /gestion/dispenses",
            "GET /gestion/portabilite",
            "POST /gestion/lettres?handler=imprimer", "POST /gestion/lettres?handler=poster",
        ]),
        (Work.EmployeeAdvisers,
        [
            "POST /gestion/salaries/{portal}/{siren}/{id}?handler=trancher", "POST /gestion/salaries/{portal}/{siren}/{id}?handler=corriger",
            "POST /gestion/dispenses?handler=accepter", "POST /gestion/dispenses?handler=refuser",
            "POST /gestion/portabilite?handler=accepter", "POST /gestion/portabilite?handler=refuser",
        ]),
        (Work.Everybody,
        [
            "POST /gestion/deconnexion", "POST /gestion/session", "POST /gestion/fichiers", "POST /gestion/demandes/{number?}?handler=enregistrer",
            "POST /gestion/demandes/{number?}?handler=oublier", "POST /gestion/demandes/{number?}?handler=lu",
            "POST /gestion/demandes/{number?}?handler=inserer",
            // Nothing of theirs is held back here; what is, is tried in HeldMessageTests.
            "POST /gestion/demandes/{number?}?handler=annulerenvoi",
            // Who may is asked of what there is: AccountAccessTests, BankChangePageTests.
            "POST /gestion/livraisons?handler=reessayer", "POST /gestion/rib?handler=appel", "POST /gestion/rib?handler=approuver",
            "POST /gestion/rib?handler=refuser",
        ]),
    }.SelectMany(w => w.Rows.Select(r => KeyValuePair.Create(r, w.Work))).ToDictionary(StringComparer.Ordinal);

    /// <summary>403 or 404 to whose work it is not; null to the others.</summary>
    public static int? RefusedTo(this Work work, StaffRole role) => (work, role) switch
    {
        (Work.Supervisors, not StaffRole.Superviseur) => 403,
        (Work.Managers, not (StaffRole.Superviseur or StaffRole.AdministrateurTechnique)) => 403,
        (Work.EmployeeReaders or Work.EmployeeAdvisers, StaffRole.AdministrateurTechnique) => 404,
        (Work.Advisers, StaffRole.ReferentMedical or StaffRole.AdministrateurTechnique) => 403,
        (Work.EmployeeAdvisers, StaffRole.ReferentMedical) => 403,
        (Work.Answering, StaffRole.AdministrateurTechnique) => 403,
        (Work.Specialists, not StaffRole.ReferentMedical) => 403,
        _ => null,
    };
}
