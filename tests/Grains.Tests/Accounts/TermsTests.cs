using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Acceptance of the terms of use: recorded once a version, with version, time and account.</summary>
public sealed class TermsTests : IAsyncLifetime
{
    private const string Entries = "SELECT count(*) FROM journal WHERE action = 'terms-accepted' AND owner = 'acc-nora' AND account = 'acc-nora'";
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => _host.Register("acc-nora", CallerKind.Customer, GrainHost.Portal, "nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Version_time_and_account_are_kept_and_survive_a_restart()
    {
        Assert.Equal("", await Terms());

        Assert.True((await Accept(_host.Fresh(), "1")).Ok);
        await _host.Restart();

        Assert.Equal("1", await Terms());
        Assert.Equal(1, await _host.Count($"{Entries} AND detail = '1' AND at = {_host.Clock.GetUtcNow().ToUnixTimeMilliseconds()}"));
        Assert.Contains($"\"TermsAt\":\"{_host.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss}", await _host.StoredState("account/acc-nora"),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_version_is_accepted_once_and_a_newer_one_anew()
    {
        var first = _host.Fresh();
        foreach (var (operation, version) in new[] { (first, "1"), (first, "1"), (_host.Fresh(), "1"), (_host.Fresh(), "2"), (_host.Fresh(), "1") })
        {
            Assert.True((await Accept(operation, version)).Ok);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("2", await Terms());
        Assert.Equal(2, await _host.Count(Entries));
    }

    [Fact]
    public async Task Twenty_tabs_that_accept_at_once_leave_one_entry()
    {
        // Two entries of one instant would be one row.
        await using (new Timer(_ => _host.Clock.Advance(TimeSpan.FromSeconds(1)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1)))
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Accept(_host.Fresh(), "2")));

        Assert.Equal(1, await _host.Count(Entries));
    }

    [Fact]
    public async Task Neither_staff_nor_whoever_has_no_account_nor_somebody_disabled_accepts()
    {
        await _host.Adviser("claire");
        await _host.Grains.GetGrain<IAccountGrain>("acc-nora").Disable(_host.Fresh(), true);

        foreach (var account in new[] { "a-claire", "nobody", "acc-nora" })
            Assert.Equal(AccountRefusal.NotFound, (await _host.Grains.GetGrain<IAccountGrain>(account).AcceptTerms(_host.Fresh(), "1")).Refusal);
    }

    [Theory]
    [InlineData("", "1", false)]
    [InlineData("1", "1", true)]
    [InlineData("1", "2", false)]
    [InlineData("2", "1", true)]
    [InlineData("9", "10", false)]
    public void A_version_covers_itself_and_those_before(string accepted, string version, bool covers) =>
        Assert.Equal(covers, TermsVersion.Covers(accepted, version));

    private Task<Result<AccountRefusal>> Accept(OperationId operation, string version) =>
        _host.Grains.GetGrain<IAccountGrain>("acc-nora").AcceptTerms(operation, version);

    private async Task<string> Terms()
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = "SELECT terms FROM account_list WHERE account = 'acc-nora'";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
