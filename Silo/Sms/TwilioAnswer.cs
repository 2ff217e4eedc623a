using System.Net;
using System.Text.Json;
using Grains.Commits;
using Silo.Mail;

namespace Silo.Sms;

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

    /// <exception cref="JobRefusedException">This number will never get this message.</exception>
    /// <exception cref="InvalidOperationException">A setting is wrong: tried again, for somebody may set it right.</exception>
    /// <exception cref="HttpRequestException">The provider cannot take it now.</exception>
    public static Delivery Read(HttpStatusCode status, string body)
    {
        var answer = Parse(body);
        if (status is HttpStatusCode.Created && answer is { Sid.Length: > 0 })
            return new Delivery(StateOf(answer.Status.ValueKind is JsonValueKind.String ? answer.Status.GetString() : null) ?? DeliveryState.Queued, answer.Sid);
        var code = answer?.Code ?? 0;
        if ((int)status is >= 400 and < 500 && Refusals.TryGetValue(code, out var reason))
            throw new JobRefusedException($"{reason} (Twilio {code}).", $"{code}");
        if (code is 20003 || status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
            throw new InvalidOperationException("Twilio refuses the account: look at Sms:AccountSid and Sms:AuthToken (and at Sms:BaseUrl, if it is set).");
        if (SenderFaults.Contains(code))
            throw new InvalidOperationException($"Twilio refuses the sender ({code}): look at Sms:From or Sms:MessagingServiceSid.");
        throw new HttpRequestException($"Twilio does not take the message now: {(int)status}{(code == 0 ? "" : $", {code}")}.", null, status);
    }

    /// <summary>The state that one of the provider's words stands for, or null for a word that says nothing of the way.</summary>
    public static DeliveryState? StateOf(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => DeliveryState.Queued,
        "sent" => DeliveryState.Sent,
        "delivered" or "read" => DeliveryState.Delivered,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };

    private static Answer? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // "status" is a word for a message and a number for an error.
    private sealed record Answer(string? Sid, JsonElement Status, int? Code);
}
