using System.Diagnostics;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Orleans;
using Silo.Accounts;

namespace Bench;

/// <summary>
/// B2: an existing and an unknown identifier cost the same. One try each, interleaved, sequential, warm; passes when
/// P(existing slower than unknown) is within 0.44–0.56 and the medians within 5 ms.
/// </summary>
internal static class Timing
{
    private const int Pairs = 500;

    public static async Task Run()
    {
        await using var host = new BenchHost();
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
            var slower = existing.SelectMany(_ => unknown, (e, u) => e > u ? 1.0 : 0.0).Average();
            var apart = Turns.Median(existing) - Turns.Median(unknown);
            var passes = slower is >= 0.44 and <= 0.56 && Math.Abs(apart) <= 5;
            Console.WriteLine($"## TIMING (B2), {(typed.Length == 0 ? "empty" : "wrong")} password\n\nP(existing slower) {slower:F3}, medians apart {apart:F2} ms of {Turns.Median(unknown):F0} ms: {(passes ? "passes" : "FAILS")}\n");
        }
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
