using System.Net;
using Grains.Commits;
using Grains.Text;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;

namespace Silo.Messaging;

/// <summary>Text messages by Twilio's library (docs/decisions/0007). It tries once: trying again is the dispatcher's.</summary>
public sealed class TwilioChannel(IHttpClientFactory clients, SmsOptions options, TwilioNotices notices) : ISmsChannel
{
    public const string Client = "twilio";

    public async Task<Delivery> Send(OutgoingMessage message, CancellationToken cancel)
    {
        var to = PhoneNumber.Mobile(message.To) ?? throw new JobRefusedException("The account has no usable mobile number.", "number");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        using var client = clients.CreateClient(Client);
        var http = new TwilioHttpClient(client, options.BaseUrl, patience.Token);
        try
        {
            var taken = await MessageResource.CreateAsync(Asked(to, message), new TwilioRestClient(options.AccountSid, options.AuthToken, httpClient: http));
            // The library takes a redirect for success.
            return http.Status is HttpStatusCode.Created && taken is { Sid.Length: > 0 }
                ? new Delivery(TwilioAnswer.StateOf(taken.Status?.ToString()) ?? DeliveryState.Queued, taken.Sid)
                : throw TwilioAnswer.Refusal(http.Status, 0);
        }
        catch (ApiConnectionException e) when (e.InnerException is OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException($"Twilio did not answer within {options.Timeout.TotalSeconds} s.");
        }
        catch (TwilioException e)
        {
            // Never passed on, not even as a cause: the sentences of the library and of the provider repeat the number.
            throw TwilioAnswer.Refusal(http.Status, e switch { ApiException api => api.Code, ApiStandardException api => api.Code, _ => 0 });
        }
    }

    private CreateMessageOptions Asked(string to, OutgoingMessage message)
    {
        var asked = new CreateMessageOptions(new Twilio.Types.PhoneNumber(to)) { Body = message.Text };
        if (options.MessagingServiceSid.Length > 0)
            asked.MessagingServiceSid = options.MessagingServiceSid;
        else
            asked.From = new Twilio.Types.PhoneNumber(options.From);
        if (notices.AddressFor(message.Id) is { } address)
            asked.StatusCallback = new Uri(address);
        return asked;
    }
}
