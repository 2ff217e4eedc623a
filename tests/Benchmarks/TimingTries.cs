using System.Diagnostics;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Bench;

/// <summary>
/// Rows B2, C13 and B14: the first to the eighth wrong password, wrong answers to the secret questions and wrong code, of one person after the
/// other: beyond the fifth an account is locked, and nobody's must be. Passes when the medians of each are within 5 ms.
/// </summary>
internal static class TimingTries
{
    private const int People = 100;
    private const int Tries = 8;
    private static readonly int[] Questions = [2, 4, 8];

    public static async Task Run()
    {
        await using var host = new BenchHost(settings: [("Portals:0:Policy:SecretQuestions", "Alone")]);
        var password = await PasswordHasher.Make("un mot de passe", 220_000);
        for (var i = -1; i < People; i++)
        {
            await host.Grains.GetGrain<IAccountRegistrationGrain>($"t{i}").Register(host.Fresh(), new NewAccount(
                CallerKind.Customer, BenchHost.Portal, StaffRole.None, $"t{i}@maison.example", "T", "T", "", password, null, null));
            await host.Get<RecoveryService>().SetQuestions(Form(host), $"t{i}", "", Questions, ["un", "deux", "trois"], null, default);
        }
        // The door of codes: a flow that never was, of somebody and of nobody.
        await Compare("B14, wrong code", identifier => Code(host, identifier));
        await Compare("B2, wrong password", identifier => Password(host, identifier));
        await Compare("C13, wrong answers", identifier => Answers(host, identifier));
    }

    private static async Task Compare(string name, Func<string, Task> wrong)
    {
        var (existing, unknown) = (Rows(), Rows());
        for (var i = -1; i < People; i++)
        {
            for (var nth = 0; nth < Tries; nth++)
            {
                var knownFirst = Random.Shared.Next(2) == 0;
                foreach (var known in new[] { knownFirst, !knownFirst })
                {
                    var at = Stopwatch.GetTimestamp();
                    await wrong(known ? $"t{i}@maison.example" : $"u{i}@maison.example");
                    if (i >= 0)
                        (known ? existing : unknown)[nth].Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                }
            }
        }
        Console.WriteLine(
            $"## TIMING ({name}, {People} people each)\n\n| try | medians apart, ms | of | longest known | longest unknown | |\n|---|---|---|---|---|---|");
        for (var nth = 0; nth < Tries; nth++)
        {
            var (known, nobody) = (existing[nth], unknown[nth]);
            var apart = Turns.Median(known) - Turns.Median(nobody);
            Console.WriteLine(
                $"| {nth + 1} | {apart:F2} | {Turns.Median(nobody):F1} | {known.Max():F0} | {nobody.Max():F0} | {(Math.Abs(apart) <= 5 ? "passes" : "FAILS")} |");
        }
        Console.WriteLine();

        static List<double>[] Rows() => [.. Enumerable.Range(0, Tries).Select(_ => new List<double>())];
    }

    private static async Task Password(BenchHost host, string identifier)
    {
        var answer = await host.Get<SignInService>()
            .Password(new SignInForm(BenchHost.Portal, host.Fresh().Value, null, "bench", "127.0.0.0"), identifier, "faux", default);
        if (answer.Step.Stage is not SignInStage.Refused)
            throw new InvalidOperationException("A wrong password was taken.");
    }

    private static async Task Code(BenchHost host, string identifier)
    {
        var account = await host.Get<AccountLookup>().Find(BenchHost.Portal, identifier);
        var answer = await host.Get<SignInService>()
            .Code(new SignInForm(BenchHost.Portal, host.Fresh().Value, null, "bench", "127.0.0.0"), account, $"flow of {identifier}", "000000", false, default);
        if (answer.Step.Stage is not (SignInStage.Refused or SignInStage.Over))
            throw new InvalidOperationException("A wrong code was taken.");
    }

    private static async Task Answers(BenchHost host, string identifier)
    {
        var account = await host.Get<AccountLookup>().Find(BenchHost.Portal, identifier);
        var (way, _, _) = await host.Get<RecoveryService>().Answer(Form(host), account, [.. Questions.Select(q => new ChosenAnswer(q, "faux"))], true, default);
        if (way is not RecoveryOutcome.Refused)
            throw new InvalidOperationException("Wrong answers were taken.");
    }

    private static RecoveryForm Form(BenchHost host) => new(BenchHost.Portal, host.Fresh().Value, null);
}
