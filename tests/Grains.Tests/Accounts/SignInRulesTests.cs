using System.Text;
using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Tests.Accounts;

/// <summary>What each turn of a sign-in or of a way back in decides, without a store.</summary>
public sealed class SignInRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new() { CodeAtEachSignIn = false };
    private static readonly SignInRules Rules = new("nora", Policy, new ClearSealer(), Noon);
    private static readonly RecoveryRules Recovery = new("nora", Policy, new ClearSealer());
    private static readonly SessionRules Sessions = new("nora");
    private static readonly byte[] Right = [1, 2, 3];
    private static readonly byte[] Wrong = [3, 2, 1];
    private static readonly byte[] Totp = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DeviceToken Browser = new("d", "hash");
    private static readonly AccountState Nora = new()
    {
        Kind = CallerKind.Customer,
        Portal = "p",
        Email = "nora@maison.example",
        Password = new PasswordHash([9], 1, Right),
        Sessions = [new Session("open", Noon, Noon, "", "")],
        Devices = [new Device("d", "hash", "", null, Noon.AddDays(30), FailureCounter.Zero)],
        SignedInAt = Noon.AddDays(-1),
    };

    [Theory]
    [InlineData(true, true, SignInStage.SignedIn)]
    [InlineData(true, false, SignInStage.CodeAsked)]
    [InlineData(false, true, SignInStage.Refused)]
    [InlineData(false, false, SignInStage.Refused)]
    public void Right_password_signs_a_known_browser_in_and_sends_others_a_code(bool isRight, bool isKnown, SignInStage stage)
    {
        var opened = Rules.OpenPassword(Nora, new SignInAttempt("p", "f", "a", isKnown ? Browser : null), Noon);

        var settled = Rules.SettlePassword(opened.Next!, Settled("a", isRight ? Right : Wrong), Noon);

        Assert.Equal(stage, settled.Value!.Stage);
        Assert.Equal(stage is SignInStage.SignedIn ? ["open", "new"] : ["open"], settled.Next!.Sessions.Select(s => s.Id));
        Assert.Equal(isRight ? 0 : 1, settled.Next.CounterOf(isKnown ? "d" : null).Tries.Count(t => t.Failed));
    }

    [Fact]
    public void Password_whose_try_was_not_opened_is_refused_though_it_is_right() =>
        Assert.Equal(SignInStage.Refused, Rules.SettlePassword(Nora, Settled("never", Right), Noon).Value!.Stage);

    [Fact]
    public void Account_that_does_not_exist_is_asked_for_the_same_and_counts_its_tries()
    {
        var opened = Rules.OpenPassword(new AccountState(), new SignInAttempt("p", "f", "a", null), Noon);

        Assert.Equal(32, opened.Value!.Salt.Length);
        Assert.NotNull(opened.Next!.Failures.Pending("a"));
    }

    [Fact]
    public void Completed_sign_in_tells_its_new_session_and_the_cookie_that_was_rotated()
    {
        var signedIn = Nora.SignedIn("nora", new Flow("f", "d", Noon, null), Draw, "agent", "source", Noon, Policy);

        Assert.Equal("d", signedIn.Value);
        Assert.Equal(("hash", "new-hash"), (signedIn.Next!.Devices[0].FormerHash, signedIn.Next.Devices[0].Hash));
        Assert.Equal([new Upsert(new SessionRow("nora", "new", "p", Noon, Noon, null))], signedIn.Effects);
    }

    [Theory]
    [InlineData(-1, 0, null)]
    [InlineData(-1, 1, AccountRefusal.WrongCode)]
    [InlineData(1, 0, AccountRefusal.DeadLink)]
    public void Staff_account_is_set_up_by_a_living_link_and_a_right_code(int hours, int wrongBy, AccountRefusal? refusal)
    {
        var staff = new AccountState { Kind = CallerKind.Staff, Email = "claire@assureur.example", Links = [new AccountLink(LinkPurpose.SetUp, [7], Noon)] };
        var code = Grains.Accounts.SignIn.Totp.Code(Totp, Grains.Accounts.SignIn.Totp.StepOf(Noon) + (wrongBy * 5));

        var decision = Rules.SetUp(staff, new StaffSetUp([7], Nora.Password!, Totp, code), Noon.AddHours(hours));

        Assert.Equal(refusal, decision.Refusal);
        Assert.Equal(refusal is null, decision.Next is { MaySignIn: true, Links.IsEmpty: true });
    }

    [Fact]
    public void Wrong_current_password_changes_nothing_but_its_counter()
    {
        var opened = Rules.OpenPassword(Nora, new SignInAttempt("p", "step-up", "a", null), Noon).Next!;

        var change = Recovery.ChangePassword(opened, new PasswordChange("a", Wrong, new NewPassword(new PasswordHash([9], 1, [5]), []), "open"), Noon);

        Assert.Equal(AccountRefusal.WrongPassword, change.Value);
        Assert.Equal((Nora.Password, 1), (change.Next!.Password, change.Next.Failures.Tries.Count(t => t.Failed)));
    }

    [Fact]
    public void Fourth_link_of_an_hour_is_not_mailed()
    {
        var (state, mails) = (Nora, 0);
        for (byte i = 0; i < 4; i++)
        {
            var asked = Recovery.AskLink(state, new LinkSecret([.. Enumerable.Repeat(i, 12)], ""), Noon);
            (state, mails) = (asked.Next!, mails + asked.Effects.OfType<Schedule>().Count());
        }

        Assert.Equal(3, mails);
    }

    [Fact]
    public void Turns_that_find_nothing_to_do_write_nothing()
    {
        Assert.Null(Sessions.EndSessions(Nora, ["another"], Noon).Next);
        Assert.Null(Sessions.Touch(Nora, "another", Noon.AddHours(1)).Next);
        Assert.Null(Sessions.Touch(Nora, "open", Noon.AddSeconds(59)).Next);
        Assert.Null(Sessions.Disable(Nora, false, [], Noon).Next);
        Assert.Null(Sessions.Disable(new AccountState(), true, [], Noon).Next);
    }

    [Fact]
    public void Disabled_account_keeps_no_session()
    {
        var disabled = Sessions.Disable(Nora, true, [], Noon);

        Assert.Empty(disabled.Next!.Sessions);
        Assert.Contains(new Upsert(new SessionRow("nora", "open", "p", Noon, Noon, Noon)), disabled.Effects);
        Assert.Contains(new Notify("account/nora"), disabled.Effects);
    }

    private static SignInSecrets Draw => new("new", new DeviceToken("new-device", "new-hash"), new OneTimeCode("123456", [1], [2]));

    private static SettledSecret Settled(string attempt, byte[] hash) => new("f", attempt, hash, Draw, "agent", "source");
}
