using System.Net;
using System.Text.RegularExpressions;
using Bench.Peers.Web;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Bench;

/// <summary>
/// CPU of a node and of PostgreSQL a request, over HTTP on 16 connections, beside a plain ASP.NET application on the same rows in the same run.
/// </summary>
internal static partial class Http
{
    private const int Connections = 16;
    private const int Rounds = 5;
    private const int Requests = 55;
    private const string Text = "Bonjour, une précision sur le dossier : la pièce est en route.";

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        using var node = new Node(store);
        await node.Start();
        var accounts = await Colleagues.Registered(store, Connections);
        var numbers = await Seed(store);
        using var peer = await WebPeer.Start(server.ConnectionString(store));
        var ours = await Task.WhenAll(accounts.Select(async (account, i) => await Browser.Of(node.Address, account, $"/{DemoPeople.Portal}", numbers[i])));
        var theirs = await Task.WhenAll(accounts.Select(async (account, i) => await Browser.OfPeer(peer.Address, $"bench-{i}", numbers[i])));

        Console.WriteLine(
            $"## HTTP beside a plain application: {Connections} connections, CPU µs a request of node + PostgreSQL, medians of {Rounds} rounds, each ratio within its round\n");
        Console.WriteLine("| page | node + PostgreSQL | the plain one + PostgreSQL | ratio (range) | goal |\n|---|---|---|---|---|");
        foreach (var (page, times, goal, visit) in Pages())
        {
            List<double> sum = [], plain = [], own = [], plainOwn = [];
            await Burst(ours, times / 2, visit);
            await Burst(theirs, times / 2, visit);
            for (var round = 0; round < Rounds; round++)
            {
                var (first, firstServer) = await CpuTime.OfProcess(server, node.ProcessId, times * Connections, () => Burst(ours, times, visit));
                var (second, secondServer) = await CpuTime.OfProcess(server, peer.ProcessId, times * Connections, () => Burst(theirs, times, visit));
                own.Add(first);
                plainOwn.Add(second);
                sum.Add(first + firstServer);
                plain.Add(second + secondServer);
            }
            Console.WriteLine(
                $"| {page} | {Turns.Median(own):N0} + {Turns.Median(sum) - Turns.Median(own):N0} | {Turns.Median(plainOwn):N0} + {Turns.Median(plain) - Turns.Median(plainOwn):N0} | {Turns.Ratio(sum, plain)} | {goal} |");
        }
        Console.WriteLine();
        foreach (var browser in ours.Concat(theirs))
            browser.Dispose();
    }

    private static IEnumerable<(string Page, int Times, string Goal, Func<Browser, Task> Visit)> Pages() =>
    [
        ("list", 60, "1.2", b => b.Get(b.List)),
        ("thread", 60, "1.2", b => b.Get(b.Thread)),
        ("home", 60, "1.5", b => b.Get(b.Home)),
        ("sign-in page", 100, "", b => b.GetAsStranger(b.Door)),
        ("post a message", 60, "1", b => b.Say(Text)),
    ];

    private static Task Burst(Browser[] browsers, int times, Func<Browser, Task> visit) => Task.WhenAll(browsers.Select(b => Task.Run(async () =>
    {
        for (var i = 0; i < times; i++)
            await visit(b);
    })));

    /// <summary>A sent request a person, and as many more as make a portfolio.</summary>
    private static async Task<IReadOnlyList<string>> Seed(string store)
    {
        await using var office = new BenchHost(store: store);
        var numbers = new string[Requests];
        for (var i = 0; i < Requests; i++)
        {
            var account = $"bench-{i % Connections}";
            if (i < Connections)
                await office.OpenSession(account, $"seed-{i}");
            var by = new Caller(account, CallerKind.Customer, DemoPeople.Portal, $"Invité{i % Connections} Vasselin", $"seed-{i % Connections}");
            var request = office.Grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/http-{i}");
            numbers[i] = $"2026-9{i:D5}";
            var answers = new Dictionary<string, string>
            {
                ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@maison.example", ["company"] = DemoPeople.Brumont.Key,
                ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Bonjour",
            };
            var begun = await request.Begin(by, Fresh(), "contact", DemoPeople.Brumont.Key);
            var saved = await request.SaveDraft(by, Fresh(), new DraftPage(5, answers));
            var sent = await request.Send(by, Fresh(), numbers[i]);
            if (!begun.Ok || !saved.Ok || !sent.Ok)
                throw new InvalidOperationException($"{begun.Refusal} {saved.Refusal} {sent.Refusal}");
        }
        return numbers;
    }

    private static OperationId Fresh() => new(Guid.NewGuid().ToString("N"));

    /// <summary>One connection with its cookies.</summary>
    private sealed partial class Browser : IDisposable
    {
        private readonly Tab _tab, _stranger;
        private readonly string _root, _number, _token, _handler;

        private Browser(Tab tab, string root, string number, string token, string handler) =>
            (_tab, _stranger, _root, _number, _token, _handler) = (tab, new Tab(tab.Node), root, number, token, handler);

        public string List => $"{_root}/demandes";

        public string Thread => $"{_root}/demandes/{_number}";

        public string Home => $"{_root}/accueil";

        public string Door => $"{_root}/connexion";

        public static async Task<Browser> Of(Uri node, Account account, string root, string number)
        {
            var person = new Person(node, account);
            await person.SignIn();
            return new Browser(person.Tab, root, number, (await person.Tab.Form($"{root}/demandes/{number}")).Token, "?handler=message");
        }

        public static async Task<Browser> OfPeer(Uri peer, string account, string number)
        {
            var tab = new Tab(peer);
            (await tab.Client.GetAsync($"/as/{account}")).Dispose();
            var token = Token().Match(await tab.Read($"/demandes/{number}")).Groups[1].Value;
            return new Browser(tab, "", number, token, "");
        }

        public Task Get(string page) => Get(_tab, page);

        /// <summary>Who is signed in would be sent on from the door.</summary>
        public Task GetAsStranger(string page) => Get(_stranger, page);

        private static async Task Get(Tab tab, string page)
        {
            using var answer = await tab.Client.GetAsync(page);
            if (answer.StatusCode is not HttpStatusCode.OK)
                throw new InvalidOperationException($"{page}: {answer.StatusCode}");
            await answer.Content.ReadAsByteArrayAsync();
        }

        public async Task Say(string text)
        {
            var key = Guid.NewGuid().ToString("N");
            using var form =
                new FormUrlEncodedContent(
                    [new("jeton", _token), new("__RequestVerificationToken", _token), new("cle", key), new("key", key), new("text", text)]);
            using var answer = await _tab.Client.PostAsync($"{Thread}{_handler}", form);
            if (answer.StatusCode is not (HttpStatusCode.SeeOther or HttpStatusCode.Found))
                throw new InvalidOperationException($"{Thread}: {answer.StatusCode}");
        }

        public void Dispose()
        {
            _tab.Dispose();
            _stranger.Dispose();
        }

        [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }
}
