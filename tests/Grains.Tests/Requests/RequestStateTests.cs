using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Tests.Fixtures;
using static Grains.Interfaces.Requests.RequestRefusal;

namespace Grains.Tests.Requests;

/// <summary>Which verb is taken from whom in which state: the whole table, without a store.</summary>
public sealed class RequestStateTests
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly FormFacts Facts = TestForms.Open(new DateOnly(2026, 11, 24));
    private static readonly FormDefinition Contact = new FormCatalogue().Get("contact");
    internal static readonly Caller Nora = new("nora", CallerKind.Customer, "p", "Nora Vasselin", "s");
    internal static readonly Caller Claire = new("claire", CallerKind.Staff, "gestion", "Claire Montbrel", "s") { Role = StaffRole.Gestionnaire };
    internal static readonly Caller Pauline = new("pauline", CallerKind.Staff, "gestion", "Pauline Arnoux", "s") { Role = StaffRole.Conseiller };

    private static readonly Caller Lucien = new("lucien", CallerKind.Staff, "gestion", "Lucien Aubrevent", "s") { Role = StaffRole.Superviseur };
    private static readonly Colleague PaulineHerself = new("pauline", "Pauline Arnoux");
    private static readonly RequestTransfer ToPauline = new("", "pauline", "Elle connaît le dossier");

    [Theory]
    //                draft      sent          in progress    waiting       closed
    [InlineData("save", null, NotADraft, NotADraft, NotADraft, NotADraft)]
    [InlineData("attach", null, NotADraft, NotADraft, NotADraft, NotADraft)]
    [InlineData("detach", FileNotFound, NotADraft, NotADraft, NotADraft, NotADraft)]
    [InlineData("discard", null, NotADraft, NotADraft, NotADraft, NotADraft)]
    [InlineData("send", null, AlreadySent, AlreadySent, AlreadySent, AlreadySent)]
    [InlineData("begin", AlreadySent, AlreadySent, AlreadySent, AlreadySent, AlreadySent)]
    [InlineData("withdraw", TooLate, null, TooLate, TooLate, TooLate)]
    [InlineData("withdraw by staff", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("take", NotFound, null, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("take by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("post", NotFound, null, null, null, null)]
    [InlineData("post by handler", NotFound, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("post by another", NotFound, NotInCharge, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("ask", NotInCharge, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("ask by another", NotInCharge, NotInCharge, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("ask by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("hand in", NothingAsked, NothingAsked, NothingAsked, null, NothingAsked)]
    [InlineData("withdraw item", NotInCharge, NotInCharge, NothingAsked, null, AlreadyClosed)]
    [InlineData("withdraw item by another", NotInCharge, NotInCharge, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("withdraw item by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("hand in by staff", NothingAsked, NothingAsked, NothingAsked, NothingAsked, NothingAsked)]
    [InlineData("reopen", NotFound, NotClosed, NotClosed, NotClosed, null)]
    [InlineData("reopen by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("note", NotFound, null, null, null, null)]
    [InlineData("note by another", NotFound, null, null, null, null)]
    [InlineData("note by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("empty note", NotFound, EmptyMessage, EmptyMessage, EmptyMessage, EmptyMessage)]
    [InlineData("transfer", NotFound, null, null, null, AlreadyClosed)]
    [InlineData("transfer by another", NotFound, null, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("transfer by supervisor", NotFound, null, null, null, AlreadyClosed)]
    [InlineData("transfer by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("transfer to nobody known", NotFound, NoSuchColleague, NoSuchColleague, NoSuchColleague, AlreadyClosed)]
    [InlineData("transfer without a note", NotFound, NoReason, NoReason, NoReason, AlreadyClosed)]
    [InlineData("transfer to its own team", NotFound, AlreadyThere, null, null, AlreadyClosed)]
    [InlineData("take over", NotFound, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("take over one's own", NotFound, NotInCharge, AlreadyThere, AlreadyThere, AlreadyClosed)]
    [InlineData("take over without a reason", NotFound, NotInCharge, NoReason, NoReason, AlreadyClosed)]
    [InlineData("take over by supervisor", NotFound, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("take over by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("give back", NotInCharge, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("give back by another", NotInCharge, NotInCharge, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("give back by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    [InlineData("close", NotInCharge, NotInCharge, null, null, AlreadyClosed)]
    [InlineData("close by another", NotInCharge, NotInCharge, TakenByAnother, TakenByAnother, AlreadyClosed)]
    [InlineData("close by customer", NotAllowed, NotAllowed, NotAllowed, NotAllowed, NotAllowed)]
    public void Verb_is_taken_or_refused_by_the_state(
        string verb, RequestRefusal? draft, RequestRefusal? sent, RequestRefusal? inProgress, RequestRefusal? waiting, RequestRefusal? closed)
    {
        Assert.Equal(
            [draft, sent, inProgress, waiting, closed],
            new[] { RequestStatus.Draft, RequestStatus.Sent, RequestStatus.InProgress, RequestStatus.Waiting, RequestStatus.Closed }.Select(s =>
                Say(verb, In(s))));
    }

    [Theory]
    [InlineData(RequestStatus.Sent, RequestStatus.Sent)]
    [InlineData(RequestStatus.InProgress, RequestStatus.InProgress)]
    [InlineData(RequestStatus.Waiting, RequestStatus.InProgress)]
    [InlineData(RequestStatus.Closed, RequestStatus.InProgress)]
    public void Customer_s_message_brings_the_request_back_to_us(RequestStatus before, RequestStatus after)
    {
        var next = In(before).Post(Turn(Nora, Noon.AddHours(5)), "Bonjour", []).Next!;

        Assert.Equal(after, next.Status);
        Assert.Equal(before is RequestStatus.Waiting or RequestStatus.Closed ? Noon.AddHours(5) : In(before).TurnSince, next.TurnSince);
    }

    [Fact]
    public void Adviser_who_reopens_is_in_charge_however_long_ago_it_was_closed()
    {
        var next = In(RequestStatus.Closed).Reopen(Turn(Pauline, Noon.AddDays(400))).Next!;

        Assert.Equal((RequestStatus.InProgress, "pauline", null, null, Noon.AddDays(400)),
            (next.Status, next.Handler, next.ClosedAt, next.CloseReason, next.TurnSince));
    }

    [Fact]
    public void Withdrawn_request_reopens_to_the_queue_for_nobody_had_taken_it()
    {
        var withdrawn = In(RequestStatus.Sent).Withdraw(Turn(Nora)).Next!;

        Assert.Equal(RequestStatus.Sent, withdrawn.Post(Turn(Nora), "Finalement si", []).Next!.Status);
    }

    [Theory]
    [InlineData(29, 23, 59, null)]
    [InlineData(30, 0, 0, ClosedTooLong)]
    public void Closed_request_reopens_for_thirty_days(int days, int hours, int minutes, RequestRefusal? refusal)
    {
        Assert.Equal(refusal, In(RequestStatus.Closed).Post(Turn(Nora, Noon + new TimeSpan(days, hours, minutes, 0)), "?", []).Refusal);
    }

    [Theory]
    [InlineData(0, 0, EmptyMessage)]
    [InlineData(0, 1, null)]
    [InlineData(10_000, 10, null)]
    [InlineData(10_001, 0, TooLong)]
    [InlineData(1, 11, TooManyFiles)]
    public void Message_has_its_bounds(int letters, int files, RequestRefusal? refusal)
    {
        Assert.Equal(refusal,
            In(RequestStatus.Sent).Post(Turn(Nora), new string('a', letters), [.. Enumerable.Range(0, files).Select(i => File($"f{i}"))]).Refusal);
    }

    [Theory]
    [InlineData(0, NoReason)]
    [InlineData(1, null)]
    [InlineData(500, null)]
    [InlineData(501, TooLong)]
    public void Closing_gives_a_reason_that_has_its_bound(int letters, RequestRefusal? refusal) =>
        Assert.Equal(refusal, In(RequestStatus.InProgress).Close(Turn(Claire), new string('a', letters)).Refusal);

    [Fact]
    public void Closing_with_blanks_alone_says_nothing() => Assert.Equal(NoReason, In(RequestStatus.InProgress).Close(Turn(Claire), " \u00a0\n").Refusal);

    [Fact]
    public void Draft_is_named_by_its_subject_as_soon_as_that_is_chosen()
    {
        var draft = In(RequestStatus.Draft);

        var chosen =
            Save(draft,
                new DraftPage(3, new Dictionary<string, string> { ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai" })).Next!;

        Assert.Equal("Remboursements · Délai de remboursement", chosen.Subject);
        Assert.Equal(chosen.Subject,
            Save(chosen, new DraftPage(4, new Dictionary<string, string> { ["message"] = "Bonjour" })).Next!.Subject);
    }

    [Fact]
    public void Draft_takes_ten_files_and_gives_them_back()
    {
        var state = In(RequestStatus.Draft);
        for (var i = 0; i < 10; i++)
            state = state.Attach(Turn(Nora), File($"f{i}")).Next!;

        Assert.Equal(TooManyFiles, state.Attach(Turn(Nora), File("f10")).Refusal);
        Assert.Null(state.Detach(Turn(Nora), "f3").Next!.Attach(Turn(Nora), File("f10")).Refusal);
        Assert.Contains(new ReleaseClaim("file", "f3"), state.Detach(Turn(Nora), "f3").Effects);
    }

    [Fact]
    public void Draft_keeps_known_fields_only_and_no_endless_answer()
    {
        var fields = new Dictionary<string, string> { ["nom"] = "Vasselin", ["status"] = "4", ["company"] = "p/1" };

        var kept = Save(In(RequestStatus.Draft), new DraftPage(99, fields));

        Assert.Equal(["nom", "company"], kept.Effects.OfType<Upsert>().Select(u => u.Row).OfType<DraftFieldRow>().Select(f => f.Name));
        Assert.Equal(Contact.Steps.Count, kept.Next!.Step);
        Assert.Equal(TooLong,
            Save(In(RequestStatus.Draft), new DraftPage(1, new Dictionary<string, string> { ["nom"] = new('a', 10_001) })).Refusal);
    }

    [Fact]
    public void Incomplete_draft_is_not_sent() =>
        Assert.Equal(Incomplete, In(RequestStatus.Draft).Send(Turn(Nora), "2026-000001", Contact, new Dictionary<string, string>(), Facts, []).Refusal);

    [Fact]
    public void B70_Excerpt_of_a_message_ends_before_an_emoji_that_does_not_fit() =>
        Assert.Equal(new string('a', 119), In(RequestStatus.Sent).Post(Turn(Nora), new string('a', 119) + "📎 suite", []).Next!.Excerpt);

    [Fact]
    public void Seen_never_goes_back_nor_beyond_the_last_entry()
    {
        var state = In(RequestStatus.InProgress);
        var row = Assert.Single(state.Seen(Turn(Pauline), null, 999, read: true).Effects.OfType<Upsert>().Select(u => u.Row).OfType<ReaderRow>());
        var known = new ReaderView { Received = row.Received, Read = row.Read };

        Assert.Equal(("Pauline Arnoux", true, state.LastTick, state.LastTick), (row.Name, row.Staff, row.Received, row.Read));
        Assert.Equal(["request_reader", "read_mark"],
            state.Seen(Turn(Pauline), null, 999, read: true)!.Effects.OfType<Upsert>().Select(u => RowTable.For(u.Row.GetType()).Name));
        Assert.Null(state.Seen(Turn(Pauline), known, 1, read: true).Next);
        Assert.Null(state.Seen(Turn(Pauline), known, -5, read: true).Next);
        Assert.Null(state.Seen(Turn(Pauline), known, 999, read: false).Next);
    }

    [Fact]
    public void Message_is_told_to_its_request_company_and_queue_and_claims_its_files()
    {
        var effects = In(RequestStatus.Sent).Post(Turn(Nora), "Bonjour", [File("f1")]).Effects;

        Assert.Equal(["request/p/1", "company/p/c", "queue/sante"], effects.OfType<Notify>().Select(t => t.Topic));
        Assert.Contains(new TakeClaim("file", "f1", Refusal: RequestRefusal.FileNotFound), effects);
        Assert.Contains(effects.OfType<Upsert>(), u => u.Row is JournalRow);
    }

    [Fact]
    public void Draft_is_no_adviser_s()
    {
        var hugues = Nora with { Account = "hugues" };

        Assert.Equal([true, true, false], new[] { Nora, hugues, Claire }.Select(In(RequestStatus.Draft).IsVisibleTo));
        Assert.Equal([true, true, true], new[] { Nora, hugues, Claire }.Select(In(RequestStatus.Sent).IsVisibleTo));
        Assert.False(new RequestState().IsVisibleTo(Claire));
    }

    private static Decision<RequestState, Nothing, RequestRefusal> Save(RequestState state, DraftPage page) =>
        state.Save(Turn(Nora), page, Contact, new(new(page.Fields, []), DraftAnswers.Of(Contact, page.Fields, Facts, page.Fields, Facts), state.About(Contact, page.Fields), new DraftPlace("")));

    private static RequestRefusal? Say(string verb, RequestState state) => verb switch
    {
        "begin" => state.Begin(Turn(Nora), Contact, "p/c").Refusal,
        "save" => Save(state, new DraftPage(1, new Dictionary<string, string>())).Refusal,
        "attach" => state.Attach(Turn(Nora), File("f")).Refusal,
        "detach" => state.Detach(Turn(Nora), "f").Refusal,
        "discard" => state.Discard(Turn(Nora), []).Refusal,
        "send" => state.Send(Turn(Nora), "2026-000002", Contact, Fixtures.GrainHost.Answers("p/c"), Facts, []).Refusal,
        "withdraw" => state.Withdraw(Turn(Nora)).Refusal,
        "withdraw by staff" => state.Withdraw(Turn(Claire)).Refusal,
        "take" => state.TakeCharge(Turn(Pauline)).Refusal,
        "take by customer" => state.TakeCharge(Turn(Nora)).Refusal,
        "post" => state.Post(Turn(Nora), "Bonjour", []).Refusal,
        "post by handler" => state.Post(Turn(Claire), "Bonjour", []).Refusal,
        "post by another" => state.Post(Turn(Pauline), "Bonjour", []).Refusal,
        "ask" => state.AskFor(Turn(Claire), ["RIB"], "").Refusal,
        "ask by another" => state.AskFor(Turn(Pauline), ["RIB"], "").Refusal,
        "ask by customer" => state.AskFor(Turn(Nora), ["RIB"], "").Refusal,
        "hand in" => state.HandIn(Turn(Nora), state.Asked.Count > 0 ? state.Asked[0].Id : "1", File("f")).Refusal,
        "hand in by staff" => state.HandIn(Turn(Claire), state.Asked.Count > 0 ? state.Asked[0].Id : "1", File("f")).Refusal,
        "withdraw item" => state.WithdrawItem(Turn(Claire), state.Asked.Count > 0 ? state.Asked[0].Id : "1").Refusal,
        "withdraw item by another" => state.WithdrawItem(Turn(Pauline), "1").Refusal,
        "withdraw item by customer" => state.WithdrawItem(Turn(Nora), "1").Refusal,
        "reopen" => state.Reopen(Turn(Pauline)).Refusal,
        "reopen by customer" => state.Reopen(Turn(Nora)).Refusal,
        "note" => state.Note(Turn(Claire), "Vu avec la comptabilité").Refusal,
        "note by another" => state.Note(Turn(Pauline), "Vu avec la comptabilité").Refusal,
        "note by customer" => state.Note(Turn(Nora), "Bonjour").Refusal,
        "empty note" => state.Note(Turn(Claire), "").Refusal,
        "transfer" => state.Transfer(Turn(Claire), ToPauline, PaulineHerself).Refusal,
        "transfer by another" => state.Transfer(Turn(Pauline), ToPauline, PaulineHerself).Refusal,
        "transfer by supervisor" => state.Transfer(Turn(Lucien), ToPauline, PaulineHerself).Refusal,
        "transfer by customer" => state.Transfer(Turn(Nora), ToPauline, PaulineHerself).Refusal,
        "transfer to nobody known" => state.Transfer(Turn(Claire), ToPauline, null).Refusal,
        "transfer without a note" => state.Transfer(Turn(Claire), ToPauline with { Note = "" }, PaulineHerself).Refusal,
        "transfer to its own team" => state.Transfer(Turn(Claire), new RequestTransfer(state.Team, "", "À prendre"), null).Refusal,
        "take over" => state.TakeOver(Turn(Pauline), "Claire est absente").Refusal,
        "take over one's own" => state.TakeOver(Turn(Claire), "Pour voir").Refusal,
        "take over without a reason" => state.TakeOver(Turn(Pauline), "").Refusal,
        "take over by supervisor" => state.TakeOver(Turn(Lucien), "").Refusal,
        "take over by customer" => state.TakeOver(Turn(Nora), "Bonjour").Refusal,
        "give back" => state.GiveBack(Turn(Claire), "").Refusal,
        "give back by another" => state.GiveBack(Turn(Pauline), "").Refusal,
        "give back by customer" => state.GiveBack(Turn(Nora), "").Refusal,
        "close" => state.Close(Turn(Claire), "Répondu").Refusal,
        "close by another" => state.Close(Turn(Pauline), "Répondu").Refusal,
        "close by customer" => state.Close(Turn(Nora), "Répondu").Refusal,
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    internal static RequestState In(RequestStatus status)
    {
        var draft = new RequestState().Begin(Turn(Nora), Contact, "p/c").Next!;
        if (status is RequestStatus.Draft)
            return draft;
        var sent = draft.Send(Turn(Nora), "2026-000001", Contact, Fixtures.GrainHost.Answers("p/c"), Facts, []).Next!;
        if (status is RequestStatus.Sent)
            return sent;
        var taken = sent.TakeCharge(Turn(Claire)).Next!;
        return status switch
        {
            RequestStatus.Waiting => taken.AskFor(Turn(Claire), ["RIB"], "").Next!,
            RequestStatus.Closed => taken.Close(Turn(Claire), "Répondu").Next!,
            _ => taken,
        };
    }

    internal static RequestTurn Turn(Caller by, DateTimeOffset? at = null) =>
        new("p/1", 1, by, at ?? Noon) { Calendar = Grains.Calendars.BusinessCalendar.Default, Usual = TimeSpan.FromHours(16) };

    internal static Attachment File(string id) => new(id, $"{id}.pdf", "application/pdf", 10);
}
