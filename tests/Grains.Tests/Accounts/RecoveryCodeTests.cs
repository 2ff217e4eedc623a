using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Rows B13–B17, C11 and C13 where a portal wants a code after the secret questions.</summary>
public sealed class RecoveryCodeTests : IAsyncLifetime
{
    private const string Nora = "acc-nora";
    private const string Codes = "SELECT count(*) FROM job WHERE key LIKE 'code/%'";
    private static readonly string[] Right = ["Filou", "École des Tilleuls", "rue du Verger"];
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:0:Policy:SecretQuestions"] = "WithCode" });
    private Registrant _nora = null!;
    private RecoveryService _desk = null!;
    private int _form;

    public async Task InitializeAsync()
    {
        _nora = new Registrant(_host);
        _desk = _host.Get<RecoveryService>();
        await _nora.Join(Nora);
        await _desk.SetQuestions(_nora.Form(), Nora, "", [2, 4, 8], Right, null, default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(-1, RecoveryOutcome.Open)]
    [InlineData(0, RecoveryOutcome.Refused)]
    public async Task B13_Right_answers_send_a_code_for_ten_minutes_which_opens_a_new_password(int seconds, RecoveryOutcome expected)
    {
        var (way, early, flow) = await Answer();
        Assert.Equal(RecoveryOutcome.CodeAsked, way);
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(Nora, early, "Verger-Neuf-1790")).Refusal);
        Assert.Equal(0, await _host.MailCount("reset"));
        var code = await _host.NewestCode();
        _host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(seconds));

        var (settled, token) = await Code(flow, code);

        Assert.Equal(expected, settled);
        Assert.Equal(expected is RecoveryOutcome.Open, (await _nora.Reset(Nora, token, "Verger-Neuf-1790")).Ok);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM session"));
    }

    [Fact]
    public async Task B12_Code_opens_once_also_when_twenty_send_it_at_once()
    {
        var (_, _, flow) = await Answer();
        var code = await _host.NewestCode();

        var settled = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Code(flow, code)));

        Assert.Single(settled, s => s.Way is RecoveryOutcome.Open);
        Assert.Equal(RecoveryOutcome.Refused, (await Code(flow, code)).Way);
    }

    [Fact]
    public async Task B14_Wrong_codes_count_with_wrong_passwords_and_the_fifth_locks()
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(SignInStage.Refused, await _nora.Password("faux"));
        var (_, _, flow) = await Answer();
        var code = await _host.NewestCode();

        for (var i = 0; i < 3; i++)
            Assert.Equal(RecoveryOutcome.Refused, (await Code(flow, $"x{i}")).Way);

        Assert.Equal(RecoveryOutcome.Refused, (await Code(flow, code)).Way);
        Assert.Equal(SignInStage.Refused, await _nora.Password(GrainHost.Password));
        Assert.Equal(1, await _host.MailCount("locked"));
    }

    [Fact]
    public async Task B14_Right_answers_again_wipe_out_no_wrong_code()
    {
        for (var i = 0; i < 5; i++)
        {
            var (way, _, flow) = await Answer();
            Assert.Equal(RecoveryOutcome.CodeAsked, way);
            Assert.Equal(RecoveryOutcome.Refused, (await Code(flow, "x")).Way);
            _host.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(RecoveryOutcome.Refused, (await Answer()).Way);
    }

    [Fact]
    public async Task B17_A_lock_closes_this_way_before_and_after_the_code_and_leaves_the_mailed_link()
    {
        var (_, _, flow) = await Answer();
        var code = await _host.NewestCode();
        for (var i = 0; i < 5; i++)
            await _nora.Password("faux");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RecoveryOutcome.Refused, (await Code(flow, code)).Way);
        Assert.Equal(RecoveryOutcome.Refused, (await Answer()).Way);
        Assert.Equal(1, await _host.Count(Codes));
        await _nora.Forgot();
        var (account, token) = await _host.MailedLink("reset");
        Assert.True((await _nora.Reset(account, token, "Verger-Neuf-1790")).Ok);
    }

    [Fact]
    public async Task B16_Codes_of_sign_ins_and_of_this_way_share_one_pace()
    {
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
        await _host.NewestCode();

        var (way, _, flow) = await Answer();

        Assert.Equal(RecoveryOutcome.CodeAsked, way);
        Assert.Equal(1, await _host.Count(Codes));
        Assert.Equal((SignInStage.TooSoon, _host.Clock.GetUtcNow() + TimeSpan.FromSeconds(30)), await Pending(flow));
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInStage.CodeAsked, (await _host.Service.Resend(SignIn(), Nora, flow, CodeChannel.Email)).Stage);
        Assert.Equal(RecoveryOutcome.Open, (await Code(flow, await _host.NewestCode())).Way);
    }

    [Fact]
    public async Task B15_C11_Neither_way_s_code_opens_the_other()
    {
        var (_, _, back) = await Answer();
        var sent = await _host.NewestCode();
        var entered = await _host.Service.Code(SignIn(), Nora, back, sent, false, default);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        var asked = await _host.Service.Password(SignIn(), "nora@maison.example", GrainHost.Password, default);
        var mailed = await _host.NewestCode();
        var (way, token) = await Code(asked.Flow, mailed);

        Assert.Equal((SignInStage.Over, null), (entered.Step.Stage, entered.SessionCookie));
        Assert.Equal(RecoveryOutcome.Refused, way);
        Assert.Equal(RecoveryOutcome.Refused, (await Code(back, mailed)).Way);
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(Nora, token, "Verger-Neuf-1790")).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM session"));
        Assert.Equal(SignInStage.SignedIn, (await _host.Service.Code(SignIn(), Nora, asked.Flow, mailed, false, default)).Step.Stage);
    }

    [Fact]
    public async Task C11_Code_for_the_identifier_opens_no_password()
    {
        var (_, _, flow) = await _desk.Answer(_nora.Form(), Nora, Own(Right), forPassword: false, default);

        var (way, token) = await Code(flow, await _host.NewestCode());

        Assert.Equal(RecoveryOutcome.Open, way);
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(Nora, token, "Verger-Neuf-1790")).Refusal);
    }

    [Fact]
    public async Task C13_Unknown_people_take_as_many_turns_and_get_nothing()
    {
        var decoy = await _host.Get<AccountLookup>().Find(GrainHost.Portal, "personne@nulle-part.example");

        var known = await Turns(() => _desk.Answer(_nora.Form(), Nora, Own("Médor", "b", "c"), true, default), Nora);
        var unknown = await Turns(() => _desk.Answer(_nora.Form(), decoy, Own(Right), true, default), decoy);

        Assert.Equal((RecoveryOutcome.Refused, 2), known);
        Assert.Equal(known, unknown);
        Assert.Equal(await CodeTurns(Nora), await CodeTurns(decoy));
        Assert.Equal(0, await _host.Count(Codes));

        async Task<long> CodeTurns(string account)
        {
            var before = await Commits(account);
            Assert.Equal(RecoveryOutcome.Refused, (await _desk.Code(_nora.Form(), account, "unknown", "123456", default)).Way);
            return await Commits(account) - before;
        }
    }

    private Task<(RecoveryOutcome Way, string Token, string Flow)> Answer() => _desk.Answer(_nora.Form(), Nora, Own(Right), forPassword: true, default);

    private Task<(RecoveryOutcome Way, string Token)> Code(string flow, string code) => _desk.Code(_nora.Form(), Nora, flow, code, default);

    private async Task<(SignInStage, DateTimeOffset?)> Pending(string flow) =>
        await _host.Grains.GetGrain<IAccountGrain>(Nora).Pending(flow) is { } step ? (step.Stage, step.ResendAt) : default;

    private SignInForm SignIn() => new(GrainHost.Portal, $"sign-in-{Interlocked.Increment(ref _form)}", null, "test", "127.0.0.0");

    private async Task<(RecoveryOutcome, long)> Turns(Func<Task<(RecoveryOutcome Way, string, string)>> act, string account)
    {
        var before = await Commits(account);
        var (way, _, _) = await act();
        return (way, await Commits(account) - before);
    }

    private Task<long> Commits(string account) => _host.Count($"SELECT count(*) FROM operation WHERE grain = 'account/{account}'");

    private static ChosenAnswer[] Own(params string[] answers) => [.. new[] { 2, 4, 8 }.Zip(answers, (q, a) => new ChosenAnswer(q, a))];
}
