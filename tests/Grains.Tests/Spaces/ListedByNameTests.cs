using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Requests;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Spaces;

/// <summary>Members and companies stand under the names that they have now, and what waits is asked of every company in which anything is.</summary>
public sealed class ListedByNameTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private string _space = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _space) = await _host.Customer("nora");
        (_hugues, _, _) = await _host.Customer("hugues");
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).Admit(_host.Fresh(), new Member(_hugues.Account, SpaceRole.Collaborateur, true, []))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_member_who_changes_their_name_moves_in_the_list_and_is_found_by_it()
    {
        foreach (var (account, name) in new[] { (_nora.Account, "aurore b"), (_hugues.Account, "zoe a") })
            await Do($"UPDATE account_list SET folded = '{name}' WHERE account = '{account}'");
        Assert.Equal([_nora.Account, _hugues.Account], await Members(null));

        await Do($"UPDATE account_list SET folded = 'abel c' WHERE account = '{_hugues.Account}'");

        Assert.Equal([_hugues.Account, _nora.Account], await Members(null));
        Assert.Equal([_hugues.Account], await Members("abel"));
        Assert.Empty(await Members("zoe"));
    }

    [Fact]
    public async Task A_company_that_is_renamed_moves_in_the_chooser()
    {
        var portal = _space[.._space.IndexOf('/')];
        foreach (var (siren, name) in new[] { ("900000011", "bleu"), ("900000012", "vert") })
        {
            await Do($"INSERT INTO space_company (space, company) VALUES ('{_space}', '{portal}/{siren}')");
            await Do(
                $"INSERT INTO company_list (company, portal, siren, name, city, establishments, folded) VALUES ('{portal}/{siren}', '{portal}', '{siren}', '{name}', '', 1, '{name}')");
        }
        Assert.Equal(["900000011", "900000012"], await Companies());

        await Do($"UPDATE company_list SET folded = 'zinc' WHERE siren = '900000011'");

        Assert.Equal(["900000012", "900000011"], await Companies());

        async Task<IEnumerable<string>> Companies() =>
            (await _host.Get<CompanyQueries>().List(Scope(_nora))).Select(c => c.Siren).Where(s => s.StartsWith("9000000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_in_a_company_is_counted_whichever_came_into_the_space_first_it_or_the_company(bool companyFirst)
    {
        var company = $"{GrainHost.Portal}/900000013";
        await _host.SentRequest(_nora, (await Companies())[0], "1");
        var before = await All();
        foreach (var step in companyFirst ? new[] { Enter, Ask } : [Ask, Enter])
            await step();

        Assert.Equal(before + 1, await All());

        Task Enter() => Do($"INSERT INTO space_company (space, company) VALUES ('{_space}', '{company}')");
        Task Ask() => Do(
            $"""
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at,
              excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            SELECT 'other', 'F-1', portal, '{company}', form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at,
              excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at FROM request_list WHERE number = '2026-1'
            """);
        async Task<int> All() => (await _host.Get<RequestQueries>().Counts(Scope(_nora))).All;
        async Task<IReadOnlyList<string>> Companies() => [.. (await _host.Get<CompanyQueries>().List(Scope(_nora))).Select(c => c.Company)];
    }

    private async Task Do(string sql) => await ((IHostStore)_host.Store).Execute(sql, CommitLane.Bulk, default);

    private Scope Scope(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private async Task<IEnumerable<string?>> Members(string? search) =>
        (await _host.Get<MemberQueries>().List(Scope(_nora), _space, new MemberFilter(search, null, null))).Rows.Select(m => m.Account);
}
