using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Employees;

public sealed class EmployeeCorrectionTests : IAsyncLifetime
{
    private GrainHost _one = null!;
    private GrainHost _two = null!;
    private Caller _nora = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string> { ["STORE"] = await (await PostgresServer.Shared).CreateDatabase() };
        (_one, _two) = (new GrainHost(settings), new GrainHost(settings));
        (_nora, _company, _) = await _one.Customer("nora");
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_nodes_that_save_one_sheet_at_once_one_is_told_that_it_has_changed()
    {
        var id = await Invite(_one);
        for (var round = 0; round < 10; round++)
        {
            var before = (await Employee(_one, id).Identity(_nora))!;

            var saved = await Task.WhenAll(
                Employee(_one, id).Correct(_nora, _one.Fresh(), before, before with { Number = $"un-{round}" }),
                Employee(_two, id).Correct(_nora, _two.Fresh(), before, before with { Number = $"deux-{round}" }));

            Assert.Single(saved, s => s.Ok);
            Assert.Equal(EmployeeRefusal.ChangedMeanwhile, Assert.Single(saved, s => !s.Ok).Refusal);
            Assert.Equal(saved[0].Ok ? $"un-{round}" : $"deux-{round}", (await Employee(_two, id).Identity(_nora))!.Number);
        }
    }

    [Fact]
    public async Task Namesakes_born_the_same_day_are_told_apart_by_who_types_and_a_correction_frees_the_name()
    {
        var first = await Invite(_one);
        Assert.Equal(EmployeeRefusal.Homonym, (await Type(_one)).Refusal);
        Assert.Equal([first], await _one.Get<AffiliationService>().NamesakesOf(_nora, Someone()));

        var second = await Type(_one, "");
        Assert.True(second.Ok);
        Assert.NotEqual(first, second.Value);
        Assert.Equal(EmployeeRefusal.AlreadyInvited, (await Type(_two, first)).Refusal);
        Assert.Equal(EmployeeRefusal.AlreadyInvited, (await Type(_two, second.Value)).Refusal);

        var before = (await Employee(_one, first).Identity(_nora))!;
        Assert.True((await Employee(_one, first).Correct(_nora, _one.Fresh(), before, before with { Person = before.Person with { LastName = "Autrement" } })).Ok);
        Assert.Equal([second.Value], await _one.Get<AffiliationService>().NamesakesOf(_nora, Someone()));
        var third = (await Employee(_one, second.Value).Identity(_nora))!;
        Assert.Equal(EmployeeRefusal.AlreadyKnown,
            (await Employee(_one, second.Value).Correct(_nora, _one.Fresh(), third, third with { Person = third.Person with { LastName = "AUTREMENT" } })).Refusal);
    }

    [Fact]
    public async Task Strangers_read_and_correct_nothing()
    {
        var id = await Invite(_one);
        var identity = (await Employee(_one, id).Identity(_nora))!;
        var (stranger, _, _) = await _one.Customer("stranger");

        Assert.Null(await Employee(_one, id).Identity(stranger));
        Assert.Equal(EmployeeRefusal.NotFound, (await Employee(_one, id).Correct(stranger, _one.Fresh(), identity, identity with { Number = "1" })).Refusal);
        Assert.Empty(await _one.Get<AffiliationService>().NamesakesOf(stranger, Someone()));
        Assert.Equal(EmployeeRefusal.NotFound, (await _one.Get<AffiliationService>().Invite(stranger, _one.Fresh(), Someone())).Refusal);
    }

    private static IEmployeeGrain Employee(GrainHost host, string id) => host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{id}");

    private async Task<string> Invite(GrainHost host)
    {
        var invited = await Type(host);
        Assert.True(invited.Ok, $"{invited.Refusal}");
        return invited.Value;
    }

    private Task<Result<string, EmployeeRefusal>> Type(GrainHost host, string? sameAs = null) =>
        host.Get<AffiliationService>().Invite(_nora, host.Fresh(), Someone() with { SameAs = sameAs });

    private NewEmployee Someone() => new(
        _company, new Person("Corvandier", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2026, 12, 1), "04"),
        [new CoverChoice("SA1", "ENS", "OPT2", new DateOnly(2026, 12, 1))], "maelys@courrier.example");
}
