using System.Collections.Concurrent;
using System.Diagnostics;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Orleans;
using Silo.Accounts;
using Silo.Referential;

namespace Bench;

/// <summary>
/// Rows A9, B2 and C10: an existing and an unknown identifier cost the same. One try each, interleaved, sequential, warm; passes when
/// P(existing slower than unknown) is within 0.44–0.56 and the medians within 5 ms.
/// </summary>
internal static class Timing
{
    private const int Pairs = 500;

    /// <summary>Without a password in the form: nothing hides behind the hash.</summary>
    private const string Registering = "employeur";

    private const string PersonNumber = "P4400210";

    public static async Task Run()
    {
        await using var host = new BenchHost(settings: [("Portals:1:Slug", Registering)]);
        var password = await PasswordHasher.Make("un mot de passe", 220_000);
        for (var i = 0; i < Pairs; i++)
            await host.Grains.GetGrain<IAccountJoiningGrain>($"t{i}").Register(host.Fresh(), new Registration(
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
        await Compare(host, "C10, forgotten password", (who, form) => host.Get<RecoveryDesk>().Forgot(new RecoveryForm(BenchHost.Portal, form, null), who));
        await host.Get<ReferentialSeed>().Demo(CancellationToken.None);
        var registrations = new ConcurrentDictionary<string, string>();
        await Compare(host, "A9, registration", (_, form) => host.Get<RegistrationDesk>().Register(Registering, registrations[form], "1", null, CancellationToken.None), async (who, form) =>
        {
            registrations[form] = form;
            var page = new RegistrationPage(new Dictionary<string, string> { ["numeroPersonne"] = PersonNumber, ["courriel"] = who, ["nom"] = "T", ["prenom"] = "T" }, []);
            if (await host.Get<RegistrationDesk>().Grain(Registering, form).Prove(host.Fresh(), page) is not ProofAnswer.Right)
                throw new InvalidOperationException("The proof was refused.");
        });
    }

    private static async Task Compare(BenchHost host, string name, Func<string, string, Task> ask, Func<string, string, Task>? prepare = null)
    {
        List<double> existing = [], unknown = [];
        for (var i = -20; i < Pairs; i++)
        {
            foreach (var (who, into) in new[] { ($"t{Math.Abs(i)}@maison.example", existing), ($"n{i + 20}@maison.example", unknown) })
            {
                var form = host.Fresh().Value;
                if (prepare is not null)
                    await prepare(who, form);
                var at = Stopwatch.GetTimestamp();
                await ask(who, form);
                if (i >= 0)
                    into.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }
        Report(name, existing, unknown);
    }

    private static void Report(string name, List<double> existing, List<double> unknown)
    {
        var slower = existing.SelectMany(_ => unknown, (e, u) => e > u ? 1.0 : 0.0).Average();
        var apart = Turns.Median(existing) - Turns.Median(unknown);
        var passes = slower is >= 0.44 and <= 0.56 && Math.Abs(apart) <= 5;
        Console.WriteLine($"## TIMING ({name})\n\nP(existing slower) {slower:F3}, medians apart {apart:F2} ms of {Turns.Median(unknown):F1} ms: {(passes ? "passes" : "FAILS")}\n");
    }

    private static async Task<double> Try(BenchHost host, string identifier, string password)
    {
        var form = new SignInForm(BenchHost.Portal, host.Fresh().Value, null, "bench", "127.0.0.0");
        var at = Stopwatch.GetTimestamp();
        var answer = await host.Get<SignInDesk>().Password(form, identifier, password, default);
        if (answer.Step.Stage is not SignInStage.Refused)
            throw new InvalidOperationException("A wrong password was taken.");
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }
}
