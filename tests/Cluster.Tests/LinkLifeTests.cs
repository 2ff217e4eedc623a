using System.Net;
using System.Net.Http.Json;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Rows A10, C2 and S12 over HTTP at two nodes: registrations of one address, the life of a link, a restart of both.</summary>
[Collection(TwoNodes.Name)]
public sealed class LinkLifeTests(TwoNodes nodes)
{
    private const string NewPassword = "/multi-siren/nouveau-mot-de-passe";
    private readonly NodeCluster _cluster = nodes.Cluster;

    [Fact]
    public async Task C2_Reset_link_lives_three_hours_at_both_nodes_to_the_second()
    {
        var (account, _) = await nodes.Office.Colleague();
        var start = TimeProvider.System.GetUtcNow().AddMinutes(1);
        await SetClock(start);
        var link = await MailedLink(account);
        Tab[] tabs = [new(_cluster[0].Address), new(_cluster[1].Address)];
        foreach (var tab in tabs)
        {
            using var opened = await tab.Client.GetAsync(link);
        }

        await SetClock(start + TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        var drawn = new List<FormKeys>();
        foreach (var tab in tabs)
            drawn.Add(await tab.Form(NewPassword));
        await SetClock(start + TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1));

        for (var i = 0; i < tabs.Length; i++)
        {
            using var late = await tabs[i].Send(NewPassword, drawn[i], ("password", "Verger-Neuf-1790"), ("again", "Verger-Neuf-1790"));
            Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
            Assert.Equal(HttpStatusCode.Gone, await tabs[i].StatusOf(NewPassword));
        }
        await SetClock(TimeProvider.System.GetUtcNow(), stopped: false);
    }

    [Fact]
    public async Task A10_Twenty_registrations_of_one_address_sent_to_two_nodes_at_once_make_one_account()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var address = $"course-http{round}@quillevreuse.example";
            string[] spellings = [address, address.ToUpperInvariant(), $" {address} "];

            var answers =
                await Race.Run(20, i => AtTheLastStep(i, spellings[i % 3], IPAddress.Parse($"127.1.{round}.{i + 1}")), r =>
                    r.Tab.Send($"{Wizard}?etape=4", r.Form, ("conditions", "1")));

            Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
            Assert.Equal(1, await nodes.Office.Count("SELECT count(*) FROM account_list WHERE lower(trim(email)) = $1", address));
            Assert.Equal(1,
                await nodes.Office.Count(
                    "SELECT count(*) FROM job WHERE key LIKE 'link/' || (SELECT account FROM account_list WHERE lower(trim(email)) = $1) || '%'", address));
        }
    }

    [Fact]
    public async Task S12_Session_and_form_live_through_a_restart_of_both_nodes()
    {
        var (account, _) = await nodes.Office.Colleague();
        var person = await _cluster.SignIn(0, account);
        var form = await person.Tab.Form("/multi-siren/profil");

        foreach (var node in _cluster.Nodes)
            node.Kill();
        await Task.WhenAll(_cluster.Nodes.Select(n => n.Start()));

        foreach (var node in _cluster.Nodes)
        {
            using var tab = person.Tab.Copy(node.Address);
            Assert.Equal(HttpStatusCode.OK, await tab.StatusOf("/multi-siren/profil"));
            using var answer = await tab.Send("/multi-siren/session", form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private const string Wizard = "/employeur/inscription";

    /// <summary>
    /// A wizard of the « employeur » portal, filled up to its last step. Each comes from an address of its own: one address may try a few only.
    /// </summary>
    private async Task<(Tab Tab, FormKeys Form)> AtTheLastStep(int i, string email, IPAddress from)
    {
        var tab = new Tab(_cluster[i % 2].Address, from: from);
        (string, string)[][] screens =
        [
            [("numeroPersonne", "P4400303")],
            [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")],
            [("fonction", "Gérante"), ("telephone", "06 39 98 00 10"), ("courriel", email)],
        ];
        for (var step = 1; step <= screens.Length; step++)
        {
            using var answer = await tab.Send($"{Wizard}?etape={step}", await tab.Form($"{Wizard}?etape={step}"), screens[step - 1]);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
        return (tab, await tab.Form($"{Wizard}?etape=4"));
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

    private async Task SetClock(DateTimeOffset to, bool stopped = true)
    {
        using var client = new HttpClient { BaseAddress = _cluster[0].Address };
        (await client.PostAsJsonAsync("/demo/clock", new { at = to, stopped })).EnsureSuccessStatusCode();
        // What the other node is promised.
        await Task.Delay(1000);
    }
}
