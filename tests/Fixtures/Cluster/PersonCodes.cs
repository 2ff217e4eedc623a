using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Grains.Accounts.SignIn;

namespace Tests.Fixtures.Cluster;

/// <summary>What a person signs in with beside the password.</summary>
/// <param name="TotpSecret">Of an adviser's app; null for customers, whose code is mailed.</param>
public sealed record Account(string Portal, string Name, string Identifier, string Password, string? TotpSecret);

public sealed partial class Person
{
    // A code counts once: the next sign-in of the same adviser takes the next step's, which is accepted too.
    private static readonly ConcurrentDictionary<string, long> UsedSteps = new();

    /// <summary>The newest code mailed to this person after that mail, once it is there.</summary>
    public async Task<string> MailedCode(long after)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(patience.Token))
        {
            if ((await Mails(after)).LastOrDefault(m => m.To == _me!.Identifier && m.Code is not null) is { Code: { } code })
                return code;
        }
        throw new TimeoutException();
    }

    /// <summary>Path of the newest link mailed to a new password.</summary>
    public async Task<string> MailedLink()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(patience.Token))
        {
            if ((await Mails(0))
                .LastOrDefault(m =>
                    m.To == _me!.Identifier && m.Link?.Contains("/nouveau-mot-de-passe", StringComparison.Ordinal) == true) is { Link: { } link })
                return new Uri(link).PathAndQuery;
        }
        throw new TimeoutException();
    }

    public async Task<long> LastMail() => (await Mails(0)).Select(m => m.Id).DefaultIfEmpty().Max();

    /// <summary>The app's code now; null for customers.</summary>
    public async Task<string?> AppCode()
    {
        await Look();
        return _me!.TotpSecret is { } secret ? await AppCode(secret) : null;
    }

    /// <summary>A code of an app that this run has not used yet.</summary>
    public static async Task<string> AppCode(string secret)
    {
        var step = UsedSteps.AddOrUpdate(secret, Step(), (_, used) => Math.Max(used + 1, Step()));
        while (step > Step() + 1)
            await Task.Delay(200);
        return Totp(secret, step);
    }

    private static string Totp(string secret, long step)
    {
        var bits =
            string.Concat(secret.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = HMACSHA1.HashData(key, counter);
        return ((BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & 0x7fffffff) % 1_000_000).ToString("D6", null);
    }

    private static long Step() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;

    private async Task<List<Mail>> Mails(long after)
    {
        var all = new List<Mail>();
        while ((await _tab.Client.GetFromJsonAsync<List<Mail>>($"/demo/outbox.json?after={after}"))! is { Count: > 0 } more)
        {
            all.AddRange(more);
            after = more[^1].Id;
        }
        return all;
    }

    private sealed record Mail(long Id, string To, string? Code, string? Link);
}
