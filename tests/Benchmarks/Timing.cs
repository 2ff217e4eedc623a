using System.Diagnostics;
using System.Net;
using Tests.Fixtures.Cluster;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Orleans;

namespace Bench;

/// <summary>
/// Rows A9, B2 and C10: an existing and an unknown identifier cost the same; A9 and C10 over HTTP. Row Z1: a stranger's post to a request
/// that exists costs what one to no request does, at the grain and over HTTP. One try each, interleaved, sequential, warm; passes when
/// P(existing slower than unknown) is within 0.44–0.56 and the medians within 5 ms.
/// </summary>
internal static class Timing
{
    private const int Pairs = 500;
    private const int Warm = 20;
    private const string Wizard = $"/{Registering}/inscription";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Without a password in the form: nothing hides behind the hash.</summary>
    private const string Registering = "employeur";

    private const string PersonNumber = "P4400303";

    public static async Task Run()
    {
        await using var host = new BenchHost();
        await StrangersPost(host);
        await StrangersPostOverHttp();
        var password = await PasswordHasher.Make("un mot de passe", 220_000);
        for (var i = 0; i < Pairs; i++)
            await host.Grains.GetGrain<IAccountRegistrationGrain>($"t{i}").Register(host.Fresh(), new NewAccount(
                CallerKind.Customer, BenchHost.Portal, StaffRole.None, $"t{i}@maison.example", "T", "T", "", i % 5 == 0 ? null : password, null, null));
        foreach (var typed in new[] { "faux", "" })
        {
            await Try(host, "warm@maison.example", typed);
            List<double> existing = [], unknown = [];
            for (var i = 0; i < Pairs; i++)
            {
                existing.Add(await Try(host, $"t{i}@maison.example", typed));
                unknown.Add(await Try(host, $"u{i}@maison.example", typed));
            }
            Report($"B2, {(typed.Length == 0 ? "empty" : "wrong")} password", existing, unknown);
        }
        await OverHttp();
    }

    /// <summary>Somebody of another company; both kinds of grain are awake by then.</summary>
    private static async Task StrangersPost(BenchHost host)
    {
        await host.Seed(Pairs + Warm);
        await host.Grains.GetGrain<IAccountRegistrationGrain>("stranger").Register(host.Fresh(), new NewAccount(
            CallerKind.Customer, BenchHost.Portal, StaffRole.None, "ousmane@maison.example", "Ousmane", "Drabelle", "", await PasswordHasher.Make("x", 1000),
                null, null));
        await host.OpenSession("stranger", "stranger-session");
        await host.Grains.GetGrain<ISpaceGrain>($"{BenchHost.Portal}/t").Open(host.Fresh(), "t", new Member("stranger", SpaceRole.Administrateur, true, []));
        var stranger = new Caller("stranger", CallerKind.Customer, BenchHost.Portal, "Ousmane Drabelle", "stranger-session");
        await Compare("Z1, a stranger's post to the grain", async (exists, i) =>
        {
            var request = host.Request(exists ? i + Warm : -1 - i - Warm);
            await request.Seen(stranger, 0, false);
            await Task.Delay(Pause);
            var at = Stopwatch.GetTimestamp();
            var posted = await request.Post(stranger, host.Fresh(), new NewMessage("?", []));
            var took = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            return posted.Refusal is RequestRefusal.NotFound ? took : throw new InvalidOperationException($"A stranger heard {posted.Refusal}.");
        });
    }

    /// <summary>Registers addresses, then compares them with new ones: at the last button of the wizard, and at « Mot de passe oublié ? ».</summary>
    private static async Task OverHttp()
    {
        // A source may prove twenty people an hour; here one address registers more than a thousand.
        using var node = new Node(settings: [("Policy__ProofTries", "100000")]);
        await node.Start();
        for (var i = -Warm; i < Pairs; i++)
            await Register(node, $"t{i}@maison.example");
        await Compare("A9, registration", (known, i) => Register(node, known ? $"t{i}@maison.example" : $"n{i}@maison.example"));
        await Compare("C10, forgotten password", (known, i) => Forgot(node, known ? $"t{i}@maison.example" : $"u{i}@maison.example"));
    }

