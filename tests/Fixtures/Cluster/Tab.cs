using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Tests.Fixtures.Cluster;

/// <summary>A browser without scripts at one node: keeps cookies, follows no redirect by itself, sends forms as they were drawn.</summary>
public sealed partial class Tab : IDisposable
{
    /// <param name="from">The address it comes from (any of 127.0.0.0/8 can be used), for what is counted by source.</param>
    public Tab(Uri node, CookieContainer? cookies = null, IPAddress? from = null)
    {
        Node = node;
        Cookies = cookies ?? new CookieContainer();
        var wire = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, UseProxy = false };
        if (from is not null)
            wire.ConnectCallback = (to, cancel) => Connect(from, to.DnsEndPoint.Port, cancel);
        Client = new HttpClient(wire) { BaseAddress = node, Timeout = TimeSpan.FromSeconds(30) };
    }

    private static async ValueTask<Stream> Connect(IPAddress from, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Uri Node { get; }

    public CookieContainer Cookies { get; }

    public HttpClient Client { get; }

    /// <summary>The same browser at another node: cookies know no ports.</summary>
    public Tab On(Uri other) => new(other, Cookies);

    /// <summary>Somebody else's browser with a copy of the cookies as they are now.</summary>
    public Tab Copy(Uri node)
    {
        var cookies = new CookieContainer();
        foreach (System.Net.Cookie cookie in Cookies.GetAllCookies())
            cookies.Add(node, new System.Net.Cookie(cookie.Name, cookie.Value, "/"));
        return new Tab(node, cookies);
    }

    public async Task<HttpStatusCode> StatusOf(string page)
    {
        using var answer = await Client.GetAsync(page);
        return answer.StatusCode;
    }

    public async Task<string> Read(string page)
    {
        using var answer = await Client.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The antiforgery token and the key of a page's forms.</summary>
    public async Task<FormKeys> Form(string page)
    {
        var html = await Read(page);
        return new FormKeys(Token().Match(html).Groups[1].Value, Key().Match(html).Groups[1].Value);
    }

    public Task<HttpResponseMessage> Send(string address, FormKeys form, params IEnumerable<(string Name, string Value)> fields) =>
        Client.PostAsync(address,
            new FormUrlEncodedContent(
                [new("jeton", form.Token), new("cle", form.Key), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]));

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"jeton\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"cle\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Key();
}

/// <param name="Token">Against forgery; good for the session, at every node.</param>
/// <param name="Key">Of the operation: sent twice, it is done once.</param>
public sealed record FormKeys(string Token, string Key)
{
    public FormKeys Again() => this with { Key = Guid.NewGuid().ToString("N") };
}
