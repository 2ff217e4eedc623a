using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Commits;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Silo.CoreSystem;
using Silo.Files;

namespace Grains.Tests.Requests.Changes;

/// <summary>What an insured person's forms change of themselves: an address when it is sent, the family when an adviser has looked.</summary>
public sealed class InsuredChangeTests : IAsyncLifetime
{
    private const string Portal = "particulier";
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:1:Slug"] = Portal });
    private Caller _samir = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        _samir = await Insured("samir", "Samir", "Benmarouk", "10482271", new(1988, 5, 9));
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Address_that_is_sent_stands_once_though_the_node_dies_after_its_job()
    {
        await Send("a", "adresse", Move("12/11/2026", "14 rue des Carmes"));
        Assert.Null((await Cover()).AddressOn(Today));

        var (jobs, real) = (_host.Get<IJobStore>(), TimeProvider.System.GetUtcNow());
        var job = Assert.Single(await jobs.Lease(JobLane.Grains, 100, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1)), j => j.Kind == FormChangeJob.JobKind);
        await _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == FormChangeJob.JobKind).Handle(job, default);
        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();

        var address = (await Cover()).AddressOn(Today)!;
        Assert.Equal(("14 rue des Carmes", "76000", "Rouen", new DateOnly(2026, 11, 12)), (address.Street, address.PostCode, address.City, address.From));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM insured_change"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'insured-changed'"));
    }

    [Fact]
    public async Task Address_of_a_later_day_waits_for_it_and_the_one_said_last_counts()
    {
        await Send("a", "adresse", Move("12/11/2026", "14 rue des Carmes"));
        await Send("b", "adresse", Move("06/12/2026", "3 quai du Halage"));
        await _host.RunGrainWork();

        var cover = await Cover();

        Assert.Equal(("14 rue des Carmes", "3 quai du Halage"), (cover.AddressOn(Today)!.Street, cover.NextAddress(Today)!.Street));
        Assert.Equal("3 quai du Halage", cover.AddressOn(new(2026, 12, 6))!.Street);
        Assert.Null(cover.NextAddress(new(2026, 12, 6)));
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        var other = await Insured("eleonore", "Éléonore", "Ngassam", "10482239", new(1992, 7, 28));
        await Send("a", "adresse", Move("12/11/2026", "14 rue des Carmes"));
        await _host.RunGrainWork();

        Assert.Empty((await Cover(other)).Addresses);
    }

    [Fact]
    public async Task Child_is_covered_once_the_adviser_in_charge_has_recorded_it()
    {
        var request = await Send("c", "beneficiaire", Child(), "acte-naissance");
        await _host.RunGrainWork();
        Assert.DoesNotContain((await Cover()).Beneficiaries, b => b.FirstName == "Noé");
        Assert.Equal(RequestRefusal.NotInCharge, (await request.RecordChange(_claire, _host.Fresh())).Refusal);
        Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);

        Assert.Equal(RequestRefusal.NotFound, (await request.RecordChange(_samir, _host.Fresh())).Refusal);
        Assert.True((await request.RecordChange(_claire, _host.Fresh())).Ok);
        Assert.Equal(RequestRefusal.NoChange, (await request.RecordChange(_claire, _host.Fresh())).Refusal);
        await _host.RunGrainWork();

        var child = Assert.Single((await Cover()).Beneficiaries, b => b.FirstName == "Noé");
        Assert.Equal(("enfant", new DateOnly(2026, 11, 2), 4), (child.Link, child.From, child.Rank));
        var scope = _host.Get<Rights>().ScopeOf(_samir);
        var page = (await _host.Get<ThreadQueries>().Page(scope, "2026-c"))!;
        Assert.Equal(ChangeStage.Recorded, page.Outcome.Change);
        Assert.Equal("02/11/2026", Assert.Single(page.Slice.Entries, e => e.Kind is EntryKind.ChangeRecorded).Text);
        // The form knows them from then on.
        var facts = await _host.Get<FormFactQueries>().Of(scope, _host.Get<FormCatalogue>().Get("beneficiaire"), Rights.OwnFile(_samir), Child());
        Assert.Equal(true, facts.Values["insured.isThere"]);
    }

    [Fact]
    public async Task Who_leaves_is_covered_to_the_day_of_the_judgment()
    {
        var request = await Send("d", "situation-personnel", new() { ["evenement"] = "divorce", ["date"] = "10/11/2026", ["sortie"] = "Lina" }, "divorce");
        Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await request.RecordChange(_claire, _host.Fresh())).Ok);
        await _host.RunGrainWork();

        var cover = await Cover();

        Assert.Contains(cover.BeneficiariesOn(new(2026, 11, 10)), b => b.FirstName == "Lina");
        Assert.DoesNotContain(cover.BeneficiariesOn(new(2026, 11, 11)), b => b.FirstName == "Lina");
        Assert.Equal(2, cover.BeneficiariesOn(Today).Count);
    }

    [Fact]
    public async Task New_name_changes_nobody_s_cover_and_there_is_nothing_to_record()
    {
        var request = await Send("n", "situation-personnel", new()
        {
            ["evenement"] = "nom", ["date"] = "10/11/2026", ["precisions_situation"] = "Je reprends mon nom de naissance.",
        });
        Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);

        Assert.Equal(RequestRefusal.NoChange, (await request.RecordChange(_claire, _host.Fresh())).Refusal);
    }

    private static Dictionary<string, string> Move(string from, string street) => new()
    {
        ["voie"] = street, ["code_postal"] = "76000", ["commune"] = "Rouen", ["depuis"] = from,
    };

    private static Dictionary<string, string> Child() => new()
    {
        ["lien"] = "enfant", ["civilite"] = "monsieur", ["benef_nom"] = "Benmarouk", ["benef_prenom"] = "Noé", ["benef_naissance"] = "02/11/2026",
        ["date"] = "02/11/2026", ["deja_couvert"] = FieldKinds.No, ["accord"] = "accepte", ["piece.droits"] = FormPiece.Later,
    };

    private Task<InsuredCover> Cover(Caller? of = null) => _host.Get<InsuredQueries>().Own(_host.Get<Rights>().ScopeOf(of ?? _samir));

    private async Task<IRequestGrain> Send(string id, string form, Dictionary<string, string> answers, params string[] pieces)
    {
        var request = _host.Grains.GetGrain<IRequestGrain>($"{Portal}/{id}");
        (answers["prenom"], answers["nom"], answers["courriel"]) = ("Samir", "Benmarouk", "samir@courrier.example");
        Assert.True((await request.Begin(_samir, _host.Fresh(), form, Rights.OwnFile(_samir))).Ok);
        Assert.True((await request.SaveDraft(_samir, _host.Fresh(), new DraftPage(3, answers))).Ok);
        foreach (var piece in pieces)
        {
            var file = await _host.Get<FileStore>().Save(_samir.Account, $"{piece}.pdf", new MemoryStream(Samples.Pdf()), default);
            Assert.True((await request.AttachPieceToDraft(_samir, _host.Fresh(), file.Value!.File, piece)).Ok);
        }
        Assert.Null((await request.Send(_samir, _host.Fresh(), $"2026-{id}")).Refusal);
        return request;
    }

    private async Task<Caller> Insured(string key, string first, string last, string number, DateOnly born)
    {
        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(_host.Fresh(), new NewAccount(
            CallerKind.Customer, Portal, StaffRole.None, $"{key}@courrier.example", first, last, "", await PasswordHasher.Make(GrainHost.Password, 1000), null, null)
        {
            IsInsured = true, Number = number, BirthDate = born, Terms = "1",
        })).Ok);
        return await _host.WithSession(new Caller(key, CallerKind.Customer, Portal, $"{first} {last}", ""));
    }
}
