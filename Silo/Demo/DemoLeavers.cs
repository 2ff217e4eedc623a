using Grains.Accounts.SignIn;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Departures;

namespace Silo.Demo;

/// <summary>
/// Two of those whom portability covers, whose employer declared the departure here: one has handed in a proof, which waits for an adviser; of the other
/// none has come, so that it is suspended.
/// </summary>
public sealed class DemoLeavers(AffiliationService affiliations, PortabilityService portability, DemoEmployees employees, DerivedSecrets draws)
{
    /// <summary>The last of those that the core system knows.</summary>
    public const int Count = 2;

    /// <summary>Days ago: the departure of who hands nothing in, the reminder, the suspension. By the product's own terms.</summary>
    public static readonly IReadOnlyList<TimeSpan> Course = [TimeSpan.FromDays(46), TimeSpan.FromDays(22), TimeSpan.FromDays(7)];

    private const string Form = "demo";
    private const string Reason = "rupture-conventionnelle";

    /// <param name="round">Its place in <see cref="Course"/>.</param>
    public async Task Neglect(IReadOnlySet<string> portals, int round, DateOnly today)
    {
        foreach (var staff in Staff(portals))
        {
            var id = Id(staff, 2);
            await (round == 0
                ? affiliations.Depart(
                    staff.Employer.Caller, OperationId.Of("demo", "depart", staff.Company.Siren, id), id, new NewDeparture(today, Reason, Email(staff, 2)))
                : portability.Due(OperationId.Of("demo", "proof-due", staff.Company.Siren, $"{round}"), $"{staff.Company.Portal}/{id}"));
        }
    }

    public async Task HandIn(IReadOnlySet<string> portals, DateOnly today)
    {
        foreach (var staff in Staff(portals))
        {
            var (id, sent) = (Id(staff, 1), OperationId.Of("demo", "depart", staff.Company.Siren));
            var left = await affiliations.Depart(staff.Employer.Caller, sent, id, new NewDeparture(today.AddDays(-60), Reason, Email(staff, 1)));
            if (!left.Ok)
                continue;
            var link = new OpenedLink(staff.Company.Portal, id, draws.Link(sent).Token);
            var session = await employees.Enter(link, DemoEmployees.PersonOf(staff, DemoEmployees.Known(staff) - 1).BirthDate);
            if (await affiliations.Open(link.Key, session) is { View.Departure.Proofs: { Waits: false } }
                && await employees.Specimen(link, "notification-de-droits.jpg") is { } stored)
                await portability.HandIn(link.Key, session, Form, [stored]);
        }
    }

    private static IEnumerable<DemoStaff> Staff(IReadOnlySet<string> portals) =>
        DemoEmployees.All.Where(s => s.Company == DemoPeople.Brumont && portals.Contains(s.Company.Portal));

    private static string Id(DemoStaff staff, int fromLast) => $"demo-{staff.Company.Siren}-{DemoEmployees.Known(staff) - fromLast}";

    private static string Email(DemoStaff staff, int fromLast) => DemoEmployees.Email(staff, DemoEmployees.Known(staff) - fromLast);
}
