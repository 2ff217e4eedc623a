using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Silo.Accounts;
using Silo.Demo;

namespace Web.Tests.Fixtures;

/// <summary>People beside the demo's.</summary>
public static class Somebody
{
    /// <summary>An account with a name of one's choice; without a password it was invited and never activated.</summary>
    public static async Task<DemoPerson> Register(this Site site, string name, bool activated = true)
    {
        var person = new DemoPerson($"test-{name}", CallerKind.Customer, DemoPeople.Portal, StaffRole.None, name, "Vasselin", $"{name}@maison.example", "0611223344", "");
        var password = activated ? await PasswordHasher.Make(DemoPeople.Password, 1000) : null;
        var registered = await site.Grains.GetGrain<IAccountJoiningGrain>(person.Key).Register(
            Site.Fresh(), new Registration(CallerKind.Customer, person.Portal, StaffRole.None, person.Email, name, "Vasselin", person.Phone, password, null, null) { Terms = "1" });
        Assert.True(registered.Ok);
        return person;
    }

    /// <summary>Failed tries in the account's journal.</summary>
    public static Task<long> Failures(this Site site, DemoPerson person) =>
        site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner AND action = 'sign-in-failed'", ("@owner", person.Key));
}
