using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.Accounts;

public sealed class RegistrationGrainTests : IAsyncLifetime
{
    private const string Key = $"{GrainHost.Portal}/r1";
    private readonly GrainHost _host = new();

    private IRegistrationGrain Grain => _host.Grains.GetGrain<IRegistrationGrain>(Key);

    public Task InitializeAsync() => _host.Get<CoreSystemImport>().Demo(CancellationToken.None);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Known_fields_survive_a_restart_and_others_are_not_kept()
    {
        await Grain.Save(_host.Fresh(), Page(("siren", "523880144"), ("password", "secret"), ("Role", "Administrateur")));

        await _host.Restart();

        Assert.Equal([KeyValuePair.Create("siren", "523880144")], (await Grain.View())!.Fields);
    }

    [Fact]
    public async Task Right_proof_says_whose_it_is_and_another_siren_takes_it_back()
    {
        Assert.Equal(ProofAnswer.Right, await Prove("523880144", "700374"));
        Assert.Equal(("523880144", 1), ((await Grain.View())!.Proven!.Siren, (await Grain.View())!.Proven!.Establishments));

        await Grain.Save(_host.Fresh(), Page(("siren", "812345676")));

        Assert.Null((await Grain.View())!.Proven);
    }

    [Fact]
    public async Task Twenty_wrong_proofs_close_the_registration_to_right_ones_too()
    {
        for (var i = 0; i < 20; i++)
            Assert.Equal(ProofAnswer.Wrong, await Prove("523880144", $"{i}"));

        Assert.Equal(ProofAnswer.TooMany, await Prove("523880144", "700374"));
    }

    [Fact]
    public async Task Wrong_proof_sent_twice_counts_once()
    {
        var operation = _host.Fresh();
        for (var i = 0; i < 30; i++)
            Assert.Equal(ProofAnswer.Wrong, await Grain.Prove(operation, Page(("siren", "523880144"), ("numeroEntreprise", "1"))));

        Assert.Equal(ProofAnswer.Right, await Prove("523880144", "700374"));
    }

    [Fact]
    public async Task Files_need_a_proof_and_are_two_at_most()
    {
        await Grain.Save(_host.Fresh(), Page(("siren", "523880144")));
        Assert.Equal(RegistrationRefusal.NotProven, (await Attach("f1")).Refusal);

        await Prove("523880144", "700374");

        Assert.True((await Attach("f1")).Ok);
        Assert.True((await Attach("f2")).Ok);
        Assert.Equal(RegistrationRefusal.TooManyFiles, (await Attach("f3")).Refusal);
    }

    [Fact]
    public async Task Endless_field_is_refused() =>
        Assert.Equal(RegistrationRefusal.TooLong, (await Grain.Save(_host.Fresh(), Page(("nom", new string('x', 201))))).Refusal);

    [Fact]
    public async Task Finished_registration_keeps_nothing_but_where_the_mail_went()
    {
        await Prove("523880144", "700374");

        await Grain.Finish(_host.Fresh(), new RegistrationEnd("i•••@maison.example"));

        var view = (await Grain.View())!;
        Assert.Equal(("i•••@maison.example", 0, null), (view.SentTo, view.Fields.Count, view.Proven));
        Assert.Equal(RegistrationRefusal.Over, (await Grain.Save(_host.Fresh(), Page(("nom", "Autre")))).Refusal);
    }

    [Fact]
    public async Task After_a_day_it_is_over()
    {
        await Prove("523880144", "700374");
        _host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Grain.View());

        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await Grain.View());
        await Grain.Expire(_host.Fresh());
        Assert.Null(await Grain.View());
    }

    [Fact]
    public async Task Only_staff_take_a_call_off()
    {
        await Grain.AskContact(_host.Fresh(), new ContactAsked(GrainHost.Portal, "523880144", "Inès", "0639980010", "ines@maison.example"));
        await Grain.ContactDone(new Caller("c-nora", CallerKind.Customer, GrainHost.Portal, "Nora", "s"), _host.Fresh());
        Assert.Equal(1, await Waiting());

        await Grain.ContactDone(await _host.Adviser("claire"), _host.Fresh());

        Assert.Equal(0, await Waiting());
    }

    private async Task<long> Waiting()
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = "SELECT count(*) FROM contact_asked";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<ProofAnswer> Prove(string siren, string number) => Grain.Prove(_host.Fresh(), Page(("siren", siren), ("numeroEntreprise", number)));

    private Task<Result<RegistrationRefusal>> Attach(string file) => Grain.Attach(_host.Fresh(), new Attachment(file, $"{file}.png", "image/png", 10));

    private static RegistrationPage Page(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => f.Value), []);
}
