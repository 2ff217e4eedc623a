using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo.Messaging;

/// <summary>Section <c>Sms</c>: text messages by Twilio's API, or by a server that speaks it.</summary>
public sealed class SmsOptions
{
    /// <summary>Empty: no text messages.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Signs in to the API, and is what the provider signs its notices with.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>A number in E.164 or an alphanumeric sender; instead of it, <see cref="MessagingServiceSid"/>.</summary>
    public string From { get; set; } = "";

    public string MessagingServiceSid { get; set; } = "";

    public string BaseUrl { get; set; } = "https://api.twilio.com";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public bool IsConfigured => AccountSid.Length > 0;

    /// <exception cref="SettingRefusedException">Half a configuration, said in one sentence.</exception>
    public static SmsOptions Read(IConfiguration settings)
    {
        var options = settings.ReadSection<SmsOptions>("Sms");
        if (!options.IsConfigured && options.AuthToken.Length + options.From.Length + options.MessagingServiceSid.Length == 0)
            return options;
        if (options.AccountSid.Length == 0 || options.AuthToken.Length == 0)
            throw new SettingRefusedException("Text messages need both Sms__AccountSid and Sms__AuthToken.");
        if (options.From.Length == 0 == (options.MessagingServiceSid.Length == 0))
            throw new SettingRefusedException("Text messages need Sms__From or Sms__MessagingServiceSid, one of the two.");
        // The token goes out with every message: in clear it may not leave this machine.
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback))
            throw new SettingRefusedException("Sms__BaseUrl must be an https address.");
        return options;
    }
}
