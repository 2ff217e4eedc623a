using Grains.Access;
using Grains.Commits;
using Grains.Mail;
using Grains.Tests.Fixtures;
using Silo.Jobs;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Messaging;

/// <summary>What became of messages is kept as they are sent; that no notice leads back is in Storage/DeliveryContract.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly MailJob BySms = new("code", "c-nora", GrainHost.Portal, new Dictionary<string, string> { ["code"] = "123456" }, Sms: true);
    private TwilioServer _server = null!;
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _server = await TwilioServer.Start();
        _host = new GrainHost(_server.Settings());
        await _host.Customer("nora");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Deliveries Deliveries => _host.Get<Deliveries>();

    [Fact]
    public async Task Sent_mail_is_sent_and_a_taken_text_message_keeps_the_provider_s_reference()
    {
        await _host.Get<MailHandler>().Send("mail/1", BySms with { Sms = false }, default);
        await _host.Get<MailHandler>().Send("sms/1", BySms, default);

        Assert.Equal(new Delivery(DeliveryState.Sent), await Deliveries.Find("mail/1"));
        Assert.Equal(new Delivery(DeliveryState.Queued, Assert.Single(_server.Taken).Sid), await Deliveries.Find("sms/1"));
        Assert.Equal((1, 0), (await Channel("sms/1"), await Channel("mail/1")));
    }

    [Fact]
    public async Task Text_message_is_one_short_message_that_browsers_bind_to_the_site()
    {
        await _host.Get<MailHandler>().Send("sms/1", BySms, default);

        var body = Assert.Single(_server.Taken).Body;
        Assert.InRange(body.Length, 1, 160);
        // Letters outside GSM 03.38 would halve what fits into one message.
        Assert.Matches(@"^[A-Za-z0-9 :,.#@éèàù\n-]+\z", body);
        Assert.EndsWith("@localhost #123456", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_message_is_failed_with_the_provider_s_code()
    {
        _server.Refusal = (400, 21610);

        await Assert.ThrowsAsync<JobRefusedException>(() => _host.Get<MailHandler>().Send("sms/1", BySms, default));

        Assert.Equal(new Delivery(DeliveryState.Failed, "", "21610"), await Deliveries.Find("sms/1"));
    }

    [Fact]
    public async Task Refused_mail_is_failed_too()
    {
        var key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        await using var host =
            new GrainHost(new Dictionary<string,
                string> { ["DEMO"] = "0", ["MASTER_KEY_FILE"] = key, ["Mail:Host"] = "localhost", ["Policy:PasswordIterations"] = "220000" });
        await host.Register("c-x", Interfaces.CallerKind.Customer, GrainHost.Portal, "deux adresses, nora");

        await Assert.ThrowsAsync<JobRefusedException>(() => host.Get<MailHandler>().Send("mail/1", BySms with { Account = "c-x", Sms = false }, default));

        Assert.Equal(new Delivery(DeliveryState.Failed, "", "refused"), await host.Get<Deliveries>().Find("mail/1"));
        File.Delete(key);
    }

    [Fact]
    public async Task Message_that_cannot_leave_now_counts_as_failed_until_it_has_left()
    {
        _server.Refusal = (503, 0);
        await Assert.ThrowsAsync<HttpRequestException>(() => _host.Get<MailHandler>().Send("sms/1", BySms, default));
        Assert.True((await Deliveries.Find("sms/1"))!.HasFailed);

        _server.Refusal = null;
        await _host.Get<MailHandler>().Send("sms/1", BySms, default);

        Assert.False((await Deliveries.Find("sms/1"))!.HasFailed);
    }

    [Fact]
    public async Task A_company_s_open_pages_are_told_when_a_link_is_late_and_when_it_has_left_after_all()
    {
        var link = BySms with { Watched = $"{GrainHost.Portal}/nora-siren" };
        await _host.Get<MailHandler>().Send("sms/0", link, default);
        Assert.Equal(0, await Told());
        _server.Refusal = (503, 0);
        await Assert.ThrowsAsync<HttpRequestException>(() => _host.Get<MailHandler>().Send("sms/1", link, default));
        Assert.Equal(1, await Told());

        _server.Refusal = null;
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.Get<MailHandler>().Send("sms/1", link, default);

        Assert.Equal(2, await Told());

        Task<long> Told() => _host.Count("SELECT count(*) FROM job WHERE kind = 'employees-due'");
    }

    [Fact]
    public async Task Run_that_died_after_the_sending_does_not_send_again()
    {
        await _host.Get<MailHandler>().Send("sms/1", BySms, default);
        await _host.Get<MailHandler>().Send("sms/1", BySms, default);
        await _host.Get<MailHandler>().Send("sms/2", BySms, default);

        Assert.Equal(2, _server.Taken.Count);
    }

    [Fact]
    public async Task Deliveries_go_after_thirty_days()
    {
        await Deliveries.Note("sms/1", true, new Delivery(DeliveryState.Sent), default);
        _host.Clock.Advance(TimeSpan.FromDays(30));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.NotNull(await Deliveries.Find("sms/1"));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Null(await Deliveries.Find("sms/1"));
    }

    [Fact]
    public async Task List_goes_on_where_a_page_ended_also_among_those_of_one_instant()
    {
        for (var i = 0; i < DeliveryQueries.MostRows + 3; i++)
        {
            await Deliveries.Note($"code/{i:00}", false, new Delivery(DeliveryState.Failed, Error: "refused"), default);
            if (i == 10)
                _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var (queries, scope) = (_host.Get<DeliveryQueries>(), _host.Get<Rights>().ScopeOf(await _host.Adviser("claire")));

        foreach (var filter in new[] { DeliveryFilter.Failed, DeliveryFilter.All })
        {
            var first = await queries.List(scope, filter, null);
            var second = await queries.List(scope, filter, first.Next);
            var failed = first.Rows.Concat(second.Rows).Where(d => d.State == 3).Select(d => d.Job).ToList();

            Assert.Equal(DeliveryQueries.MostRows + 3, failed.Count);
            Assert.Equal([.. Enumerable.Range(11, 42).Concat(Enumerable.Range(0, 11)).Select(i => $"code/{i:00}")], failed);
        }
    }

    private async Task<long> Channel(string job)
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = $"SELECT channel FROM delivery WHERE job = '{job}'";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
