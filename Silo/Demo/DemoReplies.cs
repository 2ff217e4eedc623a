using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Silo.Demo;

/// <summary>What the demo's advisers often answer.</summary>
public static class DemoReplies
{
    private static readonly (string Portal, CannedReply Reply)[] All =
    [
        (Caller.StaffPortal, new("Accusé de réception", Lines(
            "Bonjour {prenom} {nom},",
            "Votre demande {numero} («\u00A0{objet}\u00A0») est bien arrivée, je m’en occupe et je reviens vers vous dès que le dossier a avancé.",
            "{gestionnaire}"), "", "")),
        (Caller.StaffPortal, new("Pièce illisible", Lines(
            "Bonjour {prenom} {nom},",
            "Le document déposé ne se lit pas bien. Pouvez-vous en déposer une photo à plat et en pleine lumière, ou un PDF\u202F? "
            + "Votre demande {numero} reprend aussitôt.",
            "{gestionnaire}"), "", "")),
        (Caller.StaffPortal, new("Tout est réglé", Lines(
            "Bonjour {prenom} {nom},",
            "Tout est en ordre au {date}. Si un point reste à éclaircir, répondez simplement à ce message\u00A0: votre demande {numero} se rouvre.",
            "{gestionnaire}"), "", "")),
        (DemoPeople.Portal, new("Attestation en route", Lines(
            "Bonjour {prenom} {nom},",
            "L’attestation de {entreprise} est établie. Vous la recevez ici sous 24\u00A0heures, en PDF.",
            "{gestionnaire}"), "", "attestation")),
        (DemoPeople.Portal, new("Arrêt de travail\u00A0: décompte attendu", Lines(
            "Bonjour {prenom} {nom},",
            "Pour calculer les indemnités, il me manque le décompte de la Sécurité sociale sur toute la période. "
            + "Il se télécharge sur le compte entreprise, rubrique «\u00A0Bordereaux de paiement\u00A0».",
            "{gestionnaire}"), "prevoyance", "")),
        ("particulier", new("Remboursement en cours", Lines(
            "Bonjour {prenom} {nom},",
            "Votre remboursement est en cours\u00A0: il arrive sur votre compte sous trois jours ouvrés. Vous n’avez rien à faire.",
            "{gestionnaire}"), "", "")),
    ];

    public static async Task Write(IGrainFactory grains, IReadOnlySet<string> portals, string mark)
    {
        foreach (var (i, (portal, reply)) in All.Index().Where(r => r.Item.Portal == Caller.StaffPortal || portals.Contains(r.Item.Portal)))
            await grains.GetGrain<ICannedReplyGrain>(portal).Add(DemoPeople.Lucien.Caller, OperationId.Of(mark, "reply", $"{i}"), reply);
    }

    private static string Lines(params string[] lines) => string.Join("\n\n", lines);
}
