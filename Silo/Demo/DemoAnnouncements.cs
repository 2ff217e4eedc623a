using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Portals;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Callbacks;

namespace Silo.Demo;

/// <summary>What the demo's portals tell, and a callback that was asked: a maintenance to come, and what is new for who knows the space already.</summary>
public static class DemoAnnouncements
{
    // Nora has been here before: she reads what is new; the others are shown round first.
    private static readonly IReadOnlyList<DemoPerson> Known = [DemoPeople.Nora, DemoPeople.Samir];

    private static readonly (string Portal, Announcement Said)[] All =
    [
        (DemoPeople.Portal, new(AnnouncementKind.Banner, "Maintenance dimanche de 6 h à 9 h",
            "Les pages resteront lisibles, les envois seront suspendus. Vos brouillons sont gardés.", null, null)),
        (DemoPeople.Portal, new(AnnouncementKind.Novelty, "Demandez à être rappelé",
            "Choisissez un créneau sur la fiche de votre interlocuteur\u00A0: la personne qui suit votre contrat vous rappelle.", null, null)),
        ("particulier", new(AnnouncementKind.Novelty, "Demandez à être rappelé",
            "Choisissez un créneau\u00A0: l’équipe qui suit votre contrat vous rappelle.", null, null)),
    ];

    /// <summary>Who has seen the presentation, before anything was published.</summary>
    public static async Task Present(IGrainFactory grains, IReadOnlySet<string> portals, string mark)
    {
        foreach (var person in Known.Where(p => portals.Contains(p.Portal)))
            await grains.GetGrain<IOnboardingGrain>(person.Key)
                .Seen(person.Caller, OperationId.Of(mark, "presented", person.Key), OnboardingPart.Presentation, null);
    }

    /// <param name="now">The banner lasts ten days from then.</param>
    public static async Task Publish(IGrainFactory grains, IReadOnlySet<string> portals, string mark, DateTimeOffset now)
    {
        foreach (var (i, (portal, said)) in All.Index().Where(a => portals.Contains(a.Item.Portal)))
            await grains.GetGrain<IAnnouncementGrain>(portal).Publish(
                DemoPeople.Lucien.Caller, OperationId.Of(mark, "announced", $"{i}"),
                said.Kind is AnnouncementKind.Banner ? said with { ToAt = now.AddDays(10) } : said);
    }

    /// <summary>The accountant asks the contact of a client to call her at the next of their times.</summary>
    public static async Task AskCallback(IGrainFactory grains, RequestNumbers numbers, string mark, DateTimeOffset now)
    {
        var (by, request) = (DemoPeople.Irene.Caller, grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/demo-rappel"));
        await request.Begin(by, OperationId.Of(mark, "callback", "begin"), "rappel", DemoPeople.Pierrelongue.Key);
        await request.SaveDraft(by, OperationId.Of(mark, "callback", "save"), new DraftPage(1, new Dictionary<string, string>
        {
            ["company"] = DemoPeople.Pierrelongue.Key,
            ["contact"] = "sante",
            ["theme"] = "cotisations",
            ["telephone"] = DemoPeople.Irene.Phone,
            ["creneau"] = CallbackSlot.Of(BusinessCalendar.Default, now)[0].Value,
            ["message"] = "Pour l’appel de cotisations du quatrième trimestre.",
        }));
        await request.Send(by, OperationId.Of(mark, "callback", "send"), await numbers.Next(CancellationToken.None));
    }
}
