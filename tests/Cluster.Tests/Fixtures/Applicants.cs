using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests.Fixtures;

/// <summary>People who asked to be let into a space before the faults begin; their administrator answers each during them, under a key, until it is answered.</summary>
internal sealed class Applicants(NodeCluster cluster, Person administrator)
{
    private static readonly string Space = $"{DemoPeople.Portal}/brumont";
    private readonly List<string> _accounts = [];
    private FormKeys? _form;

    public async Task Ask(int people)
    {
        _form = await administrator.Tab.Form("/multi-siren/profil");
        await using var office = await Office.Open(cluster.Store);
        for (var i = 0; i < people; i++)
        {
            var account = $"test-applicant-{i}";
            Assert.True((await office.Grains.GetGrain<IAccountRegistrationGrain>(account).Register(Office.Fresh(), new NewAccount(
                CallerKind.Customer, DemoPeople.Portal, StaffRole.None, $"candidat{i}@maison.example", "Théo", $"Marquenne {i}", "", await PasswordHasher.Make("x", 1000),
                null, null) { Terms = "1" })).Ok);
            Assert.True((await office.Grains.GetGrain<ISpaceGrain>(Space)
                .RequestMembership(Office.Fresh(), new MembershipRequest(account, $"Théo Marquenne {i}", DemoPeople.Brumont.Key))).Ok);
            _accounts.Add(account);
        }
    }

    public async Task Answer(CancellationToken over)
    {
        var turn = 0;
        foreach (var account in _accounts)
        {
            var key = _form!.Again();
            for (var tries = 0; ; tries++)
            {
                try
                {
                    using var answer = await administrator.On(cluster[turn++ % cluster.Nodes.Count].Address).Tab.Send("/multi-siren/acces", key,
                        ("espace", Space), ("compte", account), ("role", $"{(int)SpaceRole.Collaborateur}"), ("reponse", "oui"));
                    if ((int)answer.StatusCode < 500)
                    {
                        Assert.EndsWith("fin=acces", $"{answer.Headers.Location}", StringComparison.Ordinal);
                        break;
                    }
                }
                catch (Exception e) when (OperationRecord.IsLost(e) && tries < 1000)
                {
                }
                await Task.Delay(50, CancellationToken.None);
            }
            // Spread over the faults; once they are over, the rest at once.
            await Task.WhenAny(Task.Delay(700, CancellationToken.None), Task.Delay(Timeout.Infinite, over).ContinueWith(_ => { }, TaskScheduler.Default));
        }
    }

    /// <summary>Each is in once, and waits no longer.</summary>
    public async Task Check()
    {
        foreach (var account in _accounts)
        {
            Assert.Equal((account, 1L), (account, await cluster.Sql("SELECT count(*) FROM space_member WHERE account = $1", account)));
            Assert.Equal((account, 0L), (account, await cluster.Sql("SELECT count(*) FROM space_applicant WHERE account = $1 AND refused_at IS NULL", account)));
        }
    }
}
