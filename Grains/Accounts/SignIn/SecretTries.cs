using Grains.Accounts.Passwords;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.SignIn;

/// <summary>Opens tries of secrets, and derives what was typed with what the opening says.</summary>
internal static class SecretTries
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Opens a try in a place of the queue for the slow hash, so that a refusal for lack of room never counts as a failure. A try that has
    /// to wait for others gives its place back meanwhile: visitors who wait on purpose would keep everybody else from signing in.
    /// </summary>
    /// <param name="open">The turn, by the number of the time it is asked.</param>
    public static async Task<(SecretChallenge Challenge, byte[] Hash)> Derive(PasswordHasher hasher, Func<int, Task<SecretChallenge>> open, string typed,
        CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; ; i++)
        {
            using (await hasher.Enter(cancel))
            {
                var challenge = await open(i);
                if (IsAnswer(challenge, started))
                    return (challenge, await PasswordHasher.Derive(typed, challenge.Salt, challenge.Iterations));
            }
            await Pause(cancel);
        }
    }

    /// <summary>The same for a secret without a slow hash.</summary>
    public static async Task<SecretChallenge> Open(Func<int, Task<SecretChallenge>> open, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; ; i++)
        {
            var challenge = await open(i);
            if (IsAnswer(challenge, started))
                return challenge;
            await Pause(cancel);
        }
    }

    // Asked again while as many tries are in flight as failures are left.
    private static bool IsAnswer(SecretChallenge challenge, long started) => !challenge.Wait || TimeProvider.System.GetElapsedTime(started) > Patience;

    private static Task Pause(CancellationToken cancel) => Task.Delay(50 + Random.Shared.Next(50), cancel);
}
