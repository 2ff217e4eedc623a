using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Row C13, at the service.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private static readonly string[] Right = ["Filou", "École des Tilleuls", "rue du Verger"];
    private static readonly string[] Wrong = ["Médor", "École des Tilleuls", "rue du Verger"];
    private readonly GrainHost _host = new();
    private Registrant _nora = null!;
    private RecoveryService _desk = null!;

    public async Task InitializeAsync()
    {
        _nora = new Registrant(_host);
        _desk = _host.Get<RecoveryService>();
        await _nora.Join("acc-nora");
        await _desk.SetQuestions(_nora.Form(), "acc-nora", "", [2, 4, 8], Right, null, default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task C13_Right_answers_lead_to_a_new_password_without_a_mail()
    {
        var (way, token, _) = await _desk.Answer(_nora.Form(), "acc-nora", Own("filou", "ecole des tilleuls", "Rue du verger"), forPassword: true, default);

        Assert.Equal(RecoveryOutcome.Open, way);
        Assert.Equal(0, await _host.MailCount("reset"));
        Assert.True((await _nora.Reset("acc-nora", token, "Verger-Neuf-1790")).Ok);
    }

    [Fact]
    public async Task C13_Answers_for_the_identifier_give_no_link()
    {
        var (way, token, _) = await _desk.Answer(_nora.Form(), "acc-nora", Own(Right), forPassword: false, default);

        Assert.Equal(RecoveryOutcome.Open, way);
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset("acc-nora", token, "Verger-Neuf-1790")).Refusal);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public async Task C13_Five_wrong_tries_close_this_way_for_24_hours_and_no_other(int seconds, bool opens)
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), "acc-nora", Own(Wrong), true, default)).Way);

        Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), "acc-nora", Own(Right), true, default)).Way);
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
        _host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(opens, (await _desk.Answer(_nora.Form(), "acc-nora", Own(Right), true, default)).Way is RecoveryOutcome.Open);
    }

    [Fact]
    public async Task C13_Fifty_tries_at_once_evaluate_at_most_five()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _desk.Answer(_nora.Form(), "acc-nora", Own($"{i}", "b", "c"), true, default)));

        Assert.DoesNotContain(results, r => r.Way is RecoveryOutcome.Open);
        Assert.Equal(5, await _host.Count("SELECT count(*) FROM journal WHERE action = 'answers-failed'"));
    }

    [Fact]
    public async Task C13_Other_questions_are_as_wrong_as_other_answers_and_their_order_does_not_count()
    {
        ChosenAnswer[] right = Own(Right);

        Assert.Equal(RecoveryOutcome.Refused,
            (await _desk.Answer(_nora.Form(), "acc-nora", [right[0], right[1], right[2] with { Question = 9 }], true, default)).Way);
        Assert.Equal(RecoveryOutcome.Refused,
            (await _desk.Answer(_nora.Form(), "acc-nora", [right[1] with { Question = 2 }, right[0] with { Question = 4 }, right[2]], true, default)).Way);
        Assert.Equal(RecoveryOutcome.Open, (await _desk.Answer(_nora.Form(), "acc-nora", [right[2], right[0], right[1]], true, default)).Way);
    }

    [Fact]
    public async Task B2_C13_Eight_wrong_answers_wait_for_nobody_and_write_as_much_for_nobody_as_for_an_owner()
    {
        var nobody = await _host.Get<AccountLookup>().Find(GrainHost.Portal, "personne@nulle-part.example");
        var namesake = await _host.Get<AccountLookup>().FindByName(GrainHost.Portal, "732829320", "Paul", "Personne");
        await _nora.Join("acc-sans", "sans@maison.example", "437201957");

        for (var tries = 1; tries <= 8; tries++)
        {
            var owner = await Tried("acc-nora");
            Assert.Equal(owner, await Tried(nobody));
            Assert.Equal(owner, await Tried(namesake));
            Assert.Equal(owner, await Tried("acc-sans"));
        }

        async Task<(long Turns, long Written)> Tried(string account)
        {
            var before = (await Turns(account), await _host.Count("SELECT count(*) FROM journal"));
            Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), account, Own(Wrong), true, default)).Way);
            return (await Turns(account) - before.Item1, await _host.Count("SELECT count(*) FROM journal") - before.Item2);
        }

        // One that waits asks again and again, and each time is an operation.
        Task<long> Turns(string account) => _host.Count($"SELECT count(*) FROM operation WHERE grain = 'account/{account}'");
    }

    [Fact]
    public async Task Tries_that_wait_for_others_leave_the_place_for_the_slow_hash_to_whoever_signs_in()
    {
        await _nora.Join("acc-olive", "olive@maison.example", "437201957");
        var recovery = _host.Grains.GetGrain<IAccountRecoveryGrain>("acc-nora");
        for (var i = 0; i < 5; i++)
            await recovery.OpenAnswers(_host.Fresh(), $"in flight {i}");
        using var patience = new CancellationTokenSource();

        var waiting = Enumerable.Range(0, 4).Select(_ => _desk.Answer(_nora.Form(), "acc-nora", Own(Wrong), true, patience.Token)).ToList();
        var form = new SignInForm(GrainHost.Portal, "s", null, "test", "127.0.0.0");
        var signedIn = await _host.Service.Password(form, "olive@maison.example", GrainHost.Password, default).WaitAsync(TimeSpan.FromSeconds(4));

        Assert.Equal(SignInStage.CodeAsked, signedIn.Step.Stage);
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task B20_Owner_hears_of_questions_chosen_in_a_session_that_is_fresh_or_proves_the_password()
    {
        var form = new SignInForm(GrainHost.Portal, "s", null, "test", "127.0.0.0");
        var asked = await _host.Service.Password(form, "nora@maison.example", GrainHost.Password, default);
        var session = (await _host.Service.Code(form with { Form = "c" }, asked.Account!, asked.Flow, await _host.NewestCode(), false, default)).Step.Session;
        async Task<AccountRefusal?> Choose(string? current, string? within = null) =>
            (await _desk.SetQuestions(_nora.Form(), "acc-nora", within ?? session, [1, 2, 3], Wrong, current, default)).Refusal;

        _host.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Null(await Choose(null));
        Assert.Equal(AccountRefusal.WrongPassword, await Choose(null, "another"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AccountRefusal.WrongPassword, await Choose(null));
        Assert.Equal(AccountRefusal.WrongPassword, await Choose("faux"));
        Assert.Null(await Choose(GrainHost.Password));

        Assert.Equal(2, await _host.MailCount("questions-changed"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'password-change-failed'"));
    }

    [Fact]
    public async Task C8_Session_that_ended_meanwhile_chooses_no_first_questions()
    {
        const string owner = "acc-olive";
        await _nora.Join(owner, "olive@maison.example", "437201957");
        var form = new SignInForm(GrainHost.Portal, "s", null, "test", "127.0.0.0");
        var asked = await _host.Service.Password(form, "olive@maison.example", GrainHost.Password, default);
        var session = (await _host.Service.Code(form with { Form = "c" }, asked.Account!, asked.Flow, await _host.NewestCode(), false, default)).Step.Session;
        await _host.Grains.GetGrain<IAccountGrain>(owner).EndSession(_host.Fresh(), session);

        var chosen = await _desk.SetQuestions(_nora.Form(), owner, session, [1, 2, 3], Right, null, default);

        Assert.Equal(AccountRefusal.WrongPassword, chosen.Refusal);
        Assert.Null(await _host.Grains.GetGrain<IAccountRecoveryGrain>(owner).Questions());
    }

    [Fact]
    public async Task Form_sent_again_with_other_answers_is_another_choice()
    {
        var form = new SignInForm(GrainHost.Portal, "s", null, "test", "127.0.0.0");
        var asked = await _host.Service.Password(form, "nora@maison.example", GrainHost.Password, default);
        var session = (await _host.Service.Code(form with { Form = "c" }, asked.Account!, asked.Flow, await _host.NewestCode(), false, default)).Step.Session;
        var choice = _nora.Form();

        foreach (var answers in new[] { Right, Wrong })
            Assert.True((await _desk.SetQuestions(choice, "acc-nora", session, [2, 4, 8], answers, null, default)).Ok);

        Assert.Equal(RecoveryOutcome.Open, (await _desk.Answer(_nora.Form(), "acc-nora", Own(Wrong), true, default)).Way);
    }

    [Fact]
    public async Task C13_Answers_are_stored_as_a_hash_only() =>
        Assert.DoesNotContain("filou", await _host.StoredState("account/acc-nora"), StringComparison.OrdinalIgnoreCase);

    private static ChosenAnswer[] Own(params string[] answers) => [.. new[] { 2, 4, 8 }.Zip(answers, (q, a) => new ChosenAnswer(q, a))];
}
