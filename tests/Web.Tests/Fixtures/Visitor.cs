using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Silo.Demo;
using Silo.Messaging;
using Web.Accounts.Session;

namespace Web.Tests.Fixtures;

/// <summary>Somebody's browser without scripts: keeps cookies, follows no redirect by itself, sends forms as they were drawn.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly Site _site;
    private readonly Uri _address;
    private readonly Transcript _transcript = new();
    private long _totpStep;

    /// <param name="from">The loopback address that the browser's connections come from.</param>
    public Visitor(Site site, Uri address, IPAddress? from = null)
    {
        (_site, _address) = (site, address);
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        if (from is not null)
            handler.ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        _transcript.InnerHandler = handler;
        Client = new HttpClient(_transcript) { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public CookieContainer Cookies { get; } = new();

    public Site Site => _site;

    /// <summary>Every address asked, every header and body answered.</summary>
    public string Heard => _transcript.Text;

    /// <summary>Another tab of the same browser: its cookies as they are now, a connection of its own.</summary>
    public Visitor Tab() => Tab(_address);

    public Visitor Tab(Uri address)
    {
        var tab = new Visitor(_site, address);
        foreach (System.Net.Cookie cookie in Cookies.GetAllCookies())
            tab.Cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/") { Secure = cookie.Secure });
        return tab;
    }

    public async Task<Answer> Ask(HttpMethod method, string page, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, page) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return await Answer.Of(response);
    }

    public Task<Answer> Ask(string page) => Ask(HttpMethod.Get, page);

    public async Task SignIn(DemoPerson person)
    {
        var asked = await TypePassword(person, DemoPeople.Password);
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        if (!asked.Headers.Location!.ToString().Contains("connexion", StringComparison.Ordinal))
            return;
        var entered = await TypeCode(person, person.Kind is CallerKind.Staff ? Totp(person) : await MailedCode(person));
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        Assert.DoesNotContain("connexion", entered.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    public Task<HttpResponseMessage> TypePassword(DemoPerson person, string password) => TypePassword(person.Portal, person.Email, password);

    public async Task<HttpResponseMessage> TypePassword(string portal, string identifier, string password)
    {
        var door = $"/{portal}/connexion";
        return await Send(door, await Form(door), ("identifier", identifier), ("password", password));
    }

    public async Task<HttpResponseMessage> TypeCode(DemoPerson person, string code)
    {
        var door = $"/{person.Portal}/connexion";
        return await Send($"{door}?handler=code", await Form($"{door}?etape=code"), ("code", code));
    }

    /// <summary>The newest code mailed to this person that has not served yet, once it is there.</summary>
    public async Task<string> MailedCode(DemoPerson person)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        string? code = null;
        await Eventually.True(async () =>
            (code = (await outbox.Read(null, default))
                .LastOrDefault(m => m.To == person.Email && m.Code is { } sent && !_site.SpentCodes.ContainsKey(sent))?.Code) is not null);
        return code!;
    }

    /// <summary>A code of the adviser's app that was not used before: they count once each.</summary>
    public string Totp(DemoPerson person)
    {
        // The oldest that still counts, and will in ten seconds, too: the door may answer after the step has changed.
        var oldest = Grains.Accounts.SignIn.Totp.StepOf(TimeProvider.System.GetUtcNow().AddSeconds(10)) - 1;
        _totpStep = Math.Max(oldest, _totpStep + 1);
        return Grains.Accounts.SignIn.Totp.Code(_site.Services.GetRequiredService<DemoSeed>().TotpSecretOf(person), _totpStep);
    }

    public async Task<string> Read(string page)
    {
        var answer = await Client.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> StatusOf(string page) => (await Client.GetAsync(page)).StatusCode;

    public Task<HttpResponseMessage> Fragment(string page)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("X-Fragment", "1");
        return Client.SendAsync(request);
    }

    /// <summary>Posts a message on a request's page, as a form does.</summary>
    public async Task<HttpResponseMessage> Say(string number, string text, string portal = DemoPeople.Portal)
    {
        var page = $"/{portal}/demandes/{number}";
        return await Send($"{page}?handler=message", await Form(page), ("text", text));
    }

    public async Task<HttpResponseMessage> Do(string page, string handler, params (string Name, string Value)[] fields) =>
        await Send($"{page}?handler={handler}", await Form(page), fields);

    /// <summary>The antiforgery token and the key of a page's forms.</summary>
    public async Task<FormKeys> Form(string page)
    {
        var html = await Read(page);
        return new FormKeys(Token().Match(html).Groups[1].Value, Key().Match(html).Groups[1].Value);
    }

    public async Task<HttpResponseMessage> Send(string address, FormKeys form, params (string Name, string Value)[] fields)
    {
        var all = new List<KeyValuePair<string, string>> { new("jeton", form.Token), new("cle", form.Key) };
        all.AddRange(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        var answer = await Client.PostAsync(address, new FormUrlEncodedContent(all));
        if (answer.StatusCode is HttpStatusCode.Found && fields.FirstOrDefault(f => f.Name == "code").Value is { } code)
            _site.SpentCodes[code] = true;
        return answer;
    }

    /// <summary>Uploads a file as the composer's script does.</summary>
    public async Task<HttpResponseMessage> Upload(string name, byte[] content, string portal = DemoPeople.Portal)
    {
        var form = await Form(portal == Caller.StaffPortal ? "/gestion/demandes" : $"/{portal}/accueil");
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var body = new MultipartFormDataContent { { part, "file", name } };
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{portal}/fichiers") { Content = body };
        request.Headers.Add("RequestVerificationToken", form.Token);
        request.Headers.Add("X-Fragment", "1");
        return await Client.SendAsync(request);
    }

    public string? Cookie(string kind, string portal = DemoPeople.Portal) =>
        Cookies.GetCookies(_address).FirstOrDefault(c => c.Name.Replace("__Host-", "", StringComparison.Ordinal) == $"{kind}-{portal}")?.Value;

    public void PutCookie(string kind, string value, string portal = DemoPeople.Portal) =>
        Cookies.Add(_address, new Cookie($"{(_address.Scheme == Uri.UriSchemeHttps ? "__Host-" : "")}{kind}-{portal}", value, "/"));

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"jeton\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"cle\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Key();
}

public sealed record FormKeys(string Token, string Key);
