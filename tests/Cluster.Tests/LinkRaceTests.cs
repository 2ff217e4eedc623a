using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Rows A10, C2 and C3, split over two nodes.</summary>
[Collection(TwoNodes.Name)]
public sealed class LinkRaceTests(TwoNodes nodes)
{
    private const string NewPassword = "/multi-siren/nouveau-mot-de-passe";
    private readonly NodeCluster _cluster = nodes.Cluster;

    [Fact]
    public async Task C3_Twenty_resets_with_one_link_at_two_nodes_at_once_set_one_password()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, _) = await nodes.Office.Colleague();
            var link = await MailedLink(account);

            var answers = await Race.Run(
                20, i => Opened(i, link),
                async r => (r.Password, Answer: await r.Tab.Send(NewPassword, r.Form, ("password", r.Password), ("again", r.Password))));

            var right = Assert.Single(answers, a => $"{a.Answer.Headers.Location}".EndsWith("fin=nouveau", StringComparison.Ordinal)).Password;
            foreach (var (password, _) in answers.Take(3).Append((right, null!)))
                Assert.Equal(password == right,
                    (await _cluster.Visitor(round % 2, account).TypePassword(password)).StatusCode is System.Net.HttpStatusCode.Found);
        }
    }

    [Fact]
    public async Task A10_Twenty_registrations_of_one_address_at_two_nodes_at_once_make_one_account()
    {
        await using var other = await Office.Open(_cluster.Store);
        Office[] offices = [nodes.Office, other];
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var address = $"course{round}@maison.example";
            string[] spellings = [address, address.ToUpperInvariant(), $" {address} "];

            var results = await Race.Run(20, Task.FromResult, i => Register(offices[i % 2], $"acc-{round}-{i}", spellings[i % 3]));

            Assert.Single(results, r => r.Ok);
            Assert.All(results.Where(r => !r.Ok), r => Assert.Equal(AccountRefusal.EmailTaken, r.Refusal));
            Assert.Equal(1, await nodes.Office.Count("SELECT count(*) FROM account_list WHERE account LIKE $1 || '%'", $"acc-{round}-"));
            Assert.Equal(1, await nodes.Office.Count("SELECT count(*) FROM job WHERE key LIKE 'link/' || $1 || '%'", $"acc-{round}-"));
        }
    }

    private static Task<Result<AccountRefusal>> Register(Office office, string key, string email) =>
        office.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(Office.Fresh(), new NewAccount(
            CallerKind.Customer, DemoPeople.Portal, StaffRole.None, email, "Nora", "Vasselin", "", null, null, null)
        {
            Activation = new LinkSecret(Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToString("N")),
        });

    private async Task<(Tab Tab, FormKeys Form, string Password)> Opened(int i, string link)
    {
        var tab = new Tab(_cluster[i % 2].Address);
        using (await tab.Client.GetAsync(link))
        {
        }
        return (tab, await tab.Form(NewPassword), $"Verger-{i}-Calme-1789");
    }

    private async Task<string> MailedLink(Account account)
    {
        const string forgot = "/multi-siren/mot-de-passe-oublie";
        const string questions = "/multi-siren/questions-secretes";
        var browser = _cluster.Visitor(0, account);
        await browser.Tab.Send(forgot, await browser.Tab.Form(forgot), ("identifiant", account.Identifier));
        await browser.Tab.Send($"{questions}?handler=courriel", await browser.Tab.Form(questions));
        return await browser.MailedLink();
    }
}
