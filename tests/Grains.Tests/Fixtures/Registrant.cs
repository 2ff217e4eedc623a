using System.Collections.Immutable;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;

namespace Grains.Tests.Fixtures;

/// <summary>Somebody who registers, and the ways in and back as the pages drive them.</summary>
public sealed class Registrant(GrainHost host, string portal = GrainHost.Portal)
{
    private int _form;

    public string FirstName { get; init; } = "Nora";

    private RecoveryService Service => host.Get<RecoveryService>();

    public RecoveryForm Form() => new(portal, $"form-{Interlocked.Increment(ref _form)}", null);

    /// <param name="password">Null: chosen with the activation link.</param>
    public async Task<Result<AccountRefusal>> Register(string key, string email = "nora@maison.example", string? password = GrainHost.Password,
        string number = "", string siren = "812345676", IdentityDocument? paper = null)
    {
        var link = host.Get<DerivedSecrets>().Link(new OperationId($"register-{key}-{Interlocked.Increment(ref _form)}"));
        return await host.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(host.Fresh(), new NewAccount(
            CallerKind.Customer, portal, StaffRole.None, email, FirstName, "Vasselin", "0611223344", password is null ? null
                : await PasswordHasher.Make(password, 1000), null, null)
        {
            Activation = link,
            Number = number,
            Identity = paper,
            Admission =
                new ProvenCompany($"{portal}/{siren}", new CompanyFacts(siren, "Ateliers", "Bellerive", 1),
                    ImmutableList<string>.Empty) { JobTitle = "Responsable de la paie" },
        });
    }

    public async Task<Result<AccountRefusal>> Activate(string account, string token, string? password = null) =>
        await Service.PreviewLink(portal, LinkPurpose.Activation, account, token) is { } link
            ? await Service.Activate(Form(), account, token, link.Plan, password, default) : AccountRefusal.DeadLink;

    /// <summary>Registered, activated, member of the space of his company.</summary>
    public async Task Join(string key, string email = "nora@maison.example", string siren = "812345676")
    {
        Assert.True((await Register(key, email, siren: siren)).Ok);
        var (account, token) = await host.MailedLink("activate");
        Assert.True((await Activate(account, token)).Ok);
        await host.RunGrainWork();
    }

    public Task Forgot(string identifier = "nora@maison.example") => Service.Forgot(Form(), identifier);

    public async Task<Result<AccountRefusal>> Reset(string account, string token, string password) =>
        await Service.PreviewLink(portal, LinkPurpose.Reset, account, token) is { } link
            ? await Service.Reset(Form(), account, token, link.Plan, password, default) : AccountRefusal.DeadLink;

    public async Task<SignInStage> Password(string password, string identifier = "nora@maison.example") =>
        (await host.Service.Password(new SignInForm(portal, $"form-{Interlocked.Increment(ref _form)}", null, "test", "127.0.0.0"), identifier, password,
            default)).Step.Stage;
}
