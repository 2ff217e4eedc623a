using System.Net;
using Grains.Commits;

namespace Silo.Messaging;

/// <summary>
/// What an answer of the API means for the job. The provider's own sentences are never passed on: they repeat the number.
/// Codes: https://www.twilio.com/docs/api/errors
/// </summary>
public static class TwilioAnswer
{
    private static readonly Dictionary<int, string> Refusals = new()
    {
        [21211] = "The number is not a valid one",
        [21214] = "The number cannot be reached",
        [21408] = "The account may not send to the number's country",
        [21610] = "The owner of the number has unsubscribed",
        [21612] = "There is no way from the sender to the number",
        [21614] = "The number is not a mobile one",
        [21617] = "The text is too long",
    };

    private static readonly int[] SenderFaults = [21212, 21603, 21606, 21659, 21701, 21703];

    /// <summary>
    /// What a refusal means for the job: <see cref="JobRefusedException"/> when this number will never get this message,
    /// <see cref="InvalidOperationException"/> when a setting is wrong (tried again, for an operator may correct it), <see cref="HttpRequestException"/>
    /// when the provider cannot take it now.
    /// </summary>
    /// <param name="status">Null when there was no answer.</param>
    /// <param name="code">The provider's error code, or 0.</param>
    public static Exception Refusal(HttpStatusCode? status, int code) =>
        (int?)status is >= 400 and < 500 && Refusals.TryGetValue(code, out var reason) ? new JobRefusedException($"{reason} (Twilio {code}).", $"{code}")
        : code is 20003 || status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound
            ? new InvalidOperationException("Twilio refuses the account: look at Sms:AccountSid and Sms:AuthToken (and at Sms:BaseUrl, if it is set).")
        : SenderFaults.Contains(code) ? new InvalidOperationException($"Twilio refuses the sender ({code}): look at Sms:From or Sms:MessagingServiceSid.")
        : status is null ? new HttpRequestException("Twilio cannot be reached.")
        : new HttpRequestException($"Twilio does not take the message now: {(int)status}{(code == 0 ? "" : $", {code}")}.", null, status);

    /// <summary>The state that one of the provider's words stands for, or null for a word that says nothing of the way.</summary>
    public static DeliveryState? StateOf(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => DeliveryState.Queued,
        "sent" => DeliveryState.Sent,
        "delivered" or "read" => DeliveryState.Delivered,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };
}
