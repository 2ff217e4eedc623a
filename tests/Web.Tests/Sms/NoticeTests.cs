using System.Net;
using System.Net.Sockets;
using System.Text;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Sms;

/// <summary>The provider's notices: only a right signature over the configured address and the very fields counts.</summary>
public sealed class NoticeTests(SmsSite sms) : IClassFixture<SmsSite>
{
    private const string Origin = SmsSite.Origin;
    private static int _messages;
    private readonly Site _site = sms.Site;
    private readonly string _job = $"code/{Interlocked.Increment(ref _messages)}";
    private readonly string _other = $"code/{Interlocked.Increment(ref _messages)}";

    [Fact]
    public void Signature_is_the_one_that_the_provider_publishes_as_its_example()
    {
        Dictionary<string,
            string> fields =
                new() { ["To"] = "+18005551212", ["From"] = "+12349013030", ["Digits"] = "1234", ["Caller"] = "+12349013030",
                    ["CallSid"] = "CA1234567890ABCDE" };

        Assert.Equal("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", TwilioServer.Sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields));
    }

    [Fact]
    public async Task Signed_notices_are_kept_and_never_lead_back()
    {
        var address = Address(_job);

        foreach (var (status, error) in new[] { ("queued", ""), ("sent", ""), ("delivered", ""), ("sent", ""), ("undelivered", "30003") })
            Assert.Equal(HttpStatusCode.NoContent, await Tell(address, Fields(status, error)));

        Assert.Equal(new Delivery(DeliveryState.Delivered, "SM1"), await Find(_job));
    }

    [Theory]
    [InlineData("undelivered", "30003")]
    [InlineData("failed", "30007")]
    public async Task Message_that_did_not_arrive_has_failed_with_the_provider_s_code(string status, string error)
    {
        await Tell(Address(_job), Fields("sent"));
        await Tell(Address(_job), Fields(status, error));

        Assert.Equal(new Delivery(DeliveryState.Failed, "SM1", error), await Find(_job));
    }

    [Fact]
    public async Task Word_that_says_nothing_of_the_way_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.NoContent, await Tell(Address(_job), Fields("partially_delivered")));

        Assert.Null(await Find(_job));
    }

    [Fact]
    public async Task Wrong_missing_or_joined_signature_is_refused()
    {
        var (address, fields) = (Address(_job), Fields("failed", "30003"));
        var right = Sign(address, fields);
        foreach (var signatures in new string[][]
        {
            [], [""], ["x"], [right[..^1]], [$"{right} "[..^2] + "A"], [right.ToLowerInvariant()], [right, right],
            [TwilioServer.Sign("another token", address, fields)], [TwilioServer.Sign("", address, fields)],
        })
            Assert.Equal(HttpStatusCode.Forbidden, await Post(address, fields, signatures));
        Assert.Null(await Find(_job));
        Assert.Equal(HttpStatusCode.NoContent, await Post(address, fields, [right]));
    }

    /// <summary>Sent by hand: a client of the framework joins headers of one name.</summary>
    [Fact]
    public async Task Right_signature_in_two_headers_is_refused()
    {
        var (address, fields) = (Address(_job), Fields("failed", "30003"));
        var body = await new FormUrlEncodedContent(fields).ReadAsStringAsync();
        var signed = $"X-Twilio-Signature: {Sign(address, fields)}\r\n";

        Assert.Contains(" 403 ", await Answer(signed + signed), StringComparison.Ordinal);
        Assert.Contains(" 204 ", await Answer(signed), StringComparison.Ordinal);

        async Task<string> Answer(string headers)
        {
            using var wire = new TcpClient();
            await wire.ConnectAsync(_site.Address.Host, _site.Address.Port);
            await using var stream = wire.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"POST {PathOf(address)} HTTP/1.1\r\nHost: {_site.Address.Authority}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"));
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync() ?? "";
        }
    }

    [Fact]
    public async Task Signature_of_one_address_is_worth_nothing_at_another()
    {
        var fields = Fields("failed", "30003");
        var (mine, others) = (Address(_job), Address(_other));
        var signature = Sign(mine, fields);

        Assert.Equal(HttpStatusCode.Forbidden, await Post(others, fields, [signature]));
        Assert.Equal(HttpStatusCode.Forbidden, await Post($"{mine}&x=1", fields, [signature]));
        Assert.Equal(HttpStatusCode.Forbidden, await Post($"{Origin}/sms/statut", fields, [signature]));
        // Over the address as the request has it instead of the configured one.
        Assert.Equal(HttpStatusCode.Forbidden,
            await Post(mine, fields, [Sign(mine.Replace(Origin, _site.Address.ToString().TrimEnd('/'), StringComparison.Ordinal), fields)]));
        Assert.Null(await Find(_other));
    }

    [Fact]
    public async Task Signature_of_other_fields_is_worth_nothing()
    {
        var address = Address(_job);
        var signature = Sign(address, Fields("delivered"));

        Assert.Equal(HttpStatusCode.Forbidden, await Post(address, Fields("failed", "30003"), [signature]));
        Assert.Equal(HttpStatusCode.Forbidden, await Post(address, [.. Fields("delivered"), new("Extra", "1")], [signature]));
        Assert.Equal(HttpStatusCode.Forbidden, await Post(address, Fields("delivered")[..^1], [signature]));
        KeyValuePair<string, string>[] doubled = [.. Fields("delivered"), new("MessageStatus", "failed")];
        Assert.Equal(HttpStatusCode.Forbidden, await Post(address, doubled, [Sign(address, doubled)]));
    }

    [Fact]
    public async Task Signed_notice_of_no_message_of_ours_is_refused()
    {
        var fields = Fields("failed", "30003");
        var before = await Kept();
        foreach (var query in new[] { "", "?message=", "?message=code/1", $"?message={new string('A', 80)}", $"?message={new string('A', 4000)}", "?other=1" })
            Assert.Equal(HttpStatusCode.Forbidden, await Tell($"{Origin}/sms/statut{query}", fields));
        Assert.Equal(HttpStatusCode.Forbidden,
            await Tell(Address(_job), [.. fields.Where(f => f.Key != "AccountSid"), new("AccountSid", "AC99999999999999999999999999999999")]));
        Assert.Equal(before, await Kept());

        Task<long> Kept() => _site.Query<long>("SELECT count(*) FROM delivery WHERE channel = 1");
    }

    [Fact]
    public async Task Anything_but_a_small_form_is_refused()
    {
        var address = Address(_job);
        var signature = ("X-Twilio-Signature", Sign(address, []));
        using var stranger = _site.Stranger();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Ask(HttpMethod.Get, PathOf(address), null, signature)).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await stranger.Ask(HttpMethod.Post, PathOf(address), new StringContent("{}", Encoding.UTF8, "application/json"), signature)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Ask(HttpMethod.Post, PathOf(address), null, signature)).Status);
        List<KeyValuePair<string, string>> large = [new("Body", new string('a', 20_000))];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Tell(address, large));
    }

    [Fact]
    public async Task Without_a_provider_every_notice_is_refused()
    {
        await using var site = new Site(new Dictionary<string, string> { ["PUBLIC_URL"] = Origin });
        var address = site.Services.GetRequiredService<TwilioNotices>().AddressFor(_job)!;
        using var stranger = site.Stranger();

        var answer =
            await stranger.Ask(HttpMethod.Post, PathOf(address), new FormUrlEncodedContent([]), ("X-Twilio-Signature", TwilioServer.Sign("", address, [])));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    private static KeyValuePair<string, string>[] Fields(string status, string error = "") =>
    [
        new("MessageSid", "SM1"), new("MessageStatus", status), new("To", "+33611223344"), new("From", TwilioServer.Sender), new("ApiVersion", "2010-04-01"),
        new("AccountSid", TwilioServer.AccountSid), .. error.Length == 0 ? Array.Empty<KeyValuePair<string, string>>() : [new("ErrorCode", error)],
    ];

    private static string PathOf(string address) => address[Origin.Length..];

    private static string Sign(string address, IEnumerable<KeyValuePair<string, string>> fields) => TwilioServer.Sign(TwilioServer.AuthToken, address, fields);

    private string Address(string job) => _site.Services.GetRequiredService<TwilioNotices>().AddressFor(job)!;

    private ValueTask<Delivery?> Find(string job) => _site.Services.GetRequiredService<Deliveries>().Find(job);

    private Task<HttpStatusCode> Tell(string address, IReadOnlyList<KeyValuePair<string, string>> fields) => Post(address, fields, [Sign(address, fields)]);

    private async Task<HttpStatusCode> Post(string address, IEnumerable<KeyValuePair<string, string>> fields, string[] signatures)
    {
        using var provider = _site.Stranger();
        return (await provider.Ask(HttpMethod.Post, PathOf(address), new FormUrlEncodedContent(fields),
            [.. signatures.Select(s => ("X-Twilio-Signature", s))])).Status;
    }
}
