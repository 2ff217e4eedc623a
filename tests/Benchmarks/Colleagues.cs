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
        var accounts = await Registered(store, count);
        var people = new (string, CookieContainer)[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            using var person = new Person(node, accounts[i]);
            await person.SignIn();
            people[i] = ($"bench-{i}", person.Cookies);
        });
        return people;
    }

    /// <summary>Known as <c>bench-0</c> and so on, members of Brumont's space; nobody is signed in.</summary>
    public static async Task<IReadOnlyList<Account>> Registered(string store, int count)
    {
        await using var office = new BenchHost(store: store);
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        for (var i = 0; i < count; i++)
        {
            var registered = await office.Grains.GetGrain<IAccountRegistrationGrain>($"bench-{i}").Register(office.Fresh(), new NewAccount(
                CallerKind.Customer, DemoPeople.Portal, StaffRole.None, $"bench-{i}@maison.example", $"Invité{i}", "Vasselin", "", password, null,
                    null) { Terms = "1" });
            var admitted = await office.Grains.GetGrain<ISpaceGrain>(DemoPeople.Spaces[0].Space).Admit(
                office.Fresh(), new Member($"bench-{i}", SpaceRole.Collaborateur, false, [DemoPeople.Brumont.Key]));
            if (!registered.Ok || !admitted.Ok)
                throw new InvalidOperationException($"{registered.Refusal} {admitted.Refusal}");
        }
        return [.. Enumerable.Range(0, count)
            .Select(i => new Account(DemoPeople.Portal, $"Invité{i}", $"bench-{i}@maison.example", DemoPeople.Password, null))];
    }
}
