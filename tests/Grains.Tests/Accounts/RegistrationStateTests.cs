using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Tests.Accounts;

/// <summary>A registration and the account it ends in, without a store.</summary>
public sealed class RegistrationStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new() { ProofTries = 2 };
    private static readonly RegistrationPage Page = new(new Dictionary<string, string> { ["siren"] = "523880144" }, []);
    private static readonly ProvenFacts Facts = new("523880144", "Maison", "Lyon", 1, "", "", "", null, "", "");
    private static readonly NewAccount Made = new(CallerKind.Customer, "p", StaffRole.None, "nora@maison.example", "Nora", "Vasselin", "", null, null, null)
    {
        Number = "123",
        Activation = new LinkSecret([.. Enumerable.Repeat((byte)1, 12)], "t"),
    };

    [Fact]
    public void Wrong_proofs_are_counted_until_none_is_looked_up_any_more()
    {
        var state = new RegistrationState();
        Assert.Equal(ProofAnswer.Right, Prove(state, Facts).Value);

        for (var i = 0; i < 2; i++)
        {
            Assert.NotNull(state.ToProve("p/r", Policy, Page, Noon));
            state = Prove(state, null).Next!;
        }

        Assert.Null(state.ToProve("p/r", Policy, Page, Noon));
        Assert.Equal((null, ProofAnswer.TooMany), (Prove(state, Facts).Next, Prove(state, Facts).Value));
    }

    [Fact]
    public void Proof_of_a_registration_that_is_over_is_wrong_and_writes_nothing()
    {
        var over = new RegistrationState { SentTo = "n•••@maison.example" };

        Assert.Null(over.ToProve("p/r", Policy, Page, Noon));
        Assert.Equal((null, ProofAnswer.Wrong), (Prove(over, Facts).Next, Prove(over, Facts).Value));
    }

    [Fact]
    public void Finished_registration_forgets_what_was_typed_and_is_finished_once()
    {
        var finished = Prove(new RegistrationState(), Facts).Next!.Finish(new RegistrationEnd("n•••")).Next!;

        Assert.Equal((0, null, "n•••"), (finished.Fields.Count, finished.Proven, finished.SentTo));
        Assert.Null(finished.Finish(new RegistrationEnd("other")).Next);
        Assert.Equal(RegistrationRefusal.Over, finished.AskContact("p/r", new ContactAsked("p", "", "", "", ""), Noon).Refusal);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Registration_is_forgotten_at_the_end_of_its_day(int seconds, bool forgotten)
    {
        var state = new RegistrationState { BegunAt = Noon };

        Assert.Equal(forgotten, state.Expire(Noon.AddHours(24).AddSeconds(seconds)).Next is { BegunAt: null });
    }

    [Fact]
    public void Only_advisers_take_a_call_off_the_list_and_decide_about_a_document()
    {
        var state = new RegistrationState { BegunAt = Noon };

        Assert.Equal(RegistrationRefusal.Over, state.ContactDone("p/r", new Caller("nora", CallerKind.Customer, "p", "Nora", "s"), Noon).Refusal);
        foreach (var role in new[] { StaffRole.ReferentMedical, StaffRole.AdministrateurTechnique })
        {
            Assert.Equal(RegistrationRefusal.Over, state.ContactDone("p/r", Staff(role), Noon).Refusal);
            Assert.Equal(AccountRefusal.NotFound, new AccountRegistration("nora", Policy).DecideIdentity(Waiting, Staff(role), true, "", Noon).Refusal);
        }
        Assert.Single(state.ContactDone("p/r", Staff(StaffRole.Conseiller), Noon).Effects.OfType<Delete>());
        Assert.Equal(IdentityState.Accepted, new AccountRegistration("nora", Policy).DecideIdentity(Waiting, Staff(StaffRole.Conseiller), true, "", Noon).Next!.Identity!.State);
    }

    [Fact]
    public void Address_or_number_of_another_is_told_at_registration_and_ends_an_activation()
    {
        var rules = new AccountRegistration("nora", Policy);

        var registered = rules.Register(new AccountState(), Made, Noon);
        var activated = rules.Activate(registered.Next!, Made.Activation!.Hash, new NewPassword(new PasswordHash([1], 1, [1]), []), Noon);

        Assert.Equal([AccountRefusal.EmailTaken, AccountRefusal.NumberTaken], registered.Effects.OfType<TakeClaim>().Select(c => c.Refusal));
        Assert.Equal([AccountRefusal.DeadLink, AccountRefusal.DeadLink], activated.Effects.OfType<TakeClaim>().Select(c => c.Refusal));
    }

    [Fact]
    public void Refused_registration_leaves_as_much_work_as_an_account()
    {
        var rules = new AccountRegistration("nora", Policy);
        int Jobs(Decision<AccountState, Nothing, NoRefusal> refused) => refused.Effects.OfType<Schedule>().Count();

        Assert.Equal(2, rules.Register(new AccountState(), Made, Noon).Effects.OfType<Schedule>().Count());
        Assert.Equal(2, Jobs(rules.Refused(new AccountState(), Made, "email", "account/other", "k", Noon)));
        Assert.Equal(2, Jobs(rules.Refused(new AccountState(), Made, "number", null, "k", Noon)));
    }

    private static Decision<RegistrationState, ProofAnswer, NoRefusal> Prove(RegistrationState state, ProvenFacts? facts) =>
        state.Prove("p/r", Policy, Page, facts, "o", Noon);

    private static AccountState Waiting => new() { Kind = CallerKind.Customer, Identity = new IdentityFile(IdentityState.Waiting, null, true, Noon) };

    private static Caller Staff(StaffRole role) => new("claire", CallerKind.Staff, "gestion", "Claire", "s") { Role = role };
}
