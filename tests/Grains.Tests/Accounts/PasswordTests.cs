using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains;
using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Silo;

namespace Grains.Tests.Accounts;

public sealed class PasswordTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private int _form;

    public async Task InitializeAsync() => await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A7_Stored_hash_is_salted_PBKDF2_with_SHA512()
    {
        await _host.Customer("hugues");
        var (nora, hugues) = (await Stored("nora"), await Stored("hugues"));

        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(GrainHost.Password), nora.Salt, nora.Iterations, HashAlgorithmName.SHA512, 64),
            nora.Hash);
        Assert.InRange(nora.Salt.Length, 16, 64);
        Assert.NotEqual(nora.Salt, hugues.Salt);
        Assert.NotEqual(nora.Hash, hugues.Hash);
    }

    [Fact]
    public void A7_Cost_is_OWASP_s_and_production_refuses_less()
    {
        Assert.InRange(new Policy().PasswordIterations, 220_000, int.MaxValue);
        var cheap = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Host"] = "localhost", ["MASTER_KEY_FILE"] = "key", ["Portals:0:Slug"] = "p", ["Portals:0:Policy:PasswordIterations"] = "219999",
        }).Build();

        Assert.Throws<SettingRefusedException>(() => new ServiceCollection().AddGuichetSilo(cheap));
    }

    [Fact]
    public async Task A7_Older_cheaper_hash_is_made_anew_at_the_next_sign_in()
    {
        await Register("ancienne", await PasswordHasher.Make(GrainHost.Password, 500));
        Assert.Equal(SignInStage.Refused, (await Password("ancienne", "faux")).Stage);
        Assert.Equal(500, (await Stored("ancienne")).Iterations);

        Assert.Equal(SignInStage.CodeAsked, (await Password("ancienne", GrainHost.Password)).Stage);

        Assert.Equal(1000, (await Stored("ancienne")).Iterations);
        Assert.NotEqual(SignInStage.Refused, (await Password("ancienne", GrainHost.Password)).Stage);
    }

    [Fact]
    public async Task A5_Hash_made_anew_leaves_former_passwords_refused()
    {
        const string second = "Verger-Neuf-1790";
        var (nora, draws) = (new Registrant(_host), _host.Get<DerivedSecrets>());
        var first = await PasswordHasher.Make(GrainHost.Password, 500);
        await Register("fidele", first);
        var grain = _host.Grains.GetGrain<IAccountRecoveryGrain>("c-fidele");
        await grain.AskLink(_host.Fresh(), draws.Link(new OperationId("first")));
        var cheap = new PasswordHash(first.Salt, 500, await PasswordHasher.Derive(second, first.Salt, 500));
        Assert.True((await grain.Reset(_host.Fresh(), draws.Link(new OperationId("first")).Hash, new NewPassword(cheap, []))).Ok);

        await Password("fidele", second);
        Assert.Equal(1000, (await Stored("fidele")).Iterations);

        await grain.AskLink(_host.Fresh(), draws.Link(new OperationId("again")));
        Assert.Equal(AccountRefusal.PasswordReused, (await nora.Reset("c-fidele", draws.Link(new OperationId("again")).Token, GrainHost.Password)).Refusal);
    }

    [Fact]
    public async Task A7_Hash_is_not_replaced_by_who_does_not_know_it()
    {
        var before = await Stored("nora");

        await _host.Grains.GetGrain<IAccountGrain>("c-nora").RenewHash(_host.Fresh(), new byte[64], await PasswordHasher.Make("autre mot de passe", 1000));

        Assert.Equal(before.Hash, (await Stored("nora")).Hash);
    }

    [Theory]
    [InlineData("Verger-Calme-178")]
    [InlineData("verger-Calme-1789")]
    [InlineData("Verger-Calme-1789 ")]
    [InlineData("")]
    public async Task A2_Whole_password_counts(string typed) => Assert.Equal(SignInStage.Refused, (await Password("nora", typed)).Stage);

    [Fact]
    public async Task A2_All_of_128_characters_count()
    {
        var longest = string.Concat(Enumerable.Repeat("Verger Calme ! ", 9))[..128];
        await Register("longue", await PasswordHasher.Make(longest, 1000));

        foreach (
            var almost in new[] { longest[..127], longest + "x", char.ToLowerInvariant(longest[0]) + longest[1..],
                longest[..121] + char.ToUpperInvariant(longest[121]) + longest[122..] })
        {
            Assert.NotEqual(longest, almost);
            Assert.Equal(SignInStage.Refused, (await Password("longue", almost)).Stage);
        }
        Assert.Equal(SignInStage.CodeAsked, (await Password("longue", longest)).Stage);
    }

    private async Task<PasswordHash> Stored(string name)
    {
        var state = (await _host.Store.Load($"account/c-{name}"))!.Value.State;
        return JsonSerializer.Deserialize<AccountState>(state.Span, GrainState.Json)!.Password!;
    }

    private async Task Register(string name, PasswordHash password) =>
        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>($"c-{name}").Register(
        _host.Fresh(),
            new NewAccount(CallerKind.Customer, GrainHost.Portal, StaffRole.None, $"{name}@maison.example", name, "Vasselin", "", password, null, null))).Ok);

    private async Task<SignInStep> Password(string name, string password) =>
        (await _host.Service.Password(new SignInForm(GrainHost.Portal, $"form-{_form++}", null, "test", "127.0.0.0"), $"{name}@maison.example", password,
            default)).Step;
}
