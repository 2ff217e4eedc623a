using System.Net;
using Tests.Fixtures.Cluster;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Demo;

namespace Bench;

/// <summary>Many people of one company of the demo, each signed in by password and mailed code.</summary>
internal static class Colleagues
{
    public static async Task<IReadOnlyList<(string Key, CookieContainer Cookies)>> SignedIn(string store, Uri node, int count)
    {
        await using var office = new BenchHost(store: store);
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        var people = new (string, CookieContainer)[count];
        for (var i = 0; i < count; i++)
        {
            people[i] = ($"bench-{i}", new CookieContainer());
            var registered = await office.Grains.GetGrain<IAccountRegistrationGrain>($"bench-{i}").Register(office.Fresh(), new NewAccount(
                CallerKind.Customer, DemoPeople.Portal, StaffRole.None, $"bench-{i}@maison.example", $"Invité{i}", "Vasselin", "", password, null, null) { Terms = "1" });
            var admitted = await office.Grains.GetGrain<ISpaceGrain>(DemoPeople.Spaces[0].Space).Admit(
                office.Fresh(), new Member($"bench-{i}", SpaceRole.Collaborateur, false, [DemoPeople.Brumont.Key]));
            if (!registered.Ok || !admitted.Ok)
                throw new InvalidOperationException($"{registered.Refusal} {admitted.Refusal}");
        }
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            using var person = new Person(node, new Account(DemoPeople.Portal, $"Invité{i}", $"bench-{i}@maison.example", DemoPeople.Password, null));
            await person.SignIn();
            people[i].Item2 = person.Cookies;
        });
        return people;
    }
}
