using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Cluster.Tests;

/// <summary>Somebody at a browser without scripts: signs in and posts, as forms do.</summary>
public sealed partial class Person : IDisposable
{
    private readonly HttpClient _client;
    private string _portal = "";

    public Person(Uri address, string name)
    {
        Name = name;
        _client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };
    }

    public CookieContainer Cookies { get; } = new();

    public string Name { get; }

    public bool IsStaff => _portal == "gestion";

    public async Task SignIn()
    {
        var me = (await _client.GetFromJsonAsync<List<Account>>("/demo/accounts.json"))!.Single(a => a.Name.StartsWith(Name, StringComparison.Ordinal));
        _portal = me.Portal;
        var door = $"/{_portal}/connexion";
        var asked = await Post(await Form(door), door, ("identifier", me.Identifier), ("password", me.Password));
        Expect(asked);
        var code = me.TotpSecret is null ? await MailedCode(me.Identifier) : Totp(me.TotpSecret);
        var entered = await Post(await Form($"{door}?etape=code"), $"{door}?handler=code", ("code", code));
        Expect(entered);
    }

    /// <summary>True when the server confirmed; throws when nobody knows.</summary>
    /// <param name="sending">Called when the form's page is there and the message is about to leave.</param>
    public async Task<bool> Say(string number, string text, string key, Action? sending = null)
    {
        var page = $"/{_portal}/demandes/{number}";
        var form = await Form(page);
        sending?.Invoke();
        var answer = await Post(form, $"{page}?handler=message", ("text", text), ("cle", key));
        if ((int)answer.StatusCode >= 500)
            throw new HttpRequestException($"{answer.StatusCode}");
        return answer.StatusCode is HttpStatusCode.SeeOther;
    }

    public Task<HttpResponseMessage> Do(string number, string handler) => DoIt($"/{_portal}/demandes/{number}", handler);

    /// <summary>The messages of a thread, in order: number, whether an adviser wrote it, text.</summary>
    public async Task<IReadOnlyList<(int Seq, string Text)>> Thread(string number)
    {
        var all = new List<(int, string)>();
        var since = 0;
        while (true)
        {
            var html = await Get($"/{_portal}/demandes/{number}/fragments/fil?since={since}");
            var messages = Message().Matches(html).Select(m => (int.Parse(m.Groups["seq"].Value), Marker().Match(m.Value).Value)).ToList();
            all.AddRange(messages);
            var ticks = Tick().Matches(html[html.IndexOf("data-entries", StringComparison.Ordinal)..]).Select(m => int.Parse(m.Groups[1].Value)).ToList();
            if (ticks.Count == 0)
                return all;
            since = ticks.Max();
        }
    }

    public async Task<IReadOnlyList<(string Number, bool Unread)>> Requests()
    {
        var html = await Get($"/{_portal}/demandes");
        return [.. Row().Matches(html).Select(m => (m.Groups["number"].Value, m.Value.Contains("new", StringComparison.Ordinal))).Where(r => r.Item1.Length > 0).Distinct()];
    }

    /// <summary>The key under which the request's live topic is known.</summary>
    public async Task<string> KeyOf(string number) => Request().Match(await Get($"/{_portal}/demandes/{number}")).Groups[1].Value;

    public async Task<int> Badge() => int.Parse(Unread().Match(await Get($"/{_portal}/fragments/badge")).Groups[1].Value);

    public void Dispose() => _client.Dispose();

    private static void Expect(HttpResponseMessage answer)
    {
        if (answer.StatusCode is not HttpStatusCode.Found)
            throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
    }

    private async Task<HttpResponseMessage> DoIt(string page, string handler) => await Post(await Form(page), $"{page}?handler={handler}");

    private async Task<string> Get(string page)
    {
        var answer = await _client.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<(string Token, string Key)> Form(string page)
    {
        var html = await Get(page);
        return (Token().Match(html).Groups[1].Value, Key().Match(html).Groups[1].Value);
    }

    private Task<HttpResponseMessage> Post((string Token, string Key) form, string page, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string> { ["jeton"] = form.Token, ["cle"] = form.Key };
        foreach (var (field, value) in fields)
            all[field] = value;
        return _client.PostAsync(page, new FormUrlEncodedContent(all));
    }

    private async Task<string> MailedCode(string to)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(patience.Token))
        {
            var mails = await _client.GetFromJsonAsync<List<Mail>>("/demo/outbox.json", patience.Token);
            if (mails!.LastOrDefault(m => m.To == to && m.Code is not null) is { Code: { } code })
                return code;
        }
        throw new TimeoutException();
    }

    public static string Totp(string secret)
    {
        var bits = string.Concat(secret.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        var mac = HMACSHA1.HashData(key, counter);
        return ((BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & 0x7fffffff) % 1_000_000).ToString("D6", null);
    }

    private sealed record Account(string Portal, string Name, string Identifier, string Password, string? TotpSecret);

    private sealed record Mail(string To, string? Code);

    [GeneratedRegex("name=\"jeton\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"cle\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("<article[^>]*data-seq=\"(?<seq>\\d+)\".*?</article>", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex(@"\[\[[^\]]+\]\]")]
    private static partial Regex Marker();

    [GeneratedRegex("data-tick=\"(\\d+)\"")]
    private static partial Regex Tick();

    [GeneratedRegex("<tr[^>]*data-request-number=\"(?<number>[^\"]*)\"[^>]*>")]
    private static partial Regex Row();

    [GeneratedRegex("data-request=\"([^\"]+)\"")]
    private static partial Regex Request();

    [GeneratedRegex("data-unread=\"(\\d+)\"")]
    private static partial Regex Unread();
}
