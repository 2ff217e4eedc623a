using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Payments;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Silo.CoreSystem;
using Silo.Files;

namespace Grains.Tests.Payments;

/// <summary>Another bank account, from the form to the day it counts, on a real store.</summary>
public sealed class BankChangeTests : IAsyncLifetime
{
    private const string Portal = "particulier";
    private const string Iban = "FR7630006000011234567890189";
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:1:Slug"] = Portal });
    private Caller _samir = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        await _host.Grains.GetGrain<IAccountRegistrationGrain>("samir").Register(_host.Fresh(), new NewAccount(
            CallerKind.Customer, Portal, StaffRole.None, "samir@courrier.example", "Samir", "Benmarouk", "", await PasswordHasher.Make(GrainHost.Password, 1000), null, null)
        {
            IsInsured = true, Number = "10482271", BirthDate = new(1988, 5, 9), Terms = "1",
        });
        _samir = await _host.WithSession(new Caller("samir", CallerKind.Customer, Portal, "Samir Benmarouk", ""));
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Form_is_sent_by_who_has_proved_themselves_in_this_session_within_five_minutes()
    {
        var request = await Draft("a", _samir);
        Assert.Equal(RequestRefusal.NotProven, (await request.Send(_samir, _host.Fresh(), "2026-a")).Refusal);
        await Prove(_samir);
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(RequestRefusal.NotProven, (await request.Send(_samir, _host.Fresh(), "2026-a")).Refusal);

        await Prove(_samir);
        _host.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));

        Assert.True((await request.Send(_samir, _host.Fresh(), "2026-a")).Ok);
    }

    [Fact]
    public async Task Proof_of_another_session_is_none()
    {
        var request = await Draft("a", _samir);
        await Prove(_samir);

        Assert.Equal(RequestRefusal.NotFound, (await request.Send(_samir with { Session = "s-another" }, _host.Fresh(), "2026-a")).Refusal);
    }

    [Fact]
    public async Task Wrong_password_proves_nothing_and_the_code_of_a_sign_in_neither()
    {
        Assert.Equal(SignInStage.Refused, (await Proofs.Password(Form(), "faux", default)).Stage);
        Assert.False(await Rights.IsProven(_samir));
        await Proofs.Password(Form(), GrainHost.Password, default);
        var flow = (await Proofs.View("samir", _samir.Session)).Flow;

        Assert.Equal(SignInStage.Refused, (await Proofs.Code(Form(), flow, "000000", default)).Stage);
        Assert.False(await Rights.IsProven(_samir));
        // It completes no sign-in.
        Assert.Equal(SignInStage.Over, (await _host.Service.Code(new SignInForm(Portal, "x", null, "", ""), "samir", flow, await _host.NewestCode(), false, default)).Step.Stage);
    }

    [Fact]
    public async Task Number_is_nowhere_in_the_clear_and_everybody_reads_its_mask()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();

        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM draft_field WHERE replace(value, ' ', '') LIKE '%{Iban[10..20]}%'"));
        Assert.DoesNotContain(Iban, await _host.StoredState($"bank-change/{Portal}/a"), StringComparison.Ordinal);
        Assert.DoesNotContain(Iban, await _host.StoredState($"request/{Portal}/a"), StringComparison.Ordinal);
        Assert.Equal("FR•• •••• 0189", (await View(_samir))!.IbanHint);
        // Who fills the form in reads what was typed.
        Assert.Equal("FR76 3000 6000 0112 3456 7890 189", (await _host.Get<ThreadQueries>().Draft(Rights.ScopeOf(_samir), $"{Portal}/a"))["iban"]);
    }

    [Fact]
    public async Task It_is_applied_once_at_the_end_of_the_hold_though_the_dispatcher_stood_and_the_node_died_after_its_job()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();
        Assert.True((await Change.AnswerLink(_host.Fresh(), "samir", true)).Ok);
        _host.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();
        Assert.Equal(BankStage.Held, (await View(_samir))!.Stage);

        // Nothing runs for a day, then the job does, and once more on another node.
        _host.Clock.Advance(TimeSpan.FromDays(1));
        var (jobs, real) = (_host.Get<IJobStore>(), TimeProvider.System.GetUtcNow());
        var due = await jobs.Lease(JobLane.Grains, 100, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1));
        var job = Assert.Single(due, j => j.Kind == BankChangeJob.JobKind && j.Key.EndsWith("/3", StringComparison.Ordinal));
        await _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == BankChangeJob.JobKind).Handle(job, default);
        await _host.Restart();
        await _host.RunGrainWork();

        Assert.Equal(BankStage.Applied, (await View(_samir))!.Stage);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'bank-change-applied'"));
        Assert.Equal(1, await _host.MailCount("bank-change-applied"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM entry WHERE kind = 12"));
        Assert.Equal(RequestStatus.Closed, (await _host.Get<RequestQueries>().Find(Rights.ScopeOf(_samir), "2026-a"))!.Status);
        // From then on it is the account that is known.
        Assert.True(await _host.Get<BankAccounts>().IsCurrent(Rights.ScopeOf(_samir), Rights.OwnFile(_samir), BankPurpose.Refunds, Iban, []));
        Assert.Contains((await Answers(await Draft("b", _samir))).Faults(), f => f.Arguments.Contains("C’est déjà le compte enregistré."));
    }

    [Fact]
    public async Task Holder_gives_it_up_during_the_hold_and_nobody_else_does()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();
        await Change.AnswerLink(_host.Fresh(), "samir", true);
        var other = await _host.WithSession(await Another("eleonore", "10482239"));

        Assert.Equal(BankChangeRefusal.NotFound, (await Change.Cancel(other, _host.Fresh())).Refusal);
        Assert.Equal(BankChangeRefusal.NotFound, (await Change.Cancel(_claire, _host.Fresh())).Refusal);
        Assert.True((await Change.Cancel(_samir, _host.Fresh())).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(4));
        await _host.RunGrainWork();

        Assert.Equal(BankStage.Cancelled, (await View(_samir))!.Stage);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM journal WHERE action = 'bank-change-applied'"));
    }

    [Fact]
    public async Task Request_that_is_taken_back_ends_it_and_a_later_message_brings_nothing_back()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();
        await Change.AnswerLink(_host.Fresh(), "samir", true);
        var request = _host.Grains.GetGrain<IRequestGrain>($"{Portal}/a");

        Assert.True((await request.Withdraw(_samir, _host.Fresh())).Ok);
        await _host.RunGrainWork();
        Assert.True((await request.Post(_samir, _host.Fresh(), new NewMessage("Une question encore", []))).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(4));
        await _host.RunGrainWork();

        Assert.Equal(BankStage.Cancelled, (await View(_samir))!.Stage);
    }

    [Fact]
    public async Task Blocked_change_freezes_the_author_s_others_until_an_adviser_has_called()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();
        var other = _host.Grains.GetGrain<IBankChangeGrain>($"{Portal}/other");
        Assert.True((await _host.Grains.GetGrain<IRequestGrain>($"{Portal}/other").Begin(_samir, _host.Fresh(), "rib-personnel", Rights.OwnFile(_samir))).Ok);
        await other.Ask(_host.Fresh(), new BankChangeAsked(
            "2026-other", Portal, Rights.OwnFile(_samir), "samir", _samir.Name, BankPurpose.Refunds, "", "Samir", Iban, null, null, false));
        _host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await Change.AnswerLink(_host.Fresh(), "samir", confirmed: false)).Ok);
        Assert.Equal(BankChangeRefusal.NotAllowed, (await other.AnswerLink(_host.Fresh(), "samir", confirmed: true)).Refusal);
        Assert.False((await other.Preview("samir"))!.MayConfirm);
        Assert.Equal(1, Assert.Single(await _host.Get<BankChangeQueries>().Waiting(Rights.ScopeOf(_claire))).Frozen);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await other.NoteCall(_claire, _host.Fresh(), "Rappelé au numéro du contrat")).Ok);

        Assert.Equal(0, Assert.Single(await _host.Get<BankChangeQueries>().Waiting(Rights.ScopeOf(_claire))).Frozen);
        Assert.False(await _host.Get<BankAccounts>().AreFrozen("samir"));
    }

    [Fact]
    public async Task Account_of_an_unrelated_customer_is_flagged_for_advisers_alone()
    {
        await Send("a", _samir);
        await _host.RunGrainWork();
        await Change.AnswerLink(_host.Fresh(), "samir", true);
        _host.Clock.Advance(TimeSpan.FromDays(4));
        await _host.RunGrainWork();
        var other = await _host.WithSession(await Another("eleonore", "10482239"));

        await Send("c", other);
        await _host.RunGrainWork();

        Assert.Equal(1, (await View(_claire, "2026-c"))!.Flagged);
        Assert.Equal(0, (await View(other, "2026-c"))!.Flagged);
        Assert.Equal("2026-c", Assert.Single(await _host.Get<BankChangeQueries>().Waiting(Rights.ScopeOf(_claire))).Number);
        Assert.Empty(await _host.Get<BankChangeQueries>().Waiting(Rights.ScopeOf(other)));
        Assert.Null(await View(other, "2026-a"));
    }

    [Fact]
    public async Task Employer_s_is_asked_for_by_who_administrates_and_passes_two_advisers()
    {
        var (nora, company, space) = await _host.Customer("nora");
        await _host.Register("c-paul", CallerKind.Customer, GrainHost.Portal, "paul");
        await _host.Grains.GetGrain<ISpaceGrain>(space).Admit(_host.Fresh(), new Member("c-paul", SpaceRole.Collaborateur, true, []));
        var paul = await _host.WithSession(new Caller("c-paul", CallerKind.Customer, GrainHost.Portal, "Paul Vasselin", ""));
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("r").Begin(paul, _host.Fresh(), "rib", company)).Refusal);
        Assert.True((await _host.Request("r").Begin(nora, _host.Fresh(), "rib", company)).Ok);
        var change = _host.Grains.GetGrain<IBankChangeGrain>($"{GrainHost.Portal}/r");
        await change.Ask(_host.Fresh(), new BankChangeAsked(
            "2026-r", GrainHost.Portal, company, nora.Account, nora.Name, BankPurpose.Benefits, "SA1", "Maison nora", Iban, null, null, Mandate: true));

        Assert.True((await change.NoteCall(_claire, _host.Fresh(), "Rappelée au standard")).Ok);
        Assert.Equal(BankChangeRefusal.SamePerson, (await change.Approve(_claire, _host.Fresh())).Refusal);
        Assert.Equal(BankChangeRefusal.NotFound, (await change.Cancel(paul, _host.Fresh())).Refusal);
        Assert.Equal(BankChangeRefusal.NotFound, (await change.Approve(paul, _host.Fresh())).Refusal);
        Assert.Equal(BankChangeRefusal.NotProven, (await change.Approve(nora, _host.Fresh())).Refusal);
        var approve = _host.Fresh();
        Assert.True((await change.Approve(_pauline, approve)).Ok);
        Assert.True((await change.Approve(_pauline, approve)).Ok);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM bank_change WHERE stage = 3 AND mandate = 'COTR' AND approved_name = 'pauline Montbrel'"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'bank-change-held'"));
    }

    private StepUpService Proofs => _host.Get<StepUpService>();

    private Rights Rights => _host.Get<Rights>();

    private IBankChangeGrain Change => _host.Grains.GetGrain<IBankChangeGrain>($"{Portal}/a");

    private int _form;

    private StepUpForm Form(Caller? by = null) => new(Portal, (by ?? _samir).Account, (by ?? _samir).Session, $"step-{_form++}", null);

    private async Task Prove(Caller by)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(SignInStage.CodeAsked, (await Proofs.Password(Form(by), GrainHost.Password, default)).Stage);
        var flow = (await Proofs.View(by.Account, by.Session)).Flow;
        Assert.Equal(SignInStage.SignedIn, (await Proofs.Code(Form(by), flow, await _host.NewestCode(), default)).Stage);
        Assert.True(await Rights.IsProven(by));
    }

    private Task<BankChangeView?> View(Caller by, string number = "2026-a") => _host.Get<BankChangeQueries>().OfRequest(Rights.ScopeOf(by), number);

    private async Task<FormAnswers> Answers(IRequestGrain draft)
    {
        var (form, scope) = (_host.Get<FormCatalogue>().Get("rib-personnel"), Rights.ScopeOf(_samir));
        var answers = await _host.Get<ThreadQueries>().Draft(scope, draft.GetPrimaryKeyString());
        return new FormAnswers(form, answers, await _host.Get<FormFactQueries>().Of(scope, form, Rights.OwnFile(_samir), answers));
    }

    private async Task<IRequestGrain> Draft(string id, Caller by)
    {
        var request = _host.Grains.GetGrain<IRequestGrain>($"{Portal}/{id}");
        Assert.True((await request.Begin(by, _host.Fresh(), "rib-personnel", Rights.OwnFile(by))).Ok);
        Assert.True((await request.SaveDraft(by, _host.Fresh(), new DraftPage(3, new Dictionary<string, string>
        {
            ["prenom"] = "Samir", ["nom"] = "Benmarouk", ["courriel"] = "samir@courrier.example", ["usage"] = "remboursements", ["titulaire"] = "Samir Benmarouk",
            ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
        }))).Ok);
        var file = await _host.Get<FileStore>().Save(by.Account, "rib.pdf", new MemoryStream(Samples.Pdf()), default);
        Assert.True((await request.AttachPieceToDraft(by, _host.Fresh(), file.Value!.File, "rib")).Ok);
        return request;
    }

    private async Task Send(string id, Caller by)
    {
        var request = await Draft(id, by);
        await Prove(by);
        Assert.Null((await request.Send(by, _host.Fresh(), $"2026-{id}")).Refusal);
    }

    private async Task<Caller> Another(string key, string number)
    {
        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(_host.Fresh(), new NewAccount(
            CallerKind.Customer, Portal, StaffRole.None, $"{key}@courrier.example", "Éléonore", "Ngassam", "", await PasswordHasher.Make(GrainHost.Password, 1000), null, null)
        {
            IsInsured = true, Number = number, BirthDate = new(1992, 7, 28), Terms = "1",
        })).Ok);
        return new Caller(key, CallerKind.Customer, Portal, "Éléonore Ngassam", "");
    }
}
