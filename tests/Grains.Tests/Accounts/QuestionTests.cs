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
        var (way, token, _) = await _desk.Answer(_nora.Form(), "acc-nora", ["filou", "ecole des tilleuls", "Rue du verger"], forPassword: true, default);

        Assert.Equal(RecoveryOutcome.Open, way);
        Assert.Equal(0, await _host.MailCount("reset"));
        Assert.True((await _nora.Reset("acc-nora", token, "Verger-Neuf-1790")).Ok);
    }

    [Fact]
    public async Task C13_Answers_for_the_identifier_give_no_link()
    {
        var (way, token, _) = await _desk.Answer(_nora.Form(), "acc-nora", Right, forPassword: false, default);

        Assert.Equal(RecoveryOutcome.Open, way);
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset("acc-nora", token, "Verger-Neuf-1790")).Refusal);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public async Task C13_Five_wrong_tries_close_this_way_for_24_hours_and_no_other(int seconds, bool opens)
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), "acc-nora", Wrong, true, default)).Way);

        Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), "acc-nora", Right, true, default)).Way);
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
        _host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(opens, (await _desk.Answer(_nora.Form(), "acc-nora", Right, true, default)).Way is RecoveryOutcome.Open);
    }

    [Fact]
    public async Task C13_Fifty_tries_at_once_evaluate_at_most_five()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _desk.Answer(_nora.Form(), "acc-nora", [$"{i}", "b", "c"], true, default)));

        Assert.DoesNotContain(results, r => r.Way is RecoveryOutcome.Open);
        Assert.Equal(5, await _host.Count("SELECT count(*) FROM journal WHERE action = 'answers-failed'"));
    }

    [Fact]
    public async Task C13_Unknown_people_are_asked_plausible_questions_the_same_each_time()
    {
        var lookup = _host.Get<AccountLookup>();
        var account = await lookup.Find(GrainHost.Portal, "personne@nulle-part.example");

        var first = await _desk.QuestionsOf(account, "personne@nulle-part.example");
        var second = await _desk.QuestionsOf(account, "Personne@nulle-part.example ");

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, second);
        Assert.NotEqual(first, await _desk.QuestionsOf(account, "autre@nulle-part.example"));
        Assert.Equal(RecoveryOutcome.Refused, (await _desk.Answer(_nora.Form(), account, Right, true, default)).Way);
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

        Assert.Equal(RecoveryOutcome.Open, (await _desk.Answer(_nora.Form(), "acc-nora", Wrong, true, default)).Way);
    }

    [Fact]
    public async Task C13_Answers_are_stored_as_a_hash_only() =>
        Assert.DoesNotContain("filou", await _host.StoredState("account/acc-nora"), StringComparison.OrdinalIgnoreCase);
}
