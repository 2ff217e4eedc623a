using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Employees;

/// <summary>The right to an export is asked before each block leaves and once more when all have: each time alone is enough to keep what is lost.</summary>
public sealed class EmployeeExportTests : IAsyncLifetime
{
    private const string Site = "81234567600025";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private EmployeeExport Export => _host.Get<EmployeeExport>();

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora", $"{GrainHost.Portal}/{Site[..9]}");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public enum Lost
    {
        /// <summary>Affiliations are no longer theirs to read.</summary>
        Right,
        /// <summary>They, or somebody for them, have signed out.</summary>
        Session,
    }

    [Fact]
    public async Task Everybody_is_given_in_blocks_a_company_after_the_other()
    {
        var second = await _host.AddCompany(_space, "zulu");
        await _host.InsertEmployees(_company, 0, (2 * EmployeeExport.Block) + 300);
        await _host.InsertEmployees(second, 5000, 5003);

        Assert.Equal([EmployeeExport.Block, EmployeeExport.Block, 300, 3], await Blocks(new EmployeeFilter(), () => Task.CompletedTask));
    }

    [Theory]
    [InlineData(Lost.Right)]
    [InlineData(Lost.Session)]
    public async Task What_is_lost_before_the_first_block_gives_nothing(Lost lost)
    {
        await _host.InsertEmployees(_company, 0, 3);
        var rows = await Export.Open(_nora, new EmployeeFilter(_company));

        await Lose(lost);

        var given = 0;
        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var _ in rows!)
                given++;
        });
        Assert.Equal(0, given);
    }

    [Theory]
    [InlineData(Lost.Right)]
    [InlineData(Lost.Session)]
    public async Task What_is_lost_between_two_blocks_gives_none_after_nor_another_company_s(Lost lost)
    {
        var second = await _host.AddCompany(_space, "zulu");
        await _host.InsertEmployees(_company, 0, (2 * EmployeeExport.Block) + 300);
        await _host.InsertEmployees(second, 5000, 5003);

        // Of the second company nothing is lost but by the first's: the space keeps it.
        Assert.Equal([EmployeeExport.Block], await BlocksUntilLost(new EmployeeFilter(), () => lost is Lost.Right ? TakeAway(_company) : Lose(lost)));
    }

    [Theory]
    [InlineData(Lost.Right)]
    [InlineData(Lost.Session)]
    public async Task What_is_lost_after_the_last_block_is_no_end_of_a_whole_file(Lost lost)
    {
        await _host.InsertEmployees(_company, 0, 3);

        Assert.Equal([3], await BlocksUntilLost(new EmployeeFilter(_company), () => Lose(lost)));
    }

    [Fact]
    public async Task An_establishment_that_is_unticked_meanwhile_is_in_no_block_after()
    {
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _nora = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", ""));
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-hugues");
        await space.Found(_host.Fresh(), "Hugues", new Member(_nora.Account, SpaceRole.Administrateur, true, []), _company, []);
        await _host.InsertEmployees(_company, 0, (2 * EmployeeExport.Block) + 300);
        // The one that will be unticked stands in every block.
        await Execute($"UPDATE employee_list SET siret = '{Site}' WHERE last_name LIKE '%7'");

        var blocks = await BlocksUntilLost(
            new EmployeeFilter(_company), () => Execute($"INSERT INTO space_unticked (space, siret) VALUES ('{GrainHost.Portal}/s-hugues', '{Site}') ON CONFLICT DO NOTHING"));

        Assert.Equal([EmployeeExport.Block], blocks);
    }

    private async Task<IReadOnlyList<int>> BlocksUntilLost(EmployeeFilter filter, Func<Task> after)
    {
        var blocks = new List<int>();
        await Assert.ThrowsAsync<AccessLostException>(() => Blocks(filter, after, blocks));
        return blocks;
    }

    private async Task<IReadOnlyList<int>> Blocks(EmployeeFilter filter, Func<Task> after, List<int>? blocks = null)
    {
        blocks ??= [];
        await foreach (var block in (await Export.Open(_nora, filter))!)
        {
            blocks.Add(block.Count);
            await after();
        }
        return blocks;
    }

    private Task Lose(Lost lost) => lost is Lost.Right
        ? _host.Give(_space, _nora, UniverseRights.ReadHealth)
        : _host.Grains.GetGrain<IAccountRecoveryGrain>(_nora.Account).EndSessions(_host.Fresh(), [_nora.Session]);

    private Task TakeAway(string company) => Execute($"DELETE FROM space_company WHERE company = '{company}'");

    private async Task Execute(string sql) => await _host.Get<IHostStore>().Execute(sql, CommitLane.Bulk, default);
}
