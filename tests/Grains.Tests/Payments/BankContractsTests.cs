using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Payments;
using Grains.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.Payments;

/// <summary>A company's account for several of its contracts.</summary>
public sealed class BankContractsTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Iban = "FR7630006000011234567890189";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        _nora = (await _host.Customer("nora", Company)).Caller;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("", Fault.Missing)]
    [InlineData("SA2019000", null)]
    [InlineData("SA2019000,PR3019000", null)]
    [InlineData("SA2019000,SA9999999", Fault.Unknown)]
    public async Task Form_takes_the_company_s_own_contracts(string contracts, Fault? fault) =>
        Assert.Equal(fault, (await Answers(contracts)).Faults().SingleOrDefault(f => f.Input == "contrats")?.Fault);

    [Fact]
    public async Task Change_is_for_all_that_were_chosen_and_they_are_named()
    {
        var answers = await Answers("SA2019000,PR3019000");

        Assert.Equal("SA2019000, PR3019000", FormChanges.Of(Form, answers.Whole())!.Account!.Contract);
        var whole = FormDefinition.Named(answers.Whole(), await Facts("SA2019000,PR3019000"));
        Assert.Matches("SA2019000.*; .*PR3019000", Form.Shown(Form.Field("contrats")!, whole));
    }

    [Theory]
    [InlineData("SA2019000", true)]
    [InlineData("SA2019000,PR3019000", true)]
    [InlineData("SA2019000,RE4019000", false)]
    [InlineData("RE4019000", false)]
    public async Task Account_is_the_known_one_where_it_is_that_of_each_contract(string contracts, bool known)
    {
        await Apply("a", "SA2019000, PR3019000", Iban);
        await Apply("b", "RE4019000", "FR1420041010050500013M02606");

        Assert.Equal(known, await _host.Get<BankAccounts>().IsCurrent(Rights.ScopeOf(_nora), Company, BankPurpose.Benefits, Iban, contracts.Split(',')));
    }

    [Fact]
    public async Task Newer_account_of_one_contract_leaves_the_other_its_own()
    {
        await Apply("a", "SA2019000, PR3019000", Iban);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await Apply("b", "PR3019000", "FR1420041010050500013M02606");
        var accounts = _host.Get<BankAccounts>();

        Assert.True(await accounts.IsCurrent(Rights.ScopeOf(_nora), Company, BankPurpose.Benefits, Iban, ["SA2019000"]));
        Assert.False(await accounts.IsCurrent(Rights.ScopeOf(_nora), Company, BankPurpose.Benefits, Iban, ["PR3019000"]));
    }

    private Rights Rights => _host.Get<Rights>();

    private FormDefinition Form => _host.Get<FormCatalogue>().Get("rib");

    private static Dictionary<string, string> Typed(string contracts) => new()
    {
        ["company"] = Company, ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@maison.example", ["usage"] = "indemnites", ["contrats"] = contracts,
        ["titulaire"] = "Ateliers Brumont", ["iban"] = Iban,
    };

    private Task<FormFacts> Facts(string contracts) => _host.Get<FormFactQueries>().Of(Rights.ScopeOf(_nora), Form, Company, Typed(contracts));

    private async Task<FormAnswers> Answers(string contracts) => new(Form, Typed(contracts), await Facts(contracts));

    // Asked for, called back about, approved, and held long enough.
    private async Task Apply(string id, string contracts, string iban)
    {
        var (claire, pauline) = (await _host.Adviser($"claire-{id}"), await _host.Adviser($"pauline-{id}"));
        Assert.True((await _host.Request(id).Begin(_nora, _host.Fresh(), "rib", Company)).Ok);
        var change = _host.Grains.GetGrain<IBankChangeGrain>($"{GrainHost.Portal}/{id}");
        await change.Ask(_host.Fresh(), new BankChangeAsked(
            $"2026-{id}", GrainHost.Portal, Company, _nora.Account, _nora.Name, BankPurpose.Benefits, contracts, "Ateliers Brumont", iban, null, null, Mandate: false));
        Assert.True((await change.NoteCall(claire, _host.Fresh(), "Confirmé")).Ok);
        Assert.True((await change.Approve(pauline, _host.Fresh())).Ok);
        _host.Clock.Advance(TimeSpan.FromHours(72));
        await change.Due(_host.Fresh());
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM bank_change WHERE number = '2026-{id}' AND stage = 4"));
    }
}
