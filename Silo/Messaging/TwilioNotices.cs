using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;
using Grains.Portals;
using Twilio.Security;

namespace Silo.Messaging;

/// <summary>
/// The notices that the provider sends about a message's way. Anybody can reach the address they come to, so a notice counts for its
/// signature alone: a forged "failed" would push a person to another channel, a forged "delivered" would hide that no code came.
/// </summary>
public sealed class TwilioNotices(SmsOptions options, SiteAddress site, ISealer sealer, Deliveries deliveries)
{
    public const string Path = "/sms/statut";
    private const string Parameter = "message";
    private const string Context = "sms-notice";
    private readonly string _address = site.Origin + Path;

    /// <summary>
    /// Where to send the notices of a job's message: it names the job under seal, so that a notice that overtakes the API's answer finds it.
    /// Null when the public address is this machine only: the provider refuses a message with such an address (21609).
    /// </summary>
    public string? AddressFor(string job) =>
        new Uri(site.Origin).IsLoopback ? null : $"{_address}?{Parameter}={Base64Url.EncodeToString(sealer.Seal(Encoding.UTF8.GetBytes(job), Context))}";

    /// <param name="query">As it came, with its question mark; the rest of the address is the configured one, never the request's.</param>
    public bool IsGenuine(string query, IDictionary<string, string> form, string? signature) =>
        options.IsConfigured && signature is { Length: > 0 } && new RequestValidator(options.AuthToken).Validate(_address + query, form, signature);

    /// <summary>Keeps what a genuine notice says. False when it names no message of ours.</summary>
    public async Task<bool> Take(string? message, IReadOnlyDictionary<string, string> form, CancellationToken cancel)
    {
        if (Job(message) is not { } job || form.GetValueOrDefault("AccountSid", options.AccountSid) != options.AccountSid)
            return false;
        if (TwilioAnswer.StateOf(form.GetValueOrDefault("MessageStatus")) is not { } state)
            return true;
        var error = state is DeliveryState.Failed ? Code(form.GetValueOrDefault("ErrorCode")) : "";
        await deliveries.Note(job, sms: true, new Delivery(state, Code(form.GetValueOrDefault("MessageSid")), error), cancel);
        return true;
    }

    private string? Job(string? message)
    {
        try
        {
            return message is { Length: > 0 and < 1024 } ? Encoding.UTF8.GetString(sealer.Open(Base64Url.DecodeFromChars(message), Context)) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string Code(string? text) => text is { Length: > 0 and <= 64 } && text.All(char.IsAsciiLetterOrDigit) ? text : "";
}
