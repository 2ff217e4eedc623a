using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Demo;

namespace Web.Tests.Fixtures;

/// <summary>People beside the demo's.</summary>
public static class Somebody
{
    /// <summary>An account with a name of one's choice; without a password it was invited and never activated.</summary>
    public static async Task<DemoPerson> Register(this Site site, string name, bool activated = true, string portal = DemoPeople.Portal)
    {
        var person = new DemoPerson($"test-{name}", CallerKind.Customer, portal, StaffRole.None, name, "Vasselin", $"{name}@maison.example", "0611223344", "");
        var password = activated ? await PasswordHasher.Make(DemoPeople.Password, 1000) : null;
        var registered = await site.Grains.GetGrain<IAccountRegistrationGrain>(person.Key).Register(
            Site.Fresh(),
                new NewAccount(CallerKind.Customer, person.Portal, StaffRole.None, person.Email, name, "Vasselin", person.Phone, password, null,
                    null) { Terms = "1" });
        Assert.True(registered.Ok);
        return person;
    }

    /// <summary>The same, with a space of his own: only members of something have a session.</summary>
    public static async Task<DemoPerson> Member(this Site site, string name, string portal)
    {
        var person = await site.Register(name, portal: portal);
        await site.Grains.GetGrain<ISpaceGrain>($"{portal}/s-{name}").Open(Site.Fresh(), name, new Member(person.Key, SpaceRole.Administrateur, true, []));
        return person;
    }

    /// <summary>The same, admitted to Ateliers Brumont by Nora, who sees the whole company; with the demo's secret questions.</summary>
    public static async Task<DemoPerson> Colleague(this Site site, string name)
    {
        var person = await site.Register(name);
        var space = site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont");
        Assert.True((await space.RequestMembership(Site.Fresh(), new MembershipRequest(person.Key, person.Name, DemoPeople.Brumont.Key))).Ok);
        Assert.True((await space.DecideMembership(DemoPeople.Nora.Caller, Site.Fresh(), person.Key, SpaceRole.Collaborateur, "")).Ok);
        var form = new RecoveryForm(person.Portal, Guid.NewGuid().ToString("N"), null);
        Assert.True(
            (await site.Services.GetRequiredService<RecoveryService>()
                .SetQuestions(form, person.Key, "", DemoPeople.Questions, DemoPeople.Answers, null, default)).Ok);
        return person;
    }

    /// <summary>An adviser of this role, signed in with a code of an app.</summary>
    public static async Task<Visitor> SignInStaff(this Site site, StaffRole role)
    {
        var person = new DemoPerson($"test-{role}", CallerKind.Staff, Caller.StaffPortal, role, "Maxence", "Tillard", $"{role}@orvane.example", "", "");
        var secret = site.Services.GetRequiredService<DemoSeed>().TotpSecretOf(person);
        var registered = await site.Grains.GetGrain<IAccountRegistrationGrain>(person.Key).Register(
            Site.Fresh(),
            new NewAccount(person.Kind, person.Portal, role, person.Email, person.FirstName, person.LastName, "",
                await PasswordHasher.Make(DemoPeople.Password, 1000), site.Services.GetRequiredService<ISealer>().Seal(secret, $"totp/{person.Key}"), null));
        Assert.True(registered.Ok);
        return await site.SignIn(person);
    }

    /// <summary>Failed tries in the account's journal.</summary>
    public static Task<long> Failures(this Site site, DemoPerson person) =>
        site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner AND action = 'sign-in-failed'", ("@owner", person.Key));
}
