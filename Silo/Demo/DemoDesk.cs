using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Silo.Demo;

/// <summary>What the demo's advisers have arranged: a rule of routing, an absence to come, a call that was noted, a request that is put aside.</summary>
public static class DemoDesk
{
    /// <param name="now">Everything is so many days from then.</param>
    public static async Task Arrange(IGrainFactory grains, IReadOnlySet<string> portals, string mark, DateTimeOffset now)
    {
        DateTimeOffset Morning(int days) => Paris.At(Paris.Day(now).AddDays(days).ToDateTime(new TimeOnly(8, 30)));
        OperationId Of(string what) => OperationId.Of(mark, "desk", what);
        var (pauline, claire, lucien) = (DemoPeople.Pauline, DemoPeople.Claire, DemoPeople.Lucien);

        await grains.GetGrain<IRoutingGrain>(Caller.StaffPortal)
            .Add(lucien.Caller, Of("rule"), new RoutingRule("question-dsn", "", "", DemoFirms.All[2].Company.Siren, "entreprises"));
        await grains.GetGrain<IAbsenceGrain>(pauline.Key).Announce(pauline.Caller, Of("absence"), new Absence(Morning(45), Morning(52)));
        var portal = DemoPeople.Fatoumata.Portal;
        if (!portals.Contains(portal))
            return;
        await grains.GetGrain<IRequestGrain>($"{portal}/demo-deces-{DemoPeople.Fatoumata.Key}").NoteCall(
            claire.Caller, Of("call"), new PhoneCall(true, "Hélène Rocquefort", 14,
                "Elle rassemble l’acte de décès et le livret de famille. Rappel convenu dans huit jours."));
        await grains.GetGrain<IRequestGrain>($"{portal}/demo-reclamation-{DemoPeople.Fatoumata.Key}").Snooze(lucien.Caller, Of("aside"), Morning(2));
    }
}
