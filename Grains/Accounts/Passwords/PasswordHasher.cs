using System.Security.Cryptography;
using System.Text;
using Grains.Interfaces.Accounts;
using Grains.Text;

namespace Grains.Accounts.Passwords;

/// <summary>
/// PBKDF2-HMAC-SHA512. Half of the cores at most hash at once, the others keep serving pages; who would wait longer than 5 s is told to come
/// back (503) before anything was counted, and before having waited where that can be foreseen.
/// </summary>
public sealed class PasswordHasher(int places, TimeProvider clock) : IDisposable
{
    public const int MaxLength = 128;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _slots = new(places);
    private readonly UsualTime _usual = new();
    private int _waiting;

    public PasswordHasher() : this(Math.Max(1, Environment.ProcessorCount / 2), TimeProvider.System)
    {
    }

    /// <summary>Takes a place in the queue; dispose it when the hash is made.</summary>
    /// <exception cref="TimeoutException">Too many sign-ins at once.</exception>
    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        var before = Interlocked.Increment(ref _waiting) - 1;
        try
        {
            if ((_slots.CurrentCount == 0 && _usual.Value * ((before / places) + 1) > Patience) || !await _slots.WaitAsync(Patience, cancel))
                throw new TimeoutException("Too many passwords are being checked.");
            return new Slot(this, clock.GetTimestamp());
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Runs off the request's thread: it takes a good part of a second at production cost.</summary>
    public static Task<byte[]> Derive(string password, byte[] salt, int iterations) =>
        Task.Run(() =>
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Composed(NormalizationForm.FormKC)), salt, iterations, HashAlgorithmName.SHA512, 64));

    public static Task<PasswordHash> Make(string password, int iterations) => Make(password, RandomNumberGenerator.GetBytes(16), iterations);

    public static async Task<PasswordHash> Make(string password, byte[] salt, int iterations) =>
        new(salt, iterations, await Derive(password, salt, iterations));

    public void Dispose() => _slots.Dispose();

    private void Leave(long entered)
    {
        _usual.Add(clock.GetElapsedTime(entered));
        _slots.Release();
    }

    private sealed class Slot(PasswordHasher hasher, long entered) : IDisposable
    {
        public void Dispose() => hasher.Leave(entered);
    }
}

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