    private static async Task<double> Register(Node node, string email)
    {
        using var tab = new Tab(node.Address);
        (string, string)[][] screens =
        [
            [("numeroPersonne", PersonNumber)],
            [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")],
            [("fonction", "Gérante"), ("telephone", "06 39 98 00 10"), ("courriel", email)],
            [("conditions", "1")],
        ];
        var took = 0.0;
        for (var step = 1; step <= screens.Length; step++)
            took = await Timed(tab, $"{Wizard}?etape={step}", Wizard, screens[step - 1]);
        return took;
    }

    private static async Task<double> Forgot(Node node, string email)
    {
        using var tab = new Tab(node.Address);
        return await Timed(tab, $"/{Registering}/mot-de-passe-oublie", $"/{Registering}/mot-de-passe-oublie", [("identifiant", email)]);
    }

    private static async Task StrangersPostOverHttp()
    {
        using var node = new Node();
        await node.Start();
        using var stranger = new Person(node.Address, "Ousmane");
        await stranger.SignIn();
        var form = await stranger.Tab.Form($"/{stranger.Portal}/profil");
        await Compare("Z1, a stranger's post over HTTP", (exists, i) => Post(stranger, form, exists ? "2026-000003" : $"2026-8{i + Warm:D5}"));
    }

    private static async Task<double> Post(Person stranger, FormKeys form, string number)
    {
        await Task.Delay(Pause);
        var at = Stopwatch.GetTimestamp();
        using var answer = await stranger.Tab.Send($"/{stranger.Portal}/demandes/{number}?handler=message", form.Again(), ("text", "?"));
        var took = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        return answer.StatusCode is HttpStatusCode.NotFound ? took : throw new InvalidOperationException($"A stranger heard {answer.StatusCode}.");
    }

    private static async Task<double> Timed(Tab tab, string page, string next, (string, string)[] fields)
    {
        var form = await tab.Form(page);
        // What the turn before left to do is done by now.
        await Task.Delay(Pause);
        var at = Stopwatch.GetTimestamp();
        using var answer = await tab.Send(page, form, fields);
        var took = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        if ($"{answer.Headers.Location}" is var to && !to.StartsWith(next, StringComparison.Ordinal))
            throw new InvalidOperationException($"{page} answered {answer.StatusCode} {to}.");
        return took;
    }

    private static async Task Compare(string name, Func<bool, int, Task<double>> ask)
    {
        List<double> existing = [], unknown = [];
        for (var i = -Warm; i < Pairs; i++)
        {
            // Either may come first, so that what one leaves behind is not always the other's to bear.
            var knownFirst = Random.Shared.Next(2) == 0;
            foreach (var known in new[] { knownFirst, !knownFirst })
            {
                var took = await ask(known, i);
                if (i >= 0)
                    (known ? existing : unknown).Add(took);
            }
        }
        Report(name, existing, unknown);
    }

    private static void Report(string name, List<double> existing, List<double> unknown)
    {
        var slower = existing.SelectMany(_ => unknown, (e, u) => e > u ? 1.0 : 0.0).Average();
        var apart = Turns.Median(existing) - Turns.Median(unknown);
        var passes = slower is >= 0.44 and <= 0.56 && Math.Abs(apart) <= 5;
        Console.WriteLine(
            $"## TIMING ({name})\n\nP(existing slower) {slower:F3}, medians apart {apart:F2} ms of {Turns.Median(unknown):F1} ms: {(passes ? "passes" : "FAILS")}\n");
    }

    private static async Task<double> Try(BenchHost host, string identifier, string password)
    {
        var form = new SignInForm(BenchHost.Portal, host.Fresh().Value, null, "bench", "127.0.0.0");
        var at = Stopwatch.GetTimestamp();
        var answer = await host.Get<SignInService>().Password(form, identifier, password, default);
        if (answer.Step.Stage is not SignInStage.Refused)
            throw new InvalidOperationException("A wrong password was taken.");
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }
}
