using Grains.Accounts.Registration;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Interfaces.Teams;
using Grains.Requests;
using Grains.Text;

namespace Silo.Demo;

/// <summary>
/// What the demo's advisers have arranged: a rule of routing, an absence to come, a call that was noted, a request that is put aside,
/// two that are linked, advice that is awaited, a day off of a team.
/// </summary>
public static class DemoDesk
{
    /// <param name="now">Everything is so many days from then.</param>
    public static async Task Arrange(IGrainFactory grains, StaffInvitationService invitations, IReadOnlySet<string> portals, RequestNumbers numbers, string mark, DateTimeOffset now)
    {
        DateTimeOffset Morning(int days) => Paris.At(Paris.Day(now).AddDays(days).ToDateTime(new TimeOnly(8, 30)));
        OperationId Of(string what) => OperationId.Of(mark, "desk", what);
        var (pauline, claire, lucien) = (DemoPeople.Pauline, DemoPeople.Claire, DemoPeople.Lucien);

        await grains.GetGrain<IRoutingGrain>(Caller.StaffPortal)
            .Add(lucien.Caller, Of("rule"), new RoutingRule("question-dsn", "", "", DemoFirms.All[2].Company.Siren, "entreprises"));
        await grains.GetGrain<IAbsenceGrain>(pauline.Key).Announce(pauline.Caller, Of("absence"), new Absence(Morning(45), Morning(52)));
        await Office(grains, invitations, Of, now);
        if (portals.Contains(DemoPeople.Aurelien.Portal))
            await Write(grains, numbers, Of);
        var portal = DemoPeople.Fatoumata.Portal;
        if (!portals.Contains(portal))
            return;
        await grains.GetGrain<IRequestGrain>($"{portal}/demo-deces-{DemoPeople.Fatoumata.Key}").NoteCall(
            claire.Caller, Of("call"), new PhoneCall(true, "Hélène Rocquefort", 14,
                "Elle rassemble l’acte de décès et le livret de famille. Rappel convenu dans huit jours."));
        await grains.GetGrain<IRequestGrain>($"{portal}/demo-reclamation-{DemoPeople.Fatoumata.Key}").Snooze(lucien.Caller, Of("aside"), Morning(2));
        await grains.GetGrain<IRequestTiesGrain>($"{portal}/demo-reclamation-{DemoPeople.Fatoumata.Key}").Link(
            claire.Caller, Of("link"), $"{portal}/demo-question-dsn-{DemoPeople.Fatoumata.Key}");
        await grains.GetGrain<IRequestAdviceGrain>($"{portal}/demo-reprise-{DemoPeople.Fatoumata.Key}").AskAdvice(
            claire.Caller, Of("advice"), "Reprise après quarante jours d’arrêt. Une rechute dans les deux mois serait-elle le même arrêt\u202f?");
    }

    // What an adviser has written first.
    private static async Task Write(IGrainFactory grains, RequestNumbers numbers, Func<string, OperationId> of)
    {
        var to = DemoPeople.Aurelien;
        await grains.GetGrain<IRequestOfficeGrain>($"{to.Portal}/demo-ecrite").Open(
            DemoPeople.Pauline.Caller, of("written"), await numbers.Next(CancellationToken.None),
            new OpenedRequest(
                $"{to.Portal}/924708357", to.Key, UniverseRights.Read, "entreprises", "Mise à jour de votre dossier",
                "Bonjour Monsieur Castagnac, votre entreprise a changé de siège d’après le registre. Pouvez‑vous nous envoyer ces deux pièces\u202f? Vos contrats ne changent pas d’ici là.",
                ["Statuts à jour", "Extrait K bis de moins de trois mois"]));
    }

    // A day on which one team is closed, too far ahead for what is promised now, and a colleague on their way in.
    private static async Task Office(IGrainFactory grains, StaffInvitationService invitations, Func<string, OperationId> of, DateTimeOffset now)
    {
        var lucien = DemoPeople.Lucien;
        await grains.GetGrain<ICalendarGrain>("retraite").Close(
            lucien.Caller, of("closing"), new SpecialDay(Paris.Day(now).AddDays(70), "", "Séminaire de l’équipe"));
        await grains.GetGrain<ITeamsGrain>(Caller.StaffPortal).Move(lucien.Caller, of("team"), DemoPeople.Claire.Key, "", "prevoyance");
        await invitations.Invite(lucien.Caller, of("invited"),
            new StaffInvitation("aubin.castelvert@orvane.example", "Aubin", "Castelvert", StaffRole.Conseiller));
    }
}
