using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Silo.Messaging;

/// <summary>E-mail over SMTP by MailKit (docs/decisions/0003). It tries once: trying again is the dispatcher's.</summary>
public sealed class SmtpChannel(MailOptions options) : IMailChannel
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly ParserOptions WithDomain = new() { AllowAddressesWithoutDomain = false };

    /// <summary>Whom to trust instead of the system's authorities.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }

    public async Task Send(OutgoingMessage message, CancellationToken cancel)
    {
        var to = Recipient(message.To);
        using var mail = Compose(message, to);
        // A private authority seldom publishes lists of revoked certificates, and without one every message would fail.
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = Trust };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        try
        {
            await Connect(client, patience.Token);
            await client.SendAsync(Format(client, to), mail, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {options.Timeout.TotalSeconds} s.");
        }
        catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500)
        {
            throw new JobRefusedException($"The mail server refuses the address: {(int)e.StatusCode}.");
        }
        catch (SmtpCommandException e)
        {
            // The server's own sentence repeats the address, and this one is logged.
            throw new IOException($"The mail server does not take the message now: {(int)e.StatusCode}.");
        }
        catch (Exception e) when (e is MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException)
        {
            throw new InvalidOperationException("The mail server refuses the user or password of section Mail.", e);
        }
        await Leave(client);
    }

    private async Task Connect(SmtpClient client, CancellationToken cancel)
    {
        await client.ConnectAsync(options.Host, options.Port, options.Mode switch
        {
            MailTls.Implicit => SecureSocketOptions.SslOnConnect,
            MailTls.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancel);
        if (options.User is not { Length: > 0 } user)
            return;
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            throw new InvalidOperationException("The mail server asks for no user and password, or only over TLS: look at Mail:User and Mail:Tls.");
        await client.AuthenticateAsync(user, options.Password ?? "", cancel);
    }

    // One recipient, and exactly the one that was meant: a line break would be a header of its own, and in "a@x, b@y" or "A <b@y>" the
    // library finds another address than the text begins with.
    private static MailboxAddress Recipient(string address) =>
        !address.Any(char.IsControl) && MailboxAddress.TryParse(WithDomain, address, out var to) && to.Address == address ? to
        : throw new JobRefusedException("The account has no usable e-mail address.");

    /// <summary>Letters beyond ASCII before the @ need a server that offers SMTPUTF8 (RFC 6531); those of a domain have an ASCII form (RFC 5891).</summary>
    private static FormatOptions Format(SmtpClient client, MailboxAddress to)
    {
        var format = FormatOptions.Default.Clone();
        format.International = !Ascii.IsValid(to.LocalPart);
        if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new JobRefusedException("The mail server has no way to an address with letters beyond ASCII.", "smtputf8");
        return format;
    }

    private MimeMessage Compose(OutgoingMessage message, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.From);
        var mail = new MimeMessage([from], [to], OneLine(message.Subject), new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody())
        {
            MessageId = $"{MessageId(message.Id)}@{from.Domain}",
        };
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (message.Unsubscribe is { } address)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{address}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        return mail;
    }

    // The server has the message: whatever happens now, sending it again would double it.
    private static async Task Leave(SmtpClient client)
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ProtocolException or CommandException)
        {
            // The connection goes with the client.
        }
    }

    private static string MessageId(string job) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job)))[..32];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
