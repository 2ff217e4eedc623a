using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;

namespace Silo.Mail;

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Empty: no SMTP (only the demo runs so).</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>STARTTLS; refusing it is for a relay on the same machine only.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "ne-pas-repondre@guichet.example";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>E-mail over SMTP with STARTTLS and AUTH, by the framework's client (docs/decisions/0003).</summary>
public sealed class SmtpChannel(MailOptions options) : IMailChannel
{
    public async Task Send(OutgoingMessage message, CancellationToken cancel)
    {
        // One recipient, and exactly the one that was meant: a line break would be a header of its own, and in "a@x, b@y" or "A <b@y>" the
        // framework finds another address than the text begins with.
        if (message.To.Any(char.IsControl) || !MailAddress.TryCreate(message.To, out var to) || to.Address != message.To)
            throw new JobRefusedException("The account has no usable e-mail address.");
        using var mail = new MailMessage { From = new MailAddress(options.From), Subject = OneLine(message.Subject), SubjectEncoding = Encoding.UTF8, Body = message.Text, BodyEncoding = Encoding.UTF8 };
        mail.To.Add(to);
        mail.Headers.Add("Message-ID", $"<{MessageId(message.Id)}@{new MailAddress(options.From).Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Html, Encoding.UTF8, "text/html"));
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls };
        if (options.User is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, options.Password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        try
        {
            await client.SendMailAsync(mail, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {options.Timeout.TotalSeconds} s.");
        }
        catch (SmtpFailedRecipientException e) when ((int)e.StatusCode >= 500)
        {
            throw new JobRefusedException($"The mail server refuses the address: {(int)e.StatusCode}.");
        }
        catch (SmtpException e) when ((int)e.StatusCode == 530 || e.Message.Contains("Authentication", StringComparison.OrdinalIgnoreCase))
        {
            // The framework's client hears of a refused AUTH only at MAIL FROM.
            throw new InvalidOperationException("The mail server refuses the user or password of section Mail.", e);
        }
    }

    private static string MessageId(string job) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job)))[..32];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
