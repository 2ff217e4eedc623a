using Grains;
using Microsoft.Extensions.Configuration;
using Silo.Messaging;

namespace Grains.Tests.Messaging;

public sealed class SmsOptionsTests
{
    [Fact]
    public void Nothing_set_means_no_text_messages() => Assert.False(Read().IsConfigured);

    [Theory]
    [InlineData("AccountSid=AC1", "AuthToken=t", "From=+33756781234")]
    [InlineData("AccountSid=AC1", "AuthToken=t", "MessagingServiceSid=MG1")]
    [InlineData("AccountSid=AC1", "AuthToken=t", "From=Orvane", "BaseUrl=http://127.0.0.1:9")]
    public void Whole_configuration_is_taken(params string[] settings) => Assert.True(Read(settings).IsConfigured);

    [Theory]
    [InlineData("AccountSid=AC1", "From=+33756781234")]
    [InlineData("AuthToken=t", "From=+33756781234")]
    [InlineData("From=+33756781234")]
    [InlineData("AccountSid=AC1", "AuthToken=t")]
    [InlineData("AccountSid=AC1", "AuthToken=t", "From=+33756781234", "MessagingServiceSid=MG1")]
    [InlineData("AccountSid=AC1", "AuthToken=t", "From=+33756781234", "BaseUrl=http://api.example")]
    [InlineData("AccountSid=AC1", "AuthToken=t", "From=+33756781234", "BaseUrl=api.twilio.com")]
    public void Half_a_configuration_refuses_to_start(params string[] settings) =>
        Assert.Contains("Sms__", Assert.Throws<SettingRefusedException>(() => Read(settings)).Message, StringComparison.Ordinal);

    private static SmsOptions Read(params string[] settings) => SmsOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create<string, string?>($"Sms:{s[0]}", s[1]))).Build());
}
