using Grains;
using Grains.Commits;
using Microsoft.Extensions.Configuration;
using Silo.Messaging;

namespace Grains.Tests.Messaging;

/// <summary>The three ways to a mail server, and what a server that lacks something gets.</summary>
public sealed class SmtpTlsTests
{
    [Theory]
    [InlineData("starttls", MailTls.StartTls, true)]
    [InlineData("implicit", MailTls.Implicit, true)]
    [InlineData("none", MailTls.None, false)]
    public async Task Message_goes_the_configured_way(string mode, MailTls tls, bool sealedOnTheWay)
    {
        await using var server = await Start(new SmtpServer { Mode = mode });

        await Send(server, tls);

        var delivery = await server.Delivered();
        Assert.Equal((sealedOnTheWay, "nora@maison.example"), (delivery.Tls, Assert.Single(delivery.To)));
    }

    // Somebody between who takes STARTTLS out of the server's answer must not read the mail.
    [Theory]
    [InlineData("none", MailTls.StartTls)]
    [InlineData("implicit", MailTls.StartTls)]
    [InlineData("starttls", MailTls.Implicit)]
    public async Task Server_that_goes_another_way_gets_nothing_and_is_tried_again(string mode, MailTls tls)
    {
        await using var server = await Start(new SmtpServer { Mode = mode });

        var failure = await Record.ExceptionAsync(() => Send(server, tls, TimeSpan.FromSeconds(3)));

        Assert.False(failure is null or JobRefusedException);
        // Nothing went before: the next delivery is the next message.
        await Send(server, Enum.Parse<MailTls>(mode, ignoreCase: true), to: "apres@maison.example");
        Assert.Equal(["apres@maison.example"], (await server.Delivered()).To);
    }

    [Fact]
    public async Task Password_is_never_sent_without_tls_to_a_server_that_wants_it_under_tls()
    {
        await using var server = await Start(new SmtpServer());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Send(server, MailTls.None));

        Assert.Contains("Mail:User and Mail:Tls", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B29_Address_beyond_ascii_goes_out_by_smtputf8()
    {
        await using var server = await Start(new SmtpServer { OffersUtf8 = true });

        await Send(server, MailTls.StartTls, to: "jérôme@exemple.example");

        var delivery = await server.Delivered();
        Assert.Equal((true, "jérôme@exemple.example"), (delivery.Utf8, Assert.Single(delivery.To)));
        Assert.Equal("jérôme@exemple.example", Assert.Single(delivery.Message.To.Mailboxes).Address);
    }

    [Fact]
    public async Task B29_Address_beyond_ascii_is_refused_for_good_where_the_server_has_no_way_to_it()
    {
        await using var server = await Start(new SmtpServer());

        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => Send(server, MailTls.StartTls, to: "jérôme@exemple.example"));

        Assert.Equal("smtputf8", refused.Code);
        Assert.DoesNotContain("jérôme", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Domain_beyond_ascii_has_an_ascii_form_and_needs_no_smtputf8()
    {
        await using var server = await Start(new SmtpServer());

        await Send(server, MailTls.StartTls, to: "jerome@élan.example");

        Assert.Equal(["jerome@xn--lan-9la.example"], (await server.Delivered()).To);
    }

    [Theory]
    [InlineData("", MailTls.StartTls)]
    [InlineData("Port=465", MailTls.Implicit)]
    [InlineData("Port=25", MailTls.StartTls)]
    [InlineData("StartTls=false", MailTls.None)]
    [InlineData("Port=465 Tls=starttls", MailTls.StartTls)]
    [InlineData("Tls=implicit", MailTls.Implicit)]
    [InlineData("Tls=none", MailTls.None)]
    [InlineData("StartTls=false Tls=implicit", MailTls.Implicit)]
    public void Way_follows_from_the_settings(string settings, MailTls mode) => Assert.Equal(mode, Read(settings).Mode);

    [Theory]
    [InlineData("Host=relais.example User=u Tls=none", false)]
    [InlineData("Host=relais.example User=u StartTls=false", false)]
    [InlineData("Host=relais.example User=u", true)]
    [InlineData("Host=relais.example Tls=none", true)]
    [InlineData("Host=localhost User=u Tls=none", true)]
    [InlineData("Host=127.0.0.1 User=u Tls=none", true)]
    [InlineData("Host=relais.example Tls=ssl", false)]
    public void Password_in_clear_stays_on_this_machine(string settings, bool isTaken)
    {
        if (isTaken)
            Assert.NotNull(Read(settings));
        else
            Assert.Throws<SettingRefusedException>(() => Read(settings));
    }

    private static MailOptions Read(string settings) => MailOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('='))
            .ToDictionary(s => $"Mail:{s[0]}", s => (string?)s[1])).Build());

    private static async Task<SmtpServer> Start(SmtpServer server)
    {
        await server.InitializeAsync();
        return server;
    }

    private static Task Send(SmtpServer server, MailTls tls, TimeSpan? timeout = null, string to = "nora@maison.example")
    {
        var options =
            new MailOptions { Host = "localhost", Port = server.Port, Tls = tls, User = "guichet", Password = "relais", Timeout = timeout
                ?? TimeSpan.FromSeconds(20) };
        return new SmtpChannel(options) { Trust = server.IsOurs }.Send(new OutgoingMessage("job/1", to, "Sujet", "Bonjour", "<p>Bonjour</p>", null, null),
            default);
    }
}
