using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Grains.Commits;
using MailKit.Security;
using MimeKit;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Messaging;

public sealed partial class SmtpChannelTests(SmtpServer server) : IClassFixture<SmtpServer>
{
    [Fact]
    public async Task Message_arrives_over_tls_with_its_text_and_its_html()
    {
        await Send(Message("nora@maison.example", "Votre code de connexion : été"));

        var delivery = await server.Delivered();
        Assert.True(delivery.Tls);
        Assert.Equal(["nora@maison.example"], delivery.To);
        Assert.Equal("ne-pas-repondre@guichet.example", delivery.From);
        var alternatives = Assert.IsType<MultipartAlternative>(delivery.Message.Body);
        Assert.Equal(["text/plain", "text/html"], alternatives.Select(a => a.ContentType.MimeType));
        Assert.Equal("Bonjour Nora,\nvoici le relevé.", delivery.Message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("<p>Bonjour Nora</p>", delivery.Message.HtmlBody!.TrimEnd());
        Assert.Equal("Votre code de connexion : été", delivery.Message.Subject);
        Assert.Contains("Auto-Submitted: auto-generated", delivery.Content, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mail_that_can_be_left_says_how_by_one_click_and_another_does_not()
    {
        await Send(Message("nora@maison.example", "Un") with { Unsubscribe = "https://espace.example.fr/x/desabonnement/abc" });
        await Send(Message("nora@maison.example", "Deux"));

        var (left, kept) = ((await server.Delivered()).Message.Headers, (await server.Delivered()).Message.Headers);
        Assert.Equal("<https://espace.example.fr/x/desabonnement/abc>", left["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", left["List-Unsubscribe-Post"]);
        Assert.Null(kept["List-Unsubscribe"]);
        Assert.Null(kept["List-Unsubscribe-Post"]);
    }

    [Fact]
    public async Task Same_job_sent_twice_carries_the_same_message_id()
    {
        await Send(Message("nora@maison.example", "Un", job: "code/1"));
        await Send(Message("nora@maison.example", "Un", job: "code/1"));
        await Send(Message("nora@maison.example", "Un", job: "code/2"));

        string[] ids = [IdOf(await server.Delivered()), IdOf(await server.Delivered()), IdOf(await server.Delivered())];
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.DoesNotContain("code/1", ids[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sujet\r\nBcc: voleur@ailleurs.example")]
    [InlineData("Sujet\nBcc: voleur@ailleurs.example\n\nCorps")]
    [InlineData("Sujet\rX-Autre: 1")]
    [InlineData("Sujet\u2028Bcc: voleur@ailleurs.example")]
    public async Task G3_Subject_cannot_add_a_header_nor_a_recipient(string subject)
    {
        await Send(Message("nora@maison.example", subject));

        var delivery = await server.Delivered();
        Assert.Equal(["nora@maison.example"], delivery.To);
        var headers = delivery.Content[..delivery.Content.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotMatch("(?im)^(bcc|x-autre):", headers);
    }

    [Theory]
    [InlineData("nora@maison.example\r\nBcc: voleur@ailleurs.example")]
    [InlineData("nora@maison.example\nRCPT TO:<voleur@ailleurs.example>")]
    [InlineData("nora@maison.example, voleur@ailleurs.example")]
    [InlineData("Nora <voleur@ailleurs.example>")]
    [InlineData("nora@maison.example>\r\nDATA\r\n")]
    [InlineData("nora")]
    [InlineData("")]
    public async Task G3_Anything_but_one_bare_address_is_refused_for_good(string to)
    {
        await Assert.ThrowsAsync<JobRefusedException>(() => Send(Message(to, "Sujet")));

        // Nothing went before: the next delivery is the next message.
        await Send(Message("nora@maison.example", "Après"));
        Assert.Equal(["nora@maison.example"], (await server.Delivered()).To);
    }

    [Fact]
    public async Task Refused_recipient_is_refused_for_good_a_deferred_one_is_tried_again()
    {
        var refused = await Assert.ThrowsAsync<JobRefusedException>(() => Send(Message("inconnue@maison.example", "Sujet")));
        Assert.Contains("550", refused.Message, StringComparison.Ordinal);

        var deferred = await Assert.ThrowsAsync<IOException>(() => Send(Message("plus-tard@maison.example", "Sujet")));
        Assert.Contains("451", deferred.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("plus-tard", $"{deferred}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_that_was_taken_is_sent_whatever_becomes_of_the_connection()
    {
        await Send(Message("sans-adieu@maison.example", "Sujet"));

        Assert.Equal(["sans-adieu@maison.example"], (await server.Delivered()).To);
    }

    [Fact]
    public async Task Wrong_password_is_said_clearly()
    {
        var options = Options();
        options.Password = "faux";

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Send(Message("nora@maison.example", "Sujet"), options));

        Assert.Contains("refuses the user or password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("faux", $"{refused}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_whose_certificate_nobody_trusts_gets_nothing()
    {
        var failure = await Record.ExceptionAsync(() => new SmtpChannel(Options()).Send(Message("nora@maison.example", "Sujet"), default));

        Assert.IsType<SslHandshakeException>(failure);
        // Nothing went before: the next delivery is the next message.
        await Send(Message("nora@maison.example", "Après"));
        Assert.Equal("Après", (await server.Delivered()).Message.Subject);
    }

    [Fact]
    public async Task Silent_server_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = Options();
        (options.Port, options.Timeout) = (((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAsync<TimeoutException>(() => Send(Message("nora@maison.example", "Sujet"), options));
    }

    [Fact]
    public async Task Absent_server_is_tried_again_later()
    {
        var options = Options();
        options.Port = Ports.Free();

        var failure = await Record.ExceptionAsync(() => Send(Message("nora@maison.example", "Sujet"), options));

        Assert.False(failure is null or JobRefusedException);
    }

    private static OutgoingMessage Message(string to, string subject, string job = "job/1") =>
        new(job, to, subject, "Bonjour Nora,\nvoici le relevé.", "<p>Bonjour Nora</p>", null, null);

    private MailOptions Options() =>
        new() { Host = "localhost", Port = server.Port, User = "guichet", Password = "relais", Timeout = TimeSpan.FromSeconds(10) };

    private Task Send(OutgoingMessage message, MailOptions? options = null) =>
        new SmtpChannel(options ?? Options()) { Trust = server.IsOurs }.Send(message, default);

    private static string IdOf(ReceivedMail delivery) => MessageId().Match(delivery.Content).Groups[1].Value;

    [GeneratedRegex("(?im)^Message-ID: (<[^>\r\n]+>)")]
    private static partial Regex MessageId();
}
