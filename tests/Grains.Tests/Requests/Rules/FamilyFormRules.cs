namespace Grains.Tests.Requests.Rules;

/// <summary>« Signaler un décès » and « Signaler un changement de situation », rule by rule.</summary>
public sealed class FamilyFormRules
{
    private const string Person = "company=p/812345676; salarie=e1; prenom=Nora; nom=Vasselin; courriel=nora@exemple.fr";
    private const string Own = "prenom=Samir; nom=Benmarouk; courriel=samir@exemple.fr; @insured.everybody=Samir Benmarouk,Lina Benmarouk";
    private const string Joins = "benef_prenom=Lina; benef_nom=Benmarouk; benef_naissance=01/10/2026; a_couvrir=oui";
    private const string Adult = "enfants=1; enfants.1.enfant_prenom=Zoé; enfants.1.enfant_naissance=03/02/2007";

    private static readonly FormRule Death = new("deces", Person, "date_deces=20/11/2026; cause=naturelle; en_poste=oui; situation=celibataire; designation=non");
    private static readonly FormRule Employee = new("situation", Person, "evenement=naissance; date=01/10/2026", Joins);
    private static readonly FormRule Insured = new("situation-personnel", Own, "evenement=naissance; date=01/10/2026", Joins);

    [Theory]
    [InlineData("", "sent | ~acte-deces | ~certificat-medical* | ~acte-naissance | ~notoriete | ~identite-beneficiaires | ~rib-beneficiaires | ~bulletins")]
    [InlineData("", "-livret-famille | -scolarite | -designation | -union | -juge | -accident")]
    [InlineData("date_deces=26/11/2026", "!date_deces Future")]
    [InlineData("@employee.bornOn=21/11/2026", "!date_deces Date du décès tombe avant la naissance (21/11/2026).")]
    [InlineData("salarie=autre; salarie_nom=Roy; salarie_prenom=Ève; naissance=21/11/2026", "!date_deces Date du décès tombe avant la naissance (21/11/2026).")]
    [InlineData("@provident=oui", "!brut12 Missing")]
    [InlineData("@provident=non", "sent")]
    [InlineData("brut12=0", "!brut12 Range")]
    [InlineData("designation=oui", "sent | ~designation | -notoriete")]
    [InlineData("designation=inconnu", "sent | ~notoriete | -designation")]
    [InlineData(Adult, "sent | ~livret-famille | -scolarite | -juge")]
    [InlineData($"{Adult}; enfants.1.enfant_etudes=oui", "sent | ~scolarite")]
    [InlineData("enfants=1; enfants.1.enfant_prenom=Zoé; enfants.1.enfant_naissance=03/02/2015; enfants.1.enfant_etudes=oui", "sent | -scolarite | ~juge")]
    [InlineData("enfants=1", "!enfants.1.enfant_prenom Missing | !enfants.1.enfant_naissance Missing")]
    [InlineData("proches=1; proches.1.proche_nom=Roy; proches.1.proche_lien=sœur; proches.1.proche_accord=oui", "!proches.1.proche_telephone Missing")]
    [InlineData("proches=1; proches.1.proche_nom=Roy; proches.1.proche_lien=sœur; proches.1.proche_accord=oui; proches.1.proche_courriel=roy@exemple.fr", "sent")]
    [InlineData("situation=pacse", "~union")]
    [InlineData("cause=travail", "sent | ~accident | .cause Déclaration à la CPAM sous 48 h.")]
    [InlineData("cause=accident", "~accident")]
    [InlineData("en_poste=non", "!fin_contrat Missing")]
    [InlineData("en_poste=non; fin_contrat=19/11/2025", "sent | ?date_deces Plus de 12\u00a0mois après la fin du contrat de travail\u00a0: le contrat peut ne plus couvrir ce décès.")]
    [InlineData("en_poste=non; fin_contrat=20/11/2025", "sent")]
    public void Death_says(string changes, string expected) => Death.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | effet=01/10/2026 | +acte-naissance | ~droits | -scolarite")]
    [InlineData("date=24/08/2026; benef_naissance=24/08/2026", "sent | effet=01/12/2026")]
    [InlineData("date=25/08/2026; benef_naissance=25/08/2026", "sent | effet=25/08/2026")]
    [InlineData("evenement=mariage", "sent | effet=01/12/2026 | +acte-mariage")]
    [InlineData("evenement=mariage; date=25/10/2026", "sent | effet=25/10/2026")]
    [InlineData("evenement=pacs; date=26/11/2026", "!date Date de l’événement ne peut pas être après aujourd’hui. | +pacs")]
    [InlineData("evenement=concubinage", "!vie_commune Missing | +adresse-commune")]
    [InlineData("evenement=concubinage; vie_commune=non", "sent | ?vie_commune La plupart des contrats demandent un an de vie commune ou un enfant commun.")]
    [InlineData("evenement=adoption", "sent | +jugement")]
    [InlineData("evenement=adoption; benef_naissance=01/10/2000", "sent | ?benef_naissance Il a plus de 26\u00a0ans\u00a0: sauf handicap, le contrat peut ne pas le couvrir. | ~scolarite")]
    [InlineData("evenement=adoption; benef_naissance=02/10/2000; a_couvrir=non", "sent | -droits | -scolarite | effet=")]
    [InlineData("benef_nir=1850578006084 91; benef_naissance=04/06/1985; evenement=mariage", "?benef_nir Il ne correspond pas à la date de naissance\u00a0: vérifiez l’un et l’autre.")]
    [InlineData("evenement=divorce", "!sortie Missing | +divorce | -droits | effet=01/10/2026 | benef_nom=")]
    [InlineData("evenement=deces-proche", "!sortie Missing | +acte-deces")]
    [InlineData("evenement=nom", "!precisions_situation Missing | effet=")]
    public void Change_of_situation_says(string changes, string expected)
    {
        Employee.Says(changes, expected);
        Insured.Says(changes, expected);
    }

    [Theory]
    [InlineData("evenement=emploi; date=24/01/2027; precisions_situation=Passe à 80 %.", "sent")]
    [InlineData("evenement=emploi; date=25/01/2027; precisions_situation=Passe à 80 %.", "!date Date de l’événement\u00a0: au plus tard le 24/01/2027.")]
    public void Job_may_change_within_sixty_days(string changes, string expected) => Employee.Says(changes, expected);

    [Theory]
    [InlineData("evenement=divorce; sortie=Lina Benmarouk", "sent")]
    [InlineData("evenement=divorce; sortie=Zoé Lasbleiz", "!sortie Unknown")]
    public void Who_leaves_is_covered(string changes, string expected) => Insured.Says(changes, expected);
}
