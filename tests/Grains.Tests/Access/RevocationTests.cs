using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Access;

/// <summary>A right that is gone when the turn begins: nothing is written, and nothing more is said than to a stranger.</summary>
public sealed class RevocationTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Entitled _people = null!;

    public static TheoryData<Basis> All => RevocationContract.All;

    public async Task InitializeAsync() => _people = await Entitled.In(_host);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Post_of_somebody_whose_right_is_gone_is_not_found_and_writes_nothing(Basis basis)
    {
        Assert.True((await _people.Post(_host, basis, _host.Fresh())).Ok);
        await _people.TakeAway(_host, basis);
        var operation = _host.Fresh();

        Assert.Equal(RequestRefusal.NotFound, (await _people.Post(_host, basis, operation)).Refusal);

        Assert.Equal(2, await _people.Messages(_host, basis));
        Assert.Null(await _host.Store.FindOperation(operation.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Refusal_says_why_to_who_has_the_right_and_nothing_to_who_lost_it(Basis basis)
    {
        Assert.Equal(RequestRefusal.EmptyMessage, (await _people.Post(_host, basis, _host.Fresh(), "")).Refusal);
        await _people.TakeAway(_host, basis);

        Assert.Equal(RequestRefusal.NotFound, (await _people.Post(_host, basis, _host.Fresh(), "")).Refusal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Repeat_gets_its_first_answer_though_the_right_is_gone(Basis basis)
    {
        var operation = _host.Fresh();
        var first = await _people.Post(_host, basis, operation);
        Assert.True(first.Ok);
        await _people.TakeAway(_host, basis);

        Assert.Equal(first, await _people.Post(_host, basis, operation));
        Assert.Equal(2, await _people.Messages(_host, basis));
    }

    [Fact]
    public async Task Right_given_back_lets_the_same_operation_through()
    {
        var operation = _host.Fresh();
        await _people.TakeAway(_host, Basis.StaffRole);
        Assert.Equal(RequestRefusal.NotFound, (await _people.Post(_host, Basis.StaffRole, operation)).Refusal);

        await _host.Rewrite(_people.Claire.Account, s => s with { Role = StaffRole.Gestionnaire });

        Assert.True((await _people.Post(_host, Basis.StaffRole, operation)).Ok);
    }

    [Fact]
    public async Task Draft_is_not_begun_for_a_company_whose_right_is_gone_nor_turned_to_one()
    {
        var (_, company, _) = await _host.Customer("ousmane");
        var draft = _host.Request("d");

        Assert.Equal(RequestRefusal.NotFound, (await draft.Begin(_people.Hugues, _host.Fresh(), "contact", company)).Refusal);
        Assert.True((await draft.Begin(_people.Hugues, _host.Fresh(), "contact", $"{GrainHost.Portal}/nora-siren")).Ok);
        var turned = new DraftPage(1, new Dictionary<string, string> { ["company"] = company });
        Assert.Equal(RequestRefusal.NotFound, (await draft.SaveDraft(_people.Hugues, _host.Fresh(), turned)).Refusal);

        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_list WHERE company = '{company}'"));
    }
}
