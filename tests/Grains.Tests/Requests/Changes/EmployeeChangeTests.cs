using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Silo.Files;

namespace Grains.Tests.Requests.Changes;

/// <summary>What a company's forms change about an employee: a death when it is reported, the family when an adviser has looked.</summary>
public sealed class EmployeeChangeTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _) = await _host.Customer("nora", Company);
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_any_more_to_who_died()
    {
        var invited = (await _host.Get<AffiliationService>().Invite(_nora, _host.Fresh(), new NewEmployee(
            Company, new Person("Sarrazeuil", "Lucie", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2026, 11, 2), "04"),
            [new CoverChoice("SA2019000", "ENS", "BASE", new DateOnly(2026, 11, 2))], "lucie@maison.example"))).Value!;
        Assert.Equal(1, await Invitations());
        await Send("d", "deces", new()
        {
            ["salarie"] = invited, ["date_deces"] = "20/11/2026", ["cause"] = "naturelle", ["en_poste"] = FieldKinds.Yes, ["brut12"] = "28 940,00",
            ["situation"] = "celibataire", ["designation"] = "non",
        });

        await _host.RunGrainWork();

        Assert.Equal(0, await Invitations());
        Assert.Equal(EmployeeRefusal.NotInvited, (await _host.Get<AffiliationService>().Remind(_nora, _host.Fresh(), invited)).Refusal);
        Assert.Equal(EmployeeRefusal.Deceased, (await Grain(invited).Invite(_nora, _host.Fresh(), new NewEmployee(
            Company, new Person("Sarrazeuil", "Lucie", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2026, 11, 2), "04"),
            [new CoverChoice("SA2019000", "ENS", "BASE", new DateOnly(2026, 11, 2))], "lucie@maison.example"), new PersonalLink([1], "x"))).Refusal);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM employee_event WHERE kind = {(long)EmployeeEventKind.DeathReported}"));
    }

    [Fact]
    public async Task Spouse_is_on_the_sheet_from_the_effect_on_with_no_paper_to_hand_in()
    {
        await Describe();
        var request = await Send("m", "situation", new()
        {
            ["salarie"] = "maelys", ["evenement"] = "mariage", ["date"] = "14/11/2026", ["benef_prenom"] = "Andréa", ["benef_nom"] = "Lasbleiz",
            ["benef_naissance"] = "14/02/1991", ["a_couvrir"] = FieldKinds.Yes,
        }, "acte-mariage");
        await _host.RunGrainWork();
        Assert.Empty((await Sheet())!.Beneficiaries);
        Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await request.RecordChange(_claire, _host.Fresh())).Ok);
        await _host.Restart();
        await _host.RunGrainWork();
        await _host.RunGrainWork();

        var spouse = Assert.Single((await Sheet())!.Beneficiaries);
        Assert.Equal(("conjoint", "Andréa", "2026-11-14", ""), (spouse.Link, spouse.FirstName, spouse.FromOn, spouse.ToOn));
        Assert.Empty(BeneficiaryPapers.Asked([new NewBeneficiary("conjoint", "Lasbleiz", "Andréa", new(1991, 2, 14)) { From = new(2026, 11, 14) }], new(2026, 11, 24)));

        var left = await Send("v", "situation", new()
        {
            ["salarie"] = "maelys", ["evenement"] = "divorce", ["date"] = "23/11/2026", ["sortie"] = "Andréa Lasbleiz",
        }, "divorce");
        Assert.True((await left.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await left.RecordChange(_claire, _host.Fresh())).Ok);
        await _host.RunGrainWork();

        Assert.Equal("2026-11-23", Assert.Single((await Sheet())!.Beneficiaries).ToOn);
    }

    [Fact]
    public async Task Company_changes_nothing_about_an_employee_of_another()
    {
        await Describe();

        await Grain("maelys").ReportDeath(_host.Fresh(), $"{GrainHost.Portal}/437201957", new(2026, 11, 20));
        await Grain("maelys").ChangeFamily(
            _host.Fresh(), $"{GrainHost.Portal}/437201957", new FamilyChange(new(2026, 11, 20), new NewBeneficiary("enfant", "X", "Y", new(2020, 1, 1))));

        Assert.Empty((await Sheet())!.Beneficiaries);
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM employee_event WHERE kind >= {(long)EmployeeEventKind.DeathReported}"));
    }

    private Task<long> Invitations() => _host.Count("SELECT count(*) FROM job WHERE key LIKE 'affiliation-invitation/%'");

    private IEmployeeGrain Grain(string id) => _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{id}");

    private async Task Describe() => Assert.True((await Grain("maelys").Describe(_host.Fresh(), new EmployeeFacts(
        Company, new Person("Corvandier", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2020, 2, 1), "04"),
        [new CoverInterval("PR3019000", CoverKind.Covered, new DateOnly(2020, 2, 1), null, "NC", "BASE")]))).Ok);

    private Task<EmployeeSheet?> Sheet() => _host.Get<EmployeeQueries>().Sheet(_host.Get<Rights>().ScopeOf(_nora), "maelys");

    private async Task<IRequestGrain> Send(string id, string form, Dictionary<string, string> answers, params string[] pieces)
    {
        var request = _host.Request(id);
        (answers["company"], answers["prenom"], answers["nom"], answers["courriel"]) = (Company, "Nora", "Vasselin", "nora@exemple.fr");
        foreach (var piece in _host.Get<FormCatalogue>().Get(form).Pieces.Where(p => p.Due is PieceDue.Later && !pieces.Contains(p.Id)))
            answers[piece.Input] = FormPiece.Later;
        Assert.True((await request.Begin(_nora, _host.Fresh(), form, Company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(3, answers))).Ok);
        foreach (var piece in pieces)
        {
            var file = await _host.Get<FileStore>().Save(_nora.Account, $"{piece}.pdf", new MemoryStream(Samples.Pdf()), default);
            Assert.True((await request.AttachPieceToDraft(_nora, _host.Fresh(), file.Value!.File, piece)).Ok);
        }
        Assert.Null((await request.Send(_nora, _host.Fresh(), $"2026-{id}")).Refusal);
        return request;
    }
}
