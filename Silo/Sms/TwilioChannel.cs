using System.Net.Http.Headers;
using System.Text;
using Grains.Accounts;
using Grains.Commits;
using Silo.Mail;

namespace Silo.Sms;

/// <summary>Text messages by Twilio's REST API (docs/decisions/0007). It tries once: trying again is the dispatcher's.</summary>
public sealed class TwilioChannel(IHttpClientFactory clients, SmsOptions options, TwilioNotices notices) : ISmsChannel
{
    public const string Client = "twilio";
    private readonly Uri _messages = new($"{options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{Uri.EscapeDataString(options.AccountSid)}/Messages.json");
    private readonly string _credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}"));

    public async Task<Delivery> Send(OutgoingMessage message, CancellationToken cancel)
    {
        var to = PhoneNumber.Mobile(message.To) ?? throw new JobRefusedException("The account has no usable mobile number.", "number");
        using var request = new HttpRequestMessage(HttpMethod.Post, _messages) { Content = new FormUrlEncodedContent(Fields(to, message)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _credentials);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, patience.Token);
            return TwilioAnswer.Read(answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"Twilio did not answer within {options.Timeout.TotalSeconds} s.");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Fields(string to, OutgoingMessage message)
    {
        yield return new("To", to);
        yield return options.MessagingServiceSid.Length > 0 ? new("MessagingServiceSid", options.MessagingServiceSid) : new("From", options.From);
        yield return new("Body", message.Text);
        if (notices.AddressFor(message.Id) is { } address)
            yield return new("StatusCallback", address);
    }
}
