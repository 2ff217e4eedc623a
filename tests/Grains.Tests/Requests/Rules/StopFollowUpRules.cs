namespace Grains.Tests.Requests.Rules;

/// <summary>« Déclarer une prolongation » and « Déclarer une reprise », rule by rule: of a stop from 12/11/2026 to 04/12/2026.</summary>
public sealed class StopFollowUpRules
{
    private const string Stop = "@stop.only=2026-000123; @stop.first=12/11/2026; @stop.last=04/12/2026";
    private const string Person = "company=p/812345676; salarie=e1; prenom=Nora; nom=Vasselin; courriel=nora@exemple.fr";
    private const string Other = "arret_lie=autre; arret_du=12/11/2026; arret_au=04/12/2026; @stop.only=; @stop.first=; @stop.last=";
    private const string Part = "type=02; tpt_au=31/12/2026; quotite=50; date_reprise=01/10/2026; @stop.first=01/08/2026; @stop.last=30/09/2026; mois=1; mois.1.periode=10/2026; mois.1.brut_plein=2 000; mois.1.brut_tpt=1 100";

    private static readonly FormRule Prolongation = new("prolongation", Person, Stop, "meme_motif=oui; au=18/12/2026");
    private static readonly FormRule Return = new("reprise", Person, Stop, "type=01; date_reprise=05/12/2026");

    [Theory]
    [InlineData("", "sent | du=05/12/2026 | sub_au=18/12/2026 | fin_connue=04/12/2026 | arret_lie=2026-000123 | ~decompte-ij | -hospitalisation")]
    [InlineData("du=07/12/2026", "sent")]
    [InlineData("du=08/12/2026", "!du 1 jour travaillé entre les deux\u00a0: déclarez un nouvel arrêt ou une rechute.")]
    [InlineData("du=09/12/2026", "!du 2 jours travaillés entre les deux\u00a0: déclarez un nouvel arrêt ou une rechute.")]
    [InlineData("@stop.last=10/11/2026; @stop.first=01/11/2026; du=12/11/2026", "sent")]
    [InlineData("au=03/12/2026", "!au Order")]
    [InlineData("du=01/12/2026; au=03/12/2026", "!au Prolongé jusqu’au tombe avant la fin connue (04/12/2026). Exemple\u00a0: 05/12/2026.")]
    [InlineData("du=02/12/2026", "sent | ?du L’arrêt court déjà jusqu’au 04/12/2026\u00a0: vérifiez la date.")]
    [InlineData("meme_motif=non", "!meme_motif Un autre motif est un nouvel arrêt\u00a0: déclarez‑le par «\u00a0Déclarer un arrêt de travail\u00a0».")]
    [InlineData("meme_motif=", "!meme_motif Missing")]
    [InlineData("hospi=oui", "!hospi_du Missing | ~hospitalisation*")]
    [InlineData("hospi=oui; hospi_du=06/12/2026; hospi_au=05/12/2026", "!hospi_au Order")]
    [InlineData("arret_lie=2026-000999", "!arret_lie Unknown")]
    [InlineData("@stop.only=", "!arret_lie Missing")]
    [InlineData("arret_lie=autre", "!arret_du Missing | !arret_au Missing")]
    [InlineData(Other, "sent | du=05/12/2026 | fin_connue=")]
    [InlineData($"{Other}; du=09/12/2026", "!du 2 jours travaillés entre les deux\u00a0: déclarez un nouvel arrêt ou une rechute.")]
    [InlineData("salarie=autre", "!salarie_nom Missing | !salarie_prenom Missing | !naissance Missing")]
    [InlineData("salarie=autre; nir=1850578006084 91; naissance=04/06/1985", "?nir Il ne correspond pas à la date de naissance\u00a0: vérifiez l’un et l’autre.")]
    public void Prolongation_says(string changes, string expected) => Prolongation.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | -certificat-reprise | -prescription | -decompte-ij | mois.1.perte=")]
    [InlineData("date_reprise=30/11/2026", "sent | +certificat-reprise*")]
    [InlineData("date_reprise=12/11/2026", "!date_reprise Date de reprise tombe avant le premier jour d’arrêt (12/11/2026).")]
    [InlineData("date_reprise=27/12/2026", "!date_reprise Date de reprise\u00a0: au plus tard le 26/12/2026.")]
    [InlineData("date_reprise=26/12/2026", "sent | ?date_reprise L’arrêt finissait le 04/12/2026. Une prolongation manque‑t‑elle\u202f?")]
    [InlineData("date_reprise=07/12/2026", "sent")]
    [InlineData("type=02", "!tpt_au Missing | !quotite Missing | +prescription* | ~decompte-ij")]
    [InlineData(Part, "sent | tpt_du=01/10/2026 | mois.1.perte=900,00")]
    [InlineData($"{Part}; quotite=100", "!quotite Range")]
    [InlineData($"{Part}; tpt_au=30/09/2026", "!tpt_au Order")]
    [InlineData($"{Part}; mois.1.brut_tpt=2 100", "!mois.1.brut_tpt Le salaire à temps partiel dépasse le salaire plein. | mois.1.perte=")]
    [InlineData($"{Part}; mois.1.periode=11/2026", "!mois.1.periode Mois de paie ne peut pas être après le mois dernier\u00a0: il n’est pas encore payé.")]
    [InlineData($"{Part}; mois.1.periode=09/2026", "!mois.1.periode Mois de paie\u00a0: entre 01/10/2026 et 31/12/2026.")]
    [InlineData($"{Part}; mois=2; mois.2.periode=10/2026; mois.2.brut_plein=2 000; mois.2.brut_tpt=900", "!mois.2.periode Twice | mois.2.perte=1 100,00")]
    [InlineData($"{Part}; mois=2", "!mois.2.periode Missing | !mois.2.brut_plein Missing")]
    [InlineData("type=02; tpt_au=31/12/2026; quotite=50; arret_lie=autre; @stop.only=; @stop.first=; @stop.last=", "sent | dernier_jour=30/11/2026")]
    [InlineData("type=03", "sent | -prescription")]
    public void Return_says(string changes, string expected) => Return.Says(changes, expected.Replace("1 100,00", "1\u00a0100,00"));
}
