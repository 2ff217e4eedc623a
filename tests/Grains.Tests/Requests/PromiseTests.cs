using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Requests;

/// <summary>Until when requests are answered (spec 7.10). The week from Monday 30 November 2026 on; an answer about a delay is promised in 16 open hours.</summary>
public sealed class PromiseTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _lucien = null!;

    private IRequestGrain Request => _host.Request("1");

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        _claire = await _host.Adviser("claire");
        _lucien = await _host.Adviser("lucien", StaffRole.Superviseur);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("30/11 08:50", "01/12 15:20", "01/12 12:08")]
    [InlineData("01/12 18:00", "03/12 15:00", "03/12 11:48")]
    [InlineData("04/12 16:30", "08/12 14:30", "08/12 11:18")]
    public async Task What_is_sent_is_promised_in_open_hours_of_its_team(string sent, string due, string warn)
    {
        await Send("1", sent);

        Assert.Equal((At(due), At(warn)), await Promise() is var request ? (request.DueAt, request.WarnAt) : default);
    }

    [Theory]
    [InlineData("tiers-payant", "30/11 16:50")]
    [InlineData("delai", "01/12 15:20")]
    [InlineData("evolution", "04/12 10:50")]
    public async Task Promise_is_that_of_what_is_asked(string reason, string due)
    {
        await Send("1", "30/11 08:50", reason);

        Assert.Equal(At(due), (await Promise()).DueAt);
    }

    [Fact]
    public async Task Portal_s_own_hours_go_before_the_product_s()
    {
        await using var host = new GrainHost(new Dictionary<string, string> { ["Policy:PromiseHours:delai"] = "4" });
        var (nora, _, _) = await host.Customer("nora", Company);
        host.Clock.SetUtcNow(At("30/11 08:50"));
        await host.SentRequest(nora, Company, "1");

        Assert.Equal(At("30/11 12:50"), (await host.Get<RequestQueries>().Find(host.Get<Rights>().ScopeOf(nora), "2026-1"))!.DueAt);
    }

    [Fact]
    public async Task Waiting_for_the_customer_does_not_count_and_each_hears_so()
    {
        await Send("1", "30/11 08:50");
        await Take();
        At("01/12 08:40", go: true);
        Assert.True((await Request.AskFor(_claire, _host.Fresh(), ["Volet 3"], "")).Ok);
        Assert.Equal((null, At("01/12 08:40")), await Promise() is var paused ? (paused.DueAt, paused.PausedAt) : default);

        At("01/12 14:20", go: true);
        Assert.True((await Request.WithdrawItem(_claire, _host.Fresh(), (await Thread()).Asked[0].Item)).Ok);

        Assert.Equal((At("02/12 11:30"), null), await Promise() is var again ? (again.DueAt, again.PausedAt) : default);
    }

    [Fact]
    public async Task Past_its_instant_it_stands_in_the_queue_of_what_is_late_though_nothing_ran()
    {
        await Send("1", "30/11 08:50");
        Assert.Empty((await Queue()).Page.Rows);

        At("01/12 15:20", go: true);
        Assert.Equal(0, (await Queue()).Counts["overdue"]);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((1, "2026-1"), await Queue() is var queue ? (queue.Counts["overdue"], Assert.Single(queue.Page.Rows).Number) : default);
        Assert.Empty((await Queue(new QueueFilter(QueueView.Overdue, "reclamations"))).Page.Rows);
    }

    [Fact]
    public async Task Queue_of_what_is_late_begins_with_what_is_late_the_longest_and_pages()
    {
        foreach (var (id, sent) in new[] { ("1", "30/11 09:00"), ("2", "30/11 10:00"), ("3", "30/11 11:00"), ("4", "30/11 12:00") })
            await Send(id, sent);
        At("04/12 12:00", go: true);
        await Request.Post(_nora, _host.Fresh(), new NewMessage("Où en est-on ?", []));

        var first = (await Queue(new QueueFilter(QueueView.Overdue, Take: 3))).Page;
        var rest = (await Queue(new QueueFilter(QueueView.Overdue, After: first.Next, Take: 3))).Page;

        Assert.Equal(["2026-1", "2026-2", "2026-3"], first.Rows.Select(r => r.Number));
        Assert.Equal(["2026-4"], rest.Rows.Select(r => r.Number));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task Who_has_it_and_who_supervises_hear_once_that_it_is_late()
    {
        await Send("1", "30/11 08:50");
        await Take();
        At("01/12 12:08", go: true);
        await _host.RunGrainWork();
        Assert.Equal(0, await _host.MailCount("promise-late"));

        At("01/12 15:21", go: true);
        await _host.RunGrainWork();
        await _host.RunGrainWork();
        Assert.True((await Request.PromiseCame(_host.Fresh())).Ok);

        Assert.Equal([_claire.Account, _lucien.Account], (await _host.Mails()).Where(m => m.Template == "promise-late").Select(m => m.Account).Order());
        // Told or not, it stays late.
        Assert.Equal(1, (await Queue()).Counts["overdue"]);
    }

    [Fact]
    public async Task What_was_answered_meanwhile_is_told_to_nobody()
    {
        await Send("1", "30/11 08:50");
        await Take();
        Assert.True((await Request.Close(_claire, _host.Fresh(), "Versé le 27")).Ok);

        At("02/12 12:00", go: true);
        await _host.RunGrainWork();
        Assert.True((await Request.PromiseCame(_host.Fresh())).Ok);

        Assert.Equal((0, 0), (await _host.MailCount("promise-late"), (await Queue()).Counts["overdue"]));
    }

    [Fact]
    public async Task Message_that_is_the_answer_keeps_it_and_a_later_question_is_promised_anew()
    {
        await Send("1", "30/11 08:50");
        await Take();
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Nous regardons", []))).Ok);
        Assert.NotNull((await Promise()).DueAt);
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Versé le 27", []) { Answers = true })).Ok);
        Assert.Equal((null, At("30/11 08:50")), await Promise() is var kept ? (kept.DueAt, kept.KeptAt) : default);

        At("02/12 09:00", go: true);
        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("Rien reçu", []))).Ok);

        Assert.Equal((At("03/12 15:30"), null), await Promise() is var again ? (again.DueAt, again.KeptAt) : default);
    }

    [Fact]
    public async Task Customer_s_word_does_not_put_a_running_promise_off()
    {
        await Send("1", "30/11 08:50");
        At("30/11 17:00", go: true);
        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("J’oubliais : c’est urgent", []))).Ok);

        Assert.Equal(At("01/12 15:20"), (await Promise()).DueAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_opened_again_is_promised_anew(bool byAdviser)
    {
        await Send("1", "30/11 08:50");
        await Take();
        Assert.True((await Request.Close(_claire, _host.Fresh(), "Versé")).Ok);
        At("02/12 08:30", go: true);

        Assert.True(byAdviser ? (await Request.Reopen(_claire, _host.Fresh())).Ok : (await Request.Post(_nora, _host.Fresh(), new NewMessage("Non", []))).Ok);

        Assert.Equal(At("03/12 15:00"), (await Promise()).DueAt);
    }

    [Fact]
    public async Task Whom_it_is_transferred_to_counts_by_their_own_calendar_from_then_on()
    {
        await _host.Get<IHostStore>().Execute(
            "INSERT INTO ref_calendar (id, zone, holidays, week) VALUES ('reclamations', 'Europe/Paris', 'FR', $1)", Grains.Commits.CommitLane.Bulk, default,
            "- 14:00-18:00 14:00-18:00 14:00-18:00 14:00-18:00 14:00-18:00 -");
        await Send("1", "30/11 08:30");
        await Take();
        At("30/11 16:30", go: true);

        // Eight hours are used, and four a day are left of the week.
        Assert.True((await Request.Transfer(_claire, _host.Fresh(), new RequestTransfer("reclamations", "", "C’est une réclamation"))).Ok);

        Assert.Equal(At("02/12 16:30"), (await Promise()).DueAt);
        At("02/12 16:31", go: true);
        Assert.Single((await Queue(new QueueFilter(QueueView.Overdue, "reclamations"))).Page.Rows);
    }

    [Fact]
    public async Task Adviser_in_charge_puts_it_off_once_with_a_reason()
    {
        await Send("1", "30/11 08:50");
        await Take();
        Assert.Equal(RequestRefusal.NoReason, (await Request.Extend(_claire, _host.Fresh(), 8, "")).Refusal);
        Assert.Equal(RequestRefusal.NoReason, (await Request.Extend(_claire, _host.Fresh(), 9, "Expertise")).Refusal);
        Assert.Equal(RequestRefusal.TakenByAnother, (await Request.Extend(_lucien, _host.Fresh(), 8, "Expertise")).Refusal);
        var operation = _host.Fresh();
        Assert.True((await Request.Extend(_claire, operation, 8, "Une expertise est en cours")).Ok);
        Assert.True((await Request.Extend(_claire, operation, 8, "Une expertise est en cours")).Ok);

        Assert.Equal((At("02/12 13:50"), true), await Promise() is var put ? (put.DueAt, put.Extended) : default);
        Assert.Equal((EntryKind.PromiseMoved, "Une expertise est en cours"), (await Thread()).Slice.Entries[^1] is var said ? (said.Kind, said.Text) : default);
        Assert.Equal(RequestRefusal.AlreadyExtended, (await Request.Extend(_claire, _host.Fresh(), 8, "Encore")).Refusal);
        Assert.True((await Request.Close(_claire, _host.Fresh(), "Répondu")).Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM request_step WHERE kind = 10"));
    }

    [Fact]
    public async Task Late_one_is_put_off_from_now_on_and_is_told_again_when_that_is_over()
    {
        await Send("1", "30/11 08:50");
        await Take();
        At("02/12 09:00", go: true);
        await _host.RunGrainWork();
        Assert.True((await Request.Extend(_claire, _host.Fresh(), 4, "Une expertise est en cours")).Ok);
        Assert.Equal((At("02/12 13:00"), 0), ((await Promise()).DueAt, (await Queue()).Counts["overdue"]));

        At("02/12 13:01", go: true);
        await _host.RunGrainWork();

        Assert.Equal(4, await _host.MailCount("promise-late"));
    }

    public static TheoryData<string> Deeds => [.. new[] { "take", "note", "transfer", "take over", "reopen" }];

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task Who_looks_after_the_machines_answers_no_request(string deed)
    {
        var marc = await _host.Adviser("marc", StaffRole.AdministrateurTechnique);
        await Send("1", "30/11 08:50");
        if (deed is "take over" or "reopen")
            await Take();
        if (deed is "reopen")
            Assert.True((await Request.Close(_claire, _host.Fresh(), "Versé")).Ok);

        var refusal = deed switch
        {
            "take" => await Request.TakeCharge(marc, _host.Fresh()),
            "note" => await Request.Note(marc, _host.Fresh(), "Vu"),
            "transfer" => await Request.Transfer(marc, _host.Fresh(), new RequestTransfer("reclamations", "", "Tenez")),
            "take over" => await Request.TakeOver(marc, _host.Fresh(), "Absente"),
            _ => await Request.Reopen(marc, _host.Fresh()),
        };

        Assert.Equal(RequestRefusal.NotAllowed, refusal.Refusal);
    }

    private static DateTimeOffset At(string local) =>
        Grains.Text.Paris.At(DateTime.ParseExact($"2026/{local}", "yyyy/dd/MM HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private void At(string local, bool go)
    {
        Assert.True(go);
        _host.Clock.SetUtcNow(At(local));
    }

    private async Task Send(string id, string at, string reason = "delai")
    {
        At(at, go: true);
        var request = _host.Request(id);
        var answers = GrainHost.Answers(Company);
        (answers["theme"], answers["motif"]) = (reason is "delai" or "tiers-payant" ? "remboursements" : "contrat-sante", reason);
        Assert.True((await request.Begin(_nora, _host.Fresh(), "contact", Company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(5, answers))).Ok);
        Assert.True((await request.Send(_nora, _host.Fresh(), $"2026-{id}")).Ok);
    }

    private async Task Take() => Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);

    private async Task<RequestSummary> Promise() => (await _host.Get<RequestQueries>().Find(_host.Get<Rights>().ScopeOf(_nora), "2026-1"))!;

    private async Task<ThreadFacts> Thread() => (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_nora), "2026-1"))!;

    private async Task<(IReadOnlyDictionary<string, int> Counts, RequestPage Page)> Queue(QueueFilter? filter = null)
    {
        var (counts, page, _) = await _host.Get<RequestQueries>().Queue(
            _host.Get<Rights>().ScopeOf(_claire), filter ?? new QueueFilter(QueueView.Overdue), ["reclamations"]);
        return (counts, page);
    }
}
