using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Text;

namespace Silo.Demo;

/// <summary>
/// Who came into a firm's space by its administrator's invitation: a colleague, and an accountant whose time there ends in 29 days, so that renewal is asked
/// for.
/// </summary>
public static class DemoTeam
{
    private const int Days = 29;

    private static DemoFirm Firm => DemoFirms.All[0];

    /// <param name="now">The mandate ends so many days from then.</param>
    public static async Task Join(IGrainFactory grains, DerivedSecrets secrets, IReadOnlySet<string> portals, string mark, DateTimeOffset now)
    {
        if (!portals.Contains(Firm.Company.Portal))
            return;
        var ends = Paris.At(Paris.Day(now).AddDays(Days + 1).ToDateTime(TimeOnly.MinValue));
        await Join(DemoPeople.Corentin, "Monsieur", "Responsable paie", new(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, GrantChange.Everything, null, null));
        await Join(DemoPeople.Blandine, "Madame", "Experte-comptable",
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, new(false, GrantBase.None, [Firm.Company.Key], []), null, ends), "488031527", "Cabinet Estrabaud");

        async Task Join(DemoPerson person, string title, string job, MemberRights rights, string siren = "", string firm = "")
        {
            var (space, asked) = (grains.GetGrain<ISpaceGrain>(Firm.Space), OperationId.Of(mark, "invited", person.Key));
            var facts = new PersonFacts(title, person.FirstName, person.LastName, person.Email, "", $"+33{person.Phone[1..]}", job);
            await space.Invite(Firm.Founder.Caller, asked, person.Key, new Invitation(facts, rights, siren, firm), secrets.Link(asked));
            await space.AnswerInvitation(person.Caller, OperationId.Of(mark, "accepted", person.Key), person.Key, accepted: true);
        }
    }
}
