using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Letters;
using Grains.Requests;
using Grains.Requests.Attestations;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.Requests;

/// <summary>Papers that a form yields at once, and what anybody learns of them by their code.</summary>
public sealed class AttestationTests : IAsyncLifetime
{
    private const string Portal = "particulier";
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:1:Slug"] = Portal });
    private Caller _samir = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>("samir").Register(_host.Fresh(), new NewAccount(
            CallerKind.Customer, Portal, StaffRole.None, "samir@courrier.example", "Samir", "Benmarouk", "", await PasswordHasher.Make(GrainHost.Password, 1000), null, null)
        {
            IsInsured = true, Number = "10482271", BirthDate = new(1988, 5, 9), Terms = "1",
        })).Ok);
        _samir = await _host.WithSession(new Caller("samir", CallerKind.Customer, Portal, "Samir Benmarouk", ""));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Card_is_made_at_once_and_the_request_is_closed_with_it()
    {
        await Send(_samir, "1", "attestation-droits", Rights.OwnFile(_samir), new() { ["document"] = "carte" });

        var made = (await Find(_samir, "2026-1"))!;
        Assert.Equal(
            (AttestationKind.Card, "Samir Benmarouk", "10482271", "SA2019000", new DateOnly(2026, 12, 31)),
            (made.Kind, made.Facts.Holder, made.Facts.Number, made.Facts.Contract.Number, made.Until!.Value));
        Assert.Equal(["Samir Benmarouk", "Lina", "Inès Benmarouk", "Adam Benmarouk"], made.Facts.People);
        var page = (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_samir), "2026-1"))!;
        Assert.Equal(RequestStatus.Closed, page.Request.Status);
        Assert.Equal("1", Assert.Single(page.Slice.Entries, e => e.Kind is EntryKind.Issued).Text);
        Assert.Equal(1, await _host.MailCount("attestation-ready"));
        Assert.Equal(0, await _host.MailCount("request-sent"));
    }

    [Fact]
    public async Task By_post_an_adviser_answers()
    {
        await Send(_samir, "1", "attestation-droits", Rights.OwnFile(_samir), new() { ["document"] = "carte", ["envoi"] = "courrier" });

        Assert.Null(await Find(_samir, "2026-1"));
        Assert.Equal(RequestStatus.Sent, (await _host.Get<RequestQueries>().Find(_host.Get<Rights>().ScopeOf(_samir), "2026-1"))!.Status);
    }

    [Fact]
    public async Task Code_says_valid_kind_and_day_and_a_year_later_that_it_is_no_longer()
    {
        await Send(_samir, "1", "attestation-droits", Rights.OwnFile(_samir), new() { ["document"] = "attestation" });
        var code = (await Find(_samir, "2026-1"))!.Code;

        Assert.Equal(new CheckedAttestation(true, AttestationKind.Rights, new(2026, 11, 24)), await Check(PrintedCode.Shown(code).ToLowerInvariant()));
        Assert.Equal(new CheckedAttestation(false), await Check("0000000000"));
        Assert.Null(await Check("trop court"));
        // The store holds no code.
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM attestation WHERE code_hash LIKE '%{code}%' OR facts LIKE '%{code}%'"));
        _host.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(new CheckedAttestation(false, AttestationKind.Rights, new(2026, 11, 24)), await Check(code));
    }

    [Fact]
    public async Task Nobody_else_finds_it()
    {
        await Send(_samir, "1", "attestation-droits", Rights.OwnFile(_samir), new() { ["document"] = "carte" });

        Assert.Null(await Find((await _host.Customer("paul")).Caller, "2026-1"));
        Assert.NotNull(await Find(await _host.Adviser("claire"), "2026-1"));
    }

    [Fact]
    public async Task Company_has_its_membership_attested_and_its_employee_s_cover()
    {
        var (nora, _, _) = await _host.Customer("nora", Company);
        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/maelys").Describe(_host.Fresh(), new EmployeeFacts(
            Company, new Person("Corvandier", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2020, 2, 1), "04"),
            [new CoverInterval("PR3019000", CoverKind.Covered, new DateOnly(2020, 2, 1), null, "NC", "BASE")]))).Ok);

        await Send(nora, "1", "attestation", Company, new() { ["type"] = "adhesion", ["contrat"] = "SA2019000", ["destinataire"] = "Mairie d’Ombre-le-Val" });
        await Send(nora, "2", "attestation", Company, new() { ["type"] = "salarie", ["contrat"] = "PR3019000", ["salarie"] = "maelys" });
        await Send(nora, "3", "attestation", Company, new() { ["type"] = "cotisations", ["contrat"] = "SA2019000" });

        var (membership, employee) = ((await Find(nora, "2026-1"))!, (await Find(nora, "2026-2"))!);
        Assert.Equal(
            (AttestationKind.Membership, "812345676", "SA2019000", "Mairie d’Ombre-le-Val"),
            (membership.Kind, membership.Facts.Number, membership.Facts.Contract.Number, membership.Facts.Recipient));
        Assert.Equal(
            (AttestationKind.Employee, "Maëlys Corvandier", new DateOnly(2020, 2, 1)), (employee.Kind, employee.Facts.Employee!.Name, employee.Facts.Employee.From));
        Assert.NotEqual(membership.Code, employee.Code);
        Assert.Null(await Find(nora, "2026-3"));
    }

    private Task<CheckedAttestation?> Check(string code) => _host.Get<AttestationCheck>().Of(code, CancellationToken.None);

    private Task<MadeAttestation?> Find(Caller by, string number) => _host.Get<AttestationQueries>().Find(_host.Get<Rights>().ScopeOf(by), number);

    private async Task Send(Caller by, string id, string form, string company, Dictionary<string, string> answers)
    {
        var request = _host.Grains.GetGrain<IRequestGrain>($"{by.Portal}/{id}");
        (answers["prenom"], answers["nom"], answers["courriel"]) = ("Samir", "Benmarouk", "samir@courrier.example");
        if (!Rights.IsOwnFile(company))
            answers["company"] = company;
        Assert.True((await request.Begin(by, _host.Fresh(), form, company)).Ok);
        Assert.True((await request.SaveDraft(by, _host.Fresh(), new DraftPage(3, answers))).Ok);
        Assert.Null((await request.Send(by, _host.Fresh(), $"2026-{id}")).Refusal);
    }
}
