using Grains.Access;
using Grains.Accounts;
using Grains.Calendars;
using Grains.Commits;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests.Attestations;
using Grains.Requests.Bulk;
using Grains.Requests.Callbacks;
using Grains.Requests.Changes;
using Grains.Requests.Desk;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Requests.Held;
using Grains.Requests.Promises;
using Grains.Requests.Routing;
using Grains.Requests.Ties;

namespace Grains.Requests;

/// <summary>
/// The caller's right on the company is a condition of every commit. A refusal asks for it first, and so does any verb of a caller whom the
/// state does not name.
/// </summary>
[GrainType("request")]
public sealed partial class RequestGrain(CommitServices services, Rights rights, FormCatalogue forms, FormArchive archive, IFileCatalogue files, RequestQueries queries,
    CallbackQueries callbacks, FormFactQueries facts, ColleagueQueries colleagues, PolicyBook policies,
    AttestationQueries attestations, CalendarBook calendars, DraftKeeping drafts, BulkQueries bulk, RoutingQueries routing, TieQueries ties, AddresseeQueries addressees)
    : CommittingGrain<RequestState>(services), IRequestGrain, IRequestOfficeGrain, IRequestTiesGrain, IRequestAdviceGrain
{
    protected override string Kind => "request";

    public async Task<Result<RequestRefusal>> Begin(Caller by, OperationId operation, string form, string company)
    {
        if (by.IsStaff || !Key.StartsWith(by.Portal + "/", StringComparison.Ordinal) || forms.Find(form) is not { } found)
            return RequestRefusal.NotFound;
        // A form that asks for no company is for oneself, and the reverse.
        var standing = found.IsPersonal ? await rights.BasisOf(by) : default;
        var own = Rights.OwnRequestsOf(standing);
        if (found.IsPersonal != Rights.IsOwnFile(company) || (found.IsPersonal && own is OwnRequests.None))
            return RequestRefusal.NotFound;
        var right = found.IsPersonal ? rights.ToAskForOneself(by, RequestRefusal.NotFound, company, standing)
            : found.Effect?.Changes is ChangeKind.Account ? rights.ToAdminister(by, RequestRefusal.NotFound, company)
            : rights.ToAct(by, RequestRefusal.NotFound, company, found.ReadBy);
        return await Answer(operation, right, State.Begin(Turn(by), found, company, isOnly: own is OwnRequests.One));
    }

    public async Task<Result<RequestRefusal>> SaveDraft(Caller by, OperationId operation, DraftPage page)
    {
        if (!await MayTry(by))
            return await Answer<RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound);
        var form = await archive.Get(State.Form, State.FormVersion);
        var kept = await drafts.Of(by, Key, State, form, page);
        return form.IsPersonal != Rights.IsOwnFile(kept.Matter.Company) ? RequestRefusal.NotFound
            : await Save(kept) is var saved && saved.Refusal is not RequestRefusal.AnotherActive ? saved
            // Another has just become the active one: what was typed is kept without that.
            : await Save(kept with { Place = kept.Place with { Holder = "", From = null } });

        Task<Result<RequestRefusal>> Save(KeptPage kept) => Answer(operation, drafts.RightTo(by, State, form, page, kept), State.Save(Turn(by), page, form, kept));
    }

    public Task<Result<RequestRefusal>> AttachToDraft(Caller by, OperationId operation, string file) =>
        WithFile(by, operation, file, found => Answer(operation, RightOf(by), State.Attach(Turn(by), found)));

    public async Task<Result<RequestRefusal>> AttachPieceToDraft(Caller by, OperationId operation, string file, string piece)
    {
        var form = State.Exists ? await archive.Get(State.Form, State.FormVersion) : null;
        var others = (await queries.DraftAttachments(Key)).Count(f => f.Piece == piece && f.File != file);
        return await WithFile(by, operation, file, found => Answer(operation, RightOf(by), State.Attach(
            Turn(by), found with { Piece = piece, Veiled = form!.Pieces.Any(p => p.Id == piece && p.IsVeiled) }, form, others)));
    }

    public async Task<Result<RequestRefusal>> DetachFromDraft(Caller by, OperationId operation, string file) =>
        await Answer(operation, RightOf(by), !await MayTry(by) ? RequestRefusal.NotFound
            : (await queries.DraftAttachments(Key)).Any(f => f.File == file && f.Veiled && f.Uploader != by.Account) ? RequestRefusal.FileNotFound
            : State.Detach(Turn(by), file));

    public async Task<Result<RequestRefusal>> DiscardDraft(Caller by, OperationId operation) =>
        await Answer(operation, ReadingRightOf(by), await MayTry(by) ? State.Discard(Turn(by), (await Fields()).Keys) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> Expire(OperationId operation) => await Answer(
        operation, Condition.None, State.Exists ? State.Expire(Turn(Nobody), (await Fields()).Keys) : RequestRefusal.NotFound);

    public async Task<Result<Sent, RequestRefusal>> Send(Caller by, OperationId operation, string number)
    {
        if (by.IsStaff || !await MayTry(by))
            return await Answer<Sent, RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound);
        var form = await archive.Get(State.Form, State.FormVersion);
        var (fields, attached) = (await Fields(), await queries.DraftAttachments(Key));
        var callback = form.Slot is null ? null : await callbacks.Of(rights.ScopeOf(by), form, State.Company, fields);
        var (scope, movesMoney) = (rights.ScopeOf(by), form.Effect?.Changes is ChangeKind.Account);
        var known = await facts.Of(scope, form, State.Company, fields);
        var attestation = form.Attests is null ? null
            : await attestations.Of(scope, form, Key, State.Company, new FormAnswers(form, fields, known).Whole(), known.Today);
        if (movesMoney && State.IsDraft && !await rights.IsProven(by))
            return await Answer<Sent, RequestRefusal>(operation, RightOf(by), RequestRefusal.NotProven);
        var right = !movesMoney ? RightOf(by)
            : rights.ToAdminister(by, RequestRefusal.NotFound, State.Company).And(RequestRefusal.NotFound, rights.Proof(by));
        var team = callback is null ? await routing.TeamOf(form, fields, State.Company) ?? form.TeamOf(fields) : callback.Team;
        var turn = (await Timed(by, team)) with { Team = team, Usual = Usual(fields.GetValueOrDefault("motif", "")) };
        return await Answer(operation, right, State.Send(turn, number, form, fields, known, attached, callback, attestation));
    }

    public async Task<Result<Posted, RequestRefusal>> Post(Caller by, OperationId operation, NewMessage message)
    {
        if (!await MayTry(by) || State.IsDraft)
            return await Answer<Posted, RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound);
        // Who may not read the request that goes on opens this one again.
        if (State.MergedInto.Length > 0 && !by.IsStaff && await ties.GoesOn(rights.ScopeOf(by), Key))
            return await Answer<Posted, RequestRefusal>(operation, RightOf(by), RequestRefusal.Merged);
        if (by.IsStaff && policies.For(State.Portal).UndoSendFor is { Ticks: > 0 } waits && await files.Linked(by, message) is { } held)
            return await Answer(operation, RightOf(by), State.Hold(Turn(by), message.Text, held, message.Answers, waits));
        return await files.Linked(by, message) is { } attached ? await Answer(operation, RightOf(by), State.Post(await ToPost(by), message.Text, attached, message.Answers))
            : await Answer<Posted, RequestRefusal>(operation, RightOf(by), RequestRefusal.FileNotFound);
    }

    public Task<Result<RequestRefusal>> Unsend(Caller by, OperationId operation, long id) => Act(by, operation, turn => State.Unsend(turn, id));

    public async Task<Result<RequestRefusal>> LetGo(OperationId operation, long id) => await Answer(
        operation, Condition.None, State.Held is { } held ? State.LetGo(Turn(held.By), id) : Decision<RequestState, Nothing, RequestRefusal>.Unchanged);

    public async Task<Result<Sent, RequestRefusal>> Continue(Caller by, OperationId operation, string number, string earlier, NewMessage message)
    {
        if (by.IsStaff || !Key.StartsWith(by.Portal + "/", StringComparison.Ordinal) || await queries.Matter(rights.ScopeOf(by), earlier) is not var (found, matter))
            return RequestRefusal.NotFound;
        var right = rights.ToAct(by, RequestRefusal.NotFound, [matter]);
        return await ties.GoesOn(rights.ScopeOf(by), earlier) ? await Answer<Sent, RequestRefusal>(operation, right, RequestRefusal.Merged)
            : await files.Linked(by, message) is not { } attached ? await Answer<Sent, RequestRefusal>(operation, right, RequestRefusal.FileNotFound)
            : await Answer(operation, right, State.Continue(
                (await Timed(by, found.Team)) with { Usual = PromiseHours.Of(policies.For(by.Portal), found.Form) },
                number, found, matter, message.Text, attached, await queries.EmployeeOf(earlier)));
    }

    public async Task<Result<RequestRefusal>> GiveOpinion(Caller by, OperationId operation, Opinion opinion) => await Answer(
        operation, RightOf(by), await MayTry(by) && !State.IsDraft
            ? State.GiveOpinion(Turn(by), opinion, await archive.Get(State.Form, State.FormVersion)) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> TakeCharge(Caller by, OperationId operation) => Act(by, operation, turn => State.TakeCharge(turn));

    public Task<Result<RequestRefusal>> Note(Caller by, OperationId operation, string text) => Act(by, operation, turn => State.Note(turn, text));

    public Task<Result<RequestRefusal>> NoteCall(Caller by, OperationId operation, PhoneCall call) => Act(by, operation, turn => State.NoteCall(turn, call));

    public Task<Result<RequestRefusal>> Snooze(Caller by, OperationId operation, DateTimeOffset? until) => Act(by, operation, t => State.Snooze(t, until));

    public async Task<Result<RequestRefusal>> Transfer(Caller by, OperationId operation, RequestTransfer to)
    {
        if (!await MayTry(by))
            return await Answer<RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound);
        var heir = by.IsStaff && to.Handler.Length > 0 ? await colleagues.Find(to.Handler) : null;
        // Whose account is shut meanwhile is given nothing.
        var right = heir is null ? RightOf(by) : rights.ToPassOn(by, RequestRefusal.NotFound, State.Matter, heir.Account);
        return await Answer(operation, right, State.Transfer(
            (await Timed(by)) with { NextCalendar = to.Team.Length > 0 ? await calendars.Find(to.Team) : null }, to, heir));
    }

    public async Task<Result<RequestRefusal>> Reroute(Caller by, OperationId operation)
    {
        if (!by.IsStaff || !await MayTry(by) || !State.Exists)
            return await Answer<RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound);
        var team = await routing.TeamOf(await archive.Get(State.Form, State.FormVersion), await Fields(), State.Company);
        var next = team is null ? null : await calendars.Find(team);
        return await Answer(operation, RightOf(by), State.Reroute((await Timed(by)) with { NextCalendar = next }, team));
    }

    public Task<Result<RequestRefusal>> TakeOver(Caller by, OperationId operation, string reason) => Act(by, operation, turn => State.TakeOver(turn, reason));

    public Task<Result<RequestRefusal>> GiveBack(Caller by, OperationId operation, string note) => Act(by, operation, turn => State.GiveBack(turn, note));

    public async Task<Result<Posted, RequestRefusal>> AskFor(Caller by, OperationId operation, IReadOnlyList<string> items, string text) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.AskFor(await Timed(by), items, text) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> HandIn(Caller by, OperationId operation, string item, string file) =>
        WithFile(by, operation, file, async found => await Answer(operation, RightOf(by), State.HandIn(await Timed(by), item, found)));

    public async Task<Result<RequestRefusal>> WithdrawItem(Caller by, OperationId operation, string item) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.WithdrawItem(await Timed(by), item) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> RecordChange(Caller by, OperationId operation) => await Answer(
        operation, RightOf(by), !by.IsStaff || !await MayTry(by) ? RequestRefusal.NotFound
            : State.RecordChange(Turn(by), FormChanges.Of(await archive.Get(State.Form, State.FormVersion), await Fields())));

    public async Task<Result<RequestRefusal>> EndAccountChange(OperationId operation, BankStage end) =>
        await Answer(operation, Condition.None, State.EndAccountChange(Turn(Nobody), end));

    public Task<Result<RequestRefusal>> Close(Caller by, OperationId operation, string reason) => Act(by, operation, turn => State.Close(turn, reason));

    public async Task<Result<RequestRefusal>> CloseAmongOthers(Caller by, OperationId operation, string reason) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.CloseAmongOthers(Turn(by), reason, await bulk.MatterOf(Key, State)) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> Reopen(Caller by, OperationId operation) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.Reopen(await Timed(by)) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> Withdraw(Caller by, OperationId operation) => Act(by, operation, turn => State.Withdraw(turn));

    public async Task<Result<RequestRefusal>> Follow(Caller by, OperationId operation, bool follows) =>
        await Answer(operation, ReadingRightOf(by), await MayTry(by) ? State.Follow(Turn(by), follows) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> Unsubscribe(string account) => Answer(default, Condition.None, State.Unsubscribe(Key, account));

    public async Task<Result<RequestRefusal>> HandOver(Caller by, OperationId operation, Handover given)
    {
        var (former, heir) = (by with { Account = given.From, Session = "" }, by with { Account = given.To, Session = "" });
        // Who still sees it through another space keeps what is theirs.
        var keeps = by.IsStaff || Rights.IsOwnFile(State.Company) || await rights.MayRead(former, State.Company);
        return await Answer(operation, rights.ToHandOver(by, RequestRefusal.NotFound, given.Space, State.Matter, heir, acts: State.IsDraft),
            keeps ? RequestRefusal.NotFound : State.HandOver(Turn(by), given));
    }

    public async Task<Result<RequestRefusal>> Extend(Caller by, OperationId operation, int hours, string reason) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.Extend(await Timed(by), hours, reason) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> PromiseCame(OperationId operation) => await Answer(operation, Condition.None, State.Promise is null
        ? RequestRefusal.NoPromise : State.PromiseCame(Turn(Nobody), State.Promise.Due < Now ? await colleagues.Supervisors() : []));

    public async Task<Result<RequestRefusal>> PassOn(Caller by, OperationId operation, string from, string to)
    {
        var heir = by.IsStaff && to.Length > 0 ? await colleagues.Find(to) : null;
        var right = heir is null ? RightOf(by) : rights.ToPassOn(by, RequestRefusal.NoSuchColleague, State.Matter, heir.Account);
        return await Answer(operation, right, await MayTry(by) ? State.PassOn(Turn(by), from, to, heir) : RequestRefusal.NotFound);
    }

    public async Task<Result<RequestRefusal>> Replan(Caller by, OperationId operation, CalendarChange change) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.Replan(await Timed(by), change) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> Seen(Caller by, long tick, bool read)
    {
        // A reading that changes nothing commits nothing: its right is asked for here, an author's, too.
        if (!await MayRead(by) || State.IsDraft || !State.IsVisibleTo(by))
            return RequestRefusal.NotFound;
        return await Answer(default, ReadingRightOf(by), State.Seen(Turn(by), await queries.Reader(Key, by.Account), tick, read));
    }

    public async Task<Result<RequestRefusal>> Link(Caller by, OperationId operation, string other) => await Answer(
        operation, RightOf(by), await MayTry(by) ? State.Link(Turn(by), await ties.Of(rights.ScopeOf(by), Key, other)) : RequestRefusal.NotFound);

    public async Task<Result<RequestRefusal>> AskAdvice(Caller by, OperationId operation, string question) => await Answer(
        operation, RightOf(by), await MayTry(by) ? State.AskAdvice(Turn(by), question, await colleagues.Specialists()) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> WithdrawAdvice(Caller by, OperationId operation) => Act(by, operation, turn => State.WithdrawAdvice(turn));

    public Task<Result<RequestRefusal>> GiveAdvice(Caller by, OperationId operation, string text) => Act(by, operation, turn => State.GiveAdvice(turn, text));

    public Task<Result<RequestRefusal>> Unlink(Caller by, OperationId operation, string other) => Act(by, operation, turn => State.Unlink(turn, other));

    public async Task<Result<RequestRefusal>> Merge(Caller by, OperationId operation, string kept)
    {
        var scope = rights.ScopeOf(by);
        var merged = await MayTry(by) ? State.Merge(Turn(by), await ties.EndOf(scope, Key, Key), await ties.EndOf(scope, Key, kept)) : RequestRefusal.NotFound;
        // What closes meanwhile, or is merged itself, is nothing to go on in.
        return await Answer(operation, merged.Refusal is null ? RightOf(by).And(RequestRefusal.KeptClosed, Rights.IsUnderway(kept)) : RightOf(by), merged);
    }

    public async Task<Result<RequestRefusal>> Tied(OperationId operation, RequestTie tie) => await Answer(operation, Condition.None, State.Tied(
        Turn(Nobody with { Account = tie.By, Name = tie.ByName }), tie, tie.Kind is TieKind.Merged ? await ties.Followers(Key, tie.Request, Now) : []));

    private async Task<Result<RequestRefusal>> Act(Caller by, OperationId operation, Func<RequestTurn, Decision<RequestState, Nothing, RequestRefusal>> verb) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? verb(Turn(by)) : RequestRefusal.NotFound);

    private async Task<Result<RequestRefusal>> WithFile(Caller by, OperationId operation, string file, Func<Attachment, Task<Result<RequestRefusal>>> act) =>
        !await MayTry(by) ? await Answer<RequestRefusal>(operation, RightOf(by), RequestRefusal.NotFound)
        : await files.Find(file, by.Account) is { } found ? await act(found)
        : await Answer<RequestRefusal>(operation, RightOf(by), RequestRefusal.FileNotFound);

    /// <summary>
    /// A caller whom the state does not name is asked for before the verb, also about a request that does not exist: a stranger's answers must cost
    /// the same. Whom it names, and staff, who see all requests, the condition of the commit alone lets through.
    /// </summary>
    private async ValueTask<bool> MayTry(Caller by) => (by.IsStaff || by.Account == State.Author || await MayRead(by)) && State.IsVisibleTo(by);

    private Caller Nobody => new("", CallerKind.Staff, State.Portal, "", "");

    private Condition RightOf(Caller by) => State.IsDraft && !by.IsStaff && by.Account != State.Author
        ? rights.ToShare(by, RequestRefusal.NotFound, (State.DraftRights, State.Matter)) : rights.ToAct(by, RequestRefusal.NotFound, [State.Matter]);

    // An author needs any right on the company, and who works on a draft of theirs the right to send it.
    private UniverseRights ReadBy(Caller by) =>
        by.Account == State.Author ? UniverseRights.Read : State.IsDraft ? State.DraftRights : State.Universes;

    private ValueTask<bool> MayRead(Caller by) => rights.MayRead(by, State.Company, ReadBy(by), State.Siret);

    private Condition ReadingRightOf(Caller by) => rights.ToRead(by, RequestRefusal.NotFound, State.Company, ReadBy(by), State.Siret);

    /// <param name="team">Whose it becomes; null for whose it is.</param>
    private async ValueTask<RequestTurn> Timed(Caller by, string? team = null) =>
        Turn(by) with { Calendar = await calendars.Find(team ?? State.Team), Usual = Usual() };

    // A customer's word goes on with what waited, and begins anew what was answered; any other leaves the promise alone, and costs no look at calendars.
    private ValueTask<RequestTurn> ToPost(Caller by) =>
        !by.IsStaff && (State.Status is RequestStatus.Waiting or RequestStatus.Closed || State.Promise is not { KeptAt: null }) ? Timed(by) : new(Turn(by));

    private TimeSpan Usual(string reason = "") => PromiseHours.Of(policies.For(State.Portal), State.Form, reason);

    private Task<IReadOnlyDictionary<string, string>> Fields() => drafts.Fields(Key);

    private RequestTurn Turn(Caller by) => new(Key, Version + 1, by, Now, policies.For(State.Portal).UnreadMailAfter);
}
