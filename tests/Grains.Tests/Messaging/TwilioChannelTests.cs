using System.Net;
using Grains.Commits;
using Grains.Tests.Fixtures;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Messaging;

/// <summary>The channel as a node composes it, against a server that checks each request as the published API does.</summary>
public sealed class TwilioChannelTests : IAsyncLifetime
{
    private const string Number = "06 11 22 33 44";
    private TwilioServer _server = null!;

    public async Task InitializeAsync() => _server = await TwilioServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Message_goes_out_as_the_api_asks()
    {
        var delivery = await Send(Message("Orvane : 123456 est votre code. À bientôt & merci, 100 % sûr"));

        var sms = Assert.Single(_server.Taken);
        Assert.Empty(_server.Faults);
        Assert.Equal(("+33611223344", TwilioServer.Sender, null), (sms.To, sms.From, sms.Service));
        Assert.Equal("Orvane : 123456 est votre code. À bientôt & merci, 100 % sûr", sms.Body);
        Assert.Equal(new Delivery(DeliveryState.Queued, sms.Sid), delivery);
        Assert.StartsWith("https://portail.example/sms/statut?message=", sms.StatusCallback, StringComparison.Ordinal);
        Assert.DoesNotContain("job", sms.StatusCallback!.Split('?')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messaging_service_takes_the_sender_s_place()
    {
        await Send(Message(), ("Sms:From", ""), ("Sms:MessagingServiceSid", TwilioServer.ServiceSid));

        Assert.Empty(_server.Faults);
        Assert.Equal((null, TwilioServer.ServiceSid), (Assert.Single(_server.Taken).From, Assert.Single(_server.Taken).Service));
    }

    [Fact]
    public async Task Address_that_only_this_machine_knows_is_not_given_for_notices()
    {
        await Send(Message(), ("PUBLIC_URL", "http://localhost:5080"));

        Assert.Empty(_server.Faults);
        Assert.Null(Assert.Single(_server.Taken).StatusCallback);
    }

    [Theory]
    [InlineData("01 11 22 33 44")]
    [InlineData("")]
    [InlineData("+33611223344, +33699999999")]
    public async Task Unusable_number_is_refused_for_good_and_nothing_is_asked(string number)
    {
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => Send(Message(to: number)));

        Assert.Equal("number", refused.Code);
        Assert.Equal(0, _server.Asked);
    }

    [Theory]
    [InlineData(21211)]
    [InlineData(21214)]
    [InlineData(21408)]
    [InlineData(21610)]
    [InlineData(21612)]
    [InlineData(21614)]
    public async Task Number_that_the_provider_refuses_is_refused_for_good(int code)
    {
        _server.Refusal = (400, code);

        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => Send(Message()));

        Assert.Equal($"{code}", refused.Code);
        Assert.EndsWith($"(Twilio {code}).", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("611223344", $"{refused}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_for_good() =>
        Assert.Equal("21617", (await Assert.ThrowsAsync<JobRefusedException>(() => Send(Message(new string('a', 1601))))).Code);

    [Theory]
    [InlineData("Sms:AuthToken", "faux")]
    [InlineData("Sms:AccountSid", "AC99999999999999999999999999999999")]
    public async Task Wrong_credentials_name_the_settings_and_are_tried_again(string setting, string value)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Send(Message(), (setting, value)));

        Assert.Contains("Sms:AccountSid and Sms:AuthToken", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, $"{failure}", StringComparison.Ordinal);
        Assert.Empty(_server.Taken);
    }

    [Theory]
    [InlineData(21606)]
    [InlineData(21703)]
    public async Task Wrong_sender_names_the_settings_and_is_tried_again(int code)
    {
        _server.Refusal = (400, code);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Send(Message()));

        Assert.Contains("Sms:From or Sms:MessagingServiceSid", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, 20429)]
    [InlineData(400, 21611)]
    [InlineData(500, 0)]
    [InlineData(503, 0)]
    public async Task Provider_that_cannot_take_it_now_is_asked_again_later(int status, int code)
    {
        _server.Refusal = (status, code);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Send(Message()));

        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal(1, _server.Asked);
        Assert.DoesNotContain("611223344", $"{failure}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_provider_is_given_up()
    {
        _server.IsSilent = true;

        await Assert.ThrowsAsync<TimeoutException>(() => Send(Message(), ("Sms:Timeout", "00:00:00.300")));
    }

    [Fact]
    public async Task Absent_provider_is_asked_again_later()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Message(), ("Sms:BaseUrl", $"http://127.0.0.1:{Ports.Free()}")));
    }

    [Fact]
    public async Task Redirect_does_not_carry_the_token_away()
    {
        await using var thief = await TwilioServer.Start();
        _server.Elsewhere = new Uri(thief.Address, $"/2010-04-01/Accounts/{TwilioServer.AccountSid}/Messages.json");

        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Message()));

        Assert.Equal(0, thief.Asked);
    }

    private static OutgoingMessage Message(string text = "Bonjour", string to = Number) => new("job/1", to, "Sujet", text, "<p>Bonjour</p>", null, null);

    private async Task<Delivery> Send(OutgoingMessage message, params (string Name, string Value)[] settings)
    {
        var all = _server.Settings();
        all["PUBLIC_URL"] = "https://portail.example";
        foreach (var (name, value) in settings)
            all[name] = value;
        await using var host = new GrainHost(all);
        return await host.Get<ISmsChannel>().Send(message, default);
    }
}
