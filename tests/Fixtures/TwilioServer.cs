using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Fixtures;

/// <summary>A message that was taken, as it came.</summary>
public sealed record TakenSms(string Sid, string To, string? From, string? Service, string Body, string? StatusCallback)
{
    /// <summary>The six digits in it.</summary>
    public string Code => Regex.Match(Body, @"(?<!\d)\d{6}(?!\d)").Value;
}

/// <summary>
/// Twilio's Messages resource on loopback: it checks every request as the published API description does, and answers with its documented
/// bodies. Whatever the API would not accept is also noted in <see cref="Faults"/>.
/// </summary>
public sealed partial class TwilioServer : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string ServiceSid = "MG0123456789abcdef0123456789abcdef";
    public const string Sender = "+33756781234";
    private static readonly string[] Known = ["To", "From", "MessagingServiceSid", "Body", "StatusCallback"];
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TakenSms> _taken = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private int _asked;

    private TwilioServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyCollection<TakenSms> Taken => _taken;

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Requests that came, taken or not.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>When set, every well-formed request gets this status and error code instead.</summary>
    public (int Status, int Code)? Refusal { get; set; }

    /// <summary>When set, no request is ever answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>When set, every request is sent there.</summary>
    public Uri? Elsewhere { get; set; }

    public static async Task<TwilioServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new TwilioServer(builder.Build());
        server._app.Run(server.Take);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>As if nothing had been asked yet.</summary>
    public void Forget()
    {
        _taken.Clear();
        _faults.Clear();
        Volatile.Write(ref _asked, 0);
    }

    /// <summary>What a node needs to send through this server.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["Sms:AccountSid"] = AccountSid,
        ["Sms:AuthToken"] = AuthToken,
        ["Sms:From"] = Sender,
        ["Sms:BaseUrl"] = Address.ToString(),
    };

    /// <summary>Base64 of HMAC-SHA1 over the whole address and the sorted fields, each name followed by its value (Twilio, "Validating requests").</summary>
    public static string Sign(string token, string address, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = form.OrderBy(f => f.Key, StringComparer.Ordinal).Aggregate(address, (text, f) => text + f.Key + f.Value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }
        if (Elsewhere is { } elsewhere)
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = elsewhere.ToString();
            return;
        }
        var request = context.Request;
        if (request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}"))}")
            await Refuse(context, 401, 20003, "Authenticate");
        else if (request.Path != $"/2010-04-01/Accounts/{AccountSid}/Messages.json")
            await Fault(context, 404, 20404, $"The requested resource {request.Path} was not found");
        else if (!HttpMethods.IsPost(request.Method))
            await Fault(context, 405, 20004, "Method not allowed");
        else if (request.ContentType?.Split(';')[0] != "application/x-www-form-urlencoded")
            await Fault(context, 415, 20001, "Unsupported media type");
        else
            await Take(context, await request.ReadFormAsync());
    }

    private async Task Take(HttpContext context, IFormCollection form)
    {
        string? One(string name) => form.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        var (to, from, service, body, callback) = (One("To"), One("From"), One("MessagingServiceSid"), One("Body"), One("StatusCallback"));
        if (form.Keys.Except(Known).Any() || form.Any(f => f.Value.Count != 1))
            await Fault(context, 400, 20001, "A parameter is unknown or given twice.");
        else if (to is null)
            await Fault(context, 400, 21604, "A 'To' phone number is required.");
        else if (!Number().IsMatch(to))
            await Fault(context, 400, 21211, $"The 'To' number {to} is not a valid phone number.");
        else if (from is null == service is null || (service is not null && !Service().IsMatch(service)))
            await Fault(context, 400, 21603, "A 'From' phone number is required.");
        else if (string.IsNullOrEmpty(body))
            await Fault(context, 400, 21602, "Message body is required.");
        else if (body.Length > 1600)
            await Fault(context, 400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        else if (callback is not null && (!Uri.TryCreate(callback, UriKind.Absolute, out var url) || url.IsLoopback || url.Scheme is not ("http" or "https")))
            await Fault(context, 400, 21609, $"The 'StatusCallback' URL {callback} is not a valid URL.");
        else if (Refusal is { } refusal)
            await Refuse(context, refusal.Status, refusal.Code, $"The message to {to} was refused.");
        else
            await Answer(context, new TakenSms($"SM{Guid.NewGuid():N}", to, from, service, body, callback));
    }

    private Task Answer(HttpContext context, TakenSms sms)
    {
        _taken.Enqueue(sms);
        context.Response.StatusCode = StatusCodes.Status201Created;
        return context.Response.WriteAsJsonAsync(new
        {
            account_sid = AccountSid,
            api_version = "2010-04-01",
            body = sms.Body,
            date_created = DateTimeOffset.UnixEpoch.ToString("r", CultureInfo.InvariantCulture),
            date_sent = (string?)null,
            direction = "outbound-api",
            error_code = (int?)null,
            error_message = (string?)null,
            from = sms.From,
            messaging_service_sid = sms.Service,
            num_media = "0",
            num_segments = "1",
            price = (string?)null,
            sid = sms.Sid,
            status = sms.Service is null ? "queued" : "accepted",
            to = sms.To,
            uri = $"/2010-04-01/Accounts/{AccountSid}/Messages/{sms.Sid}.json",
        });
    }

    private Task Fault(HttpContext context, int status, int code, string message)
    {
        _faults.Enqueue(message);
        return Refuse(context, status, code, message);
    }

    // As a gateway in front of the API answers when it is overloaded: not JSON at all.
    private static Task Refuse(HttpContext context, int status, int code, string message)
    {
        context.Response.StatusCode = status;
        return status >= 500
            ? context.Response.WriteAsync("<html><body>upstream connect error</body></html>")
            : context.Response.WriteAsJsonAsync(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status });
    }

    [GeneratedRegex(@"^\+[1-9]\d{1,14}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^MG[0-9a-fA-F]{32}\z")]
    private static partial Regex Service();
}
