using System.Net;
using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo.Messaging;

public enum MailTls
{
    /// <summary>The connection begins in clear and nothing of a mail goes before TLS; a server that does not offer it gets nothing.</summary>
    StartTls,
    /// <summary>TLS from the first byte, as on port 465 (RFC 8314).</summary>
    Implicit,
    /// <summary>In clear: for a relay on the same machine or in a private network.</summary>
    None,
}

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Empty: no SMTP (only the demo runs so).</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Unset: implicit on port 465, else STARTTLS, unless <see cref="StartTls"/> refuses it.</summary>
    public MailTls? Tls { get; set; }

    /// <summary>False says <see cref="MailTls.None"/> where <see cref="Tls"/> says nothing.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "ne-pas-repondre@guichet.example";

    /// <summary>For one message, from the connection to the server's answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public MailTls Mode => Tls ?? (!StartTls ? MailTls.None : Port == 465 ? MailTls.Implicit : MailTls.StartTls);

    /// <exception cref="SettingRefusedException">A configuration that would give the password away, said in one sentence.</exception>
    public static MailOptions Read(IConfiguration settings)
    {
        var options = settings.ReadSection<MailOptions>("Mail");
        if (options is { Mode: MailTls.None, User.Length: > 0 } && !IsThisMachine(options.Host))
            throw new SettingRefusedException(
                "Without TLS a mail server on another machine gets no password: set Mail__Tls to starttls or implicit, or leave Mail__User out.");
        return options;
    }

    private static bool IsThisMachine(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
