using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;

namespace Silo.Demo;

/// <summary>A firm of two: a client names one of them, who accepts for the firm's space and passes the mandate on to the other.</summary>
public static class DemoMandates
{
    public const string Mandate = "demo-apolline";
    public const string Holder = "demo-confie";

    public static readonly DemoCompany Firm = new("552081317", "Cabinet Aubrelin – Expertise et conseil", "Courmelois", 1);

    public static string Space => $"{DemoPeople.Portal}/aubrelin";

    public static string Client => $"{DemoPeople.Portal}/quillevreuse";

    public static async Task PassOn(IGrainFactory grains, DerivedSecrets secrets, string mark)
    {
        var (apolline, ousmane) = (DemoPeople.Apolline, DemoPeople.Ousmane);
        OperationId Step(string step) => OperationId.Of(mark, Space, step);
        await grains.GetGrain<ICompanyGrain>(Firm.Key).Describe(Step("company"), new CompanyFacts(Firm.Siren, Firm.Name, Firm.City, Firm.Establishments));
        await grains.GetGrain<ISpaceGrain>(Space).Found(
            Step("found"), "Cabinet Aubrelin", new Member(apolline.Key, SpaceRole.Administrateur, true, []), Firm.Key, []);
        await grains.GetGrain<ISpaceGrain>(Space).Admit(Step("admit"), new Member(DemoPeople.Sylvestre.Key, SpaceRole.Collaborateur, true, []));
        var invitation = new Invitation(
            new("Madame", apolline.FirstName, apolline.LastName, apolline.Email, "", apolline.Phone, "Experte-comptable"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), Firm.Siren, Firm.Name);
        await grains.GetGrain<ISpaceGrain>(Client).Invite(ousmane.Caller, Step("invite"), Mandate, invitation, secrets.Link(Step("invite")));
        var mandates = grains.GetGrain<ISpaceMandateGrain>(Client);
        await mandates.AcceptFor(apolline.Caller, Step("accept"), Mandate, Space);
        await mandates.PassOn(apolline.Caller, Step("pass-on"), Mandate, Holder, new PassingOn(
            DemoPeople.Sylvestre.Key, UniverseRights.ReadHealth | UniverseRights.ActHealth | UniverseRights.ReadProvident, null, null));
    }
}
