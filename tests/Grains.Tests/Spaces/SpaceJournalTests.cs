using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>The journal of a space, by kind and by who acted, each by its index.</summary>
public sealed class SpaceJournalTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private string _space = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _space) = await _host.Customer("nora");
        (_hugues, _, _) = await _host.Customer("hugues");
        var space = _host.Grains.GetGrain<ISpaceGrain>(_space);
        Assert.True((await space.Admit(_host.Fresh(), new Member(_hugues.Account, SpaceRole.Administrateur, true, []))).Ok);
        for (var i = 0; i < 60; i++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True((await space.Suspend(i % 2 == 0 ? _nora : _hugues, _host.Fresh(), i % 2 == 0 ? _hugues.Account : _nora.Account, true)).Ok);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True((await space.Suspend(i % 2 == 0 ? _nora : _hugues, _host.Fresh(), i % 2 == 0 ? _hugues.Account : _nora.Account, false)).Ok);
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Filters_narrow_the_journal_and_pages_leave_nothing_out()
    {
        Assert.Equal(["company-added"], (await All(new JournalFilter(JournalKind.Companies))).Select(e => e.Action));
        Assert.Empty(await All(new JournalFilter(JournalKind.Invitations)));
        Assert.Equal(120, (await All(new JournalFilter(JournalKind.Members))).Count);
        var hers = await All(new JournalFilter(JournalKind.Members, _nora.Account));
        Assert.Equal(60, hers.Count);
        Assert.All(hers, e => Assert.Equal(_nora.Account, e.Account));
        Assert.Equal(60, (await All(new JournalFilter(Person: _hugues.Account))).Count(e => e.Action.StartsWith("member-", StringComparison.Ordinal)));
        var whole = await All(new JournalFilter());
        Assert.Equal(whole.Select(e => e.Entry).OrderDescending(StringComparer.Ordinal), whole.Select(e => e.Entry));
        Assert.Equal(whole.Count, whole.DistinctBy(e => e.Entry).Count());
    }

    [Fact]
    public async Task Whoever_does_not_administrate_the_space_reads_none_of_it()
    {
        var (roxane, _, _) = await _host.Customer("roxane");

        foreach (var filter in new JournalFilter[] { new(), new(JournalKind.Members), new(Person: _nora.Account), new(JournalKind.Members, _nora.Account) })
            Assert.Empty((await _host.Get<MemberQueries>().Journal(_host.Get<Rights>().ScopeOf(roxane), _space, filter)).Rows);
    }

    [Fact]
    public async Task File_is_the_whole_journal_and_ends_when_the_right_to_it_is_lost()
    {
        var export = _host.Get<JournalExport>();
        await ((IHostStore)_host.Store).Execute(
            $"""
            INSERT INTO journal (owner, entry, at, account, action, detail) WITH {(TestStore.IsPostgres ? "" : "RECURSIVE")} n (i) AS (
              {(TestStore.IsPostgres ? $"SELECT generate_series(1, {2 * JournalExport.Block})" : $"SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {2 * JournalExport.Block}")})
            SELECT '{_space}', 'f' || CAST(10000000000 + i AS TEXT), 1, '{_nora.Account}', 'member-changed', 'x' FROM n
            """, CommitLane.Bulk, default);

        var blocks = new List<int>();
        await foreach (var block in export.Read(_nora, _space, new JournalFilter()))
            blocks.Add(block.Count);
        Assert.Equal(3, blocks.Count);
        Assert.Equal(await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{_space}'"), blocks.Sum());

        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var block in export.Read(_nora, _space, new JournalFilter()))
                Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).Suspend(_hugues, _host.Fresh(), _nora.Account, true)).Ok);
        });
        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var block in export.Read(_nora, _space, new JournalFilter()))
                Assert.Fail("Nothing is read.");
        });
    }

    [Theory]
    [InlineData(JournalKind.Members, false, "journal_space_action")]
    [InlineData(null, true, "journal_space_person")]
    [InlineData(JournalKind.Members, true, "journal_space_person")]
    public async Task Each_filter_is_found_by_its_index(JournalKind? kind, bool byPerson, string index)
    {
        if (TestStore.IsPostgres)
            return;
        var scope = _host.Get<Rights>().ScopeOf(_nora);
        var statement = SpaceJournal.Page(scope, _space, new JournalFilter(kind, byPerson ? _nora.Account : null), "1 = 1", 51);
        await using var reading = await _host.Store.OpenRead();

        var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
            $"EXPLAIN QUERY PLAN {statement.Sql}", scope.Parameters([.. statement.Parameters]))).Select(p => p.Detail).ToList();

        Assert.Contains(plan, d => d.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, d => d.StartsWith("SCAN j", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<JournalEntry>> All(JournalFilter filter)
    {
        List<JournalEntry> all = [];
        for (JournalPage? page = null; page is null || page.Next is not null;)
        {
            page = await _host.Get<MemberQueries>().Journal(_host.Get<Rights>().ScopeOf(_nora), _space, filter with { After = page?.Next });
            all.AddRange(page.Rows);
        }
        return all;
    }
}
