using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Drafts;

public sealed class DraftExpiryTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        Assert.True((await _host.Request("d").Begin(_nora, _host.Fresh(), "contact", _company)).Ok);
        Assert.True((await _host.Request("d").SaveDraft(_nora, _host.Fresh(), new DraftPage(2, GrainHost.Answers(_company)))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task Untouched_draft_goes_after_three_months_with_all_its_fields(int seconds, bool gone)
    {
        var end = _host.Clock.GetUtcNow().AddMonths(3).AddSeconds(seconds);
        _host.Clock.Advance(end - _host.Clock.GetUtcNow());

        await _host.Request("d").Expire(_host.Fresh());

        Assert.Equal(gone ? 0 : 1, await Count("SELECT count(*) FROM request_list"));
        Assert.Equal(gone, await Count("SELECT count(*) FROM draft_field") == 0);
    }

    [Fact]
    public async Task Each_save_puts_the_deadline_off()
    {
        _host.Clock.Advance(TimeSpan.FromDays(80));
        await _host.Request("d").SaveDraft(_nora, _host.Fresh(), new DraftPage(2, new Dictionary<string, string> { ["message"] = "Plus tard" }));
        var saved = _host.Clock.GetUtcNow();
        _host.Clock.Advance(TimeSpan.FromDays(30));

        Assert.False((await _host.Request("d").Expire(_host.Fresh())).Ok);
        Assert.Equal(saved.AddMonths(3).ToUnixTimeMilliseconds(), await Count("SELECT due_at FROM job WHERE kind = 'draft-expiry'"));
        Assert.Equal((saved.AddMonths(3) - TimeSpan.FromDays(14)).ToUnixTimeMilliseconds(),
            await Count("SELECT due_at FROM job WHERE key LIKE 'draft-warning/%'"));
    }

    [Fact]
    public async Task Sent_draft_has_no_deadline()
    {
        Assert.True((await _host.Request("d").Send(_nora, _host.Fresh(), "2026-000001")).Ok);

        Assert.Equal(0, await Count("SELECT count(*) FROM job WHERE kind = 'draft-expiry' OR key LIKE 'draft-warning/%'"));
        _host.Clock.Advance(TimeSpan.FromDays(200));
        Assert.False((await _host.Request("d").Expire(_host.Fresh())).Ok);
    }

    private async Task<long> Count(string sql)
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
