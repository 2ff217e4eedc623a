using Grains.Interfaces.Payments;

namespace Grains.Interfaces.Requests;

/// <summary>
/// One customer request, from draft to close, with its thread. Key: <c>portal/id</c>, the id being its draft's.
/// A closed request stays readable; a customer's message within 30 days reopens it. The caller's right on the request's
/// company is a condition of every commit, and asked for before a refusal says why; no right and no request give the same <see
/// cref="RequestRefusal.NotFound"/>.
/// </summary>
[Alias("IRequestGrain")]
public interface IRequestGrain : IGrainWithStringKey
{
    /// <summary>Opens a draft of a form for one of the caller's companies, or for themselves.</summary>
    [Alias("Begin")]
    Task<Result<RequestRefusal>> Begin(Caller by, OperationId operation, string form, string company);

    /// <summary>
    /// Keeps what was typed; a field not named, or not touched since <see cref="DraftPage.Seen"/>, keeps its value. Drafts only, by their author and, where
    /// the form is of a company that is named, by who may send it. Refused, keeping nothing: Meanwhile when another wrote in one of the same fields;
    /// NotAllowed to who takes a draft of others to another company; HiddenFromAuthor to who places it where its author sees nothing. One draft a form, company and
    /// employee is the active one: the first that is kept, or the one that <see cref="DraftPage.InPlaceOf"/> puts in its place. One that is not is kept all the same, and is
    /// not sent.
    /// </summary>
    [Alias("SaveDraft")]
    Task<Result<RequestRefusal>> SaveDraft(Caller by, OperationId operation, DraftPage page);

    [Alias("AttachToDraft")]
    Task<Result<RequestRefusal>> AttachToDraft(Caller by, OperationId operation, string file);

    /// <summary>The same of a file that is one of the form's pieces. Refused: NothingAsked when it has no such piece.</summary>
    [Alias("AttachPieceToDraft")]
    Task<Result<RequestRefusal>> AttachPieceToDraft(Caller by, OperationId operation, string file, string piece);

    /// <summary>Refused: FileNotFound, also of a medical piece that another handed in.</summary>
    [Alias("DetachFromDraft")]
    Task<Result<RequestRefusal>> DetachFromDraft(Caller by, OperationId operation, string file);

    /// <summary>Deletes the draft with its files, by its author. Refused: NotAllowed to who may only write in it.</summary>
    [Alias("DiscardDraft")]
    Task<Result<RequestRefusal>> DiscardDraft(Caller by, OperationId operation);

    /// <summary>The deadline of a draft: deletes it when nobody touched it for three months, and does nothing otherwise.</summary>
    [Alias("Expire")]
    Task<Result<RequestRefusal>> Expire(OperationId operation);

    /// <summary>
    /// Sends the draft under a number drawn before the call; a repeat answers the first number. Who sends is the author; who else wrote in it follows the request. A callback goes to its contact's queue. Refused:
    /// Incomplete; AnotherActive; SlotGone; AlreadyAsked; NotProven, of a form that moves money, without a proof of the last five minutes (<see cref="Accounts.IAccountStepUpGrain"/>).
    /// </summary>
    [Alias("Send")]
    Task<Result<Sent, RequestRefusal>> Send(Caller by, OperationId operation, string number);

    /// <summary>
    /// Adds a message. A customer's answers a waiting request and reopens one closed for less than 30 days. An adviser's waits first where the portal's policy lets
    /// it be taken back: the answer is then that of the message before. Refused: Merged of a duplicate, to a customer who may read the request that goes on in its place.
    /// </summary>
    [Alias("Post")]
    Task<Result<Posted, RequestRefusal>> Post(Caller by, OperationId operation, NewMessage message);

    /// <summary>Takes back the adviser's own message that waits. Refused: NotFound once it has gone, and of another's.</summary>
    [Alias("Unsend")]
    Task<Result<RequestRefusal>> Unsend(Caller by, OperationId operation, long id);

    /// <summary>Lets a message go that waited, by the job of its instant. Taken back or gone: nothing happens.</summary>
    [Alias("LetGo")]
    Task<Result<RequestRefusal>> LetGo(OperationId operation, long id);

    /// <summary>
    /// Goes on from a request that has been closed for 30 days or longer: becomes a sent request of its own about the same, linked to it, with this message.
    /// Refused: NotFound, also for an earlier one that the caller may not see; NotClosed while a message reopens it; Merged of a duplicate whose other the caller may read; AlreadySent. A repeat answers the first number.
    /// </summary>
    /// <param name="number">Drawn before the call.</param>
    /// <param name="earlier">Key of the closed request.</param>
    [Alias("Continue")]
    Task<Result<Sent, RequestRefusal>> Continue(Caller by, OperationId operation, string number, string earlier, NewMessage message);

    /// <summary>
    /// What the customer thinks of the answer, once an adviser closed the request; said again, the last counts. Refused: NotAllowed to staff, and of a form that asks for
    /// no opinion; NotClosed.
    /// </summary>
    [Alias("GiveOpinion")]
    Task<Result<RequestRefusal>> GiveOpinion(Caller by, OperationId operation, Opinion opinion);

    /// <summary>An adviser becomes the one who answers. Refused, with the name in the view, when another already is.</summary>
    [Alias("TakeCharge")]
    Task<Result<RequestRefusal>> TakeCharge(Caller by, OperationId operation);

    /// <summary>
    /// Leaves a note that advisers alone read: plain text of 1 to <see cref="NewMessage.MaxLength"/> characters, on a closed request too. Refused: NotAllowed
    /// to customers; EmptyMessage; TooLong.
    /// </summary>
    [Alias("Note")]
    Task<Result<RequestRefusal>> Note(Caller by, OperationId operation, string text);

    /// <summary>
    /// Notes a telephone call, by any adviser, on a closed request too: the customer reads that it took place, what was said advisers alone. Refused: NotAllowed
    /// to customers; CallUnclear without a name or minutes within bounds; EmptyMessage; TooLong.
    /// </summary>
    [Alias("NoteCall")]
    Task<Result<RequestRefusal>> NoteCall(Caller by, OperationId operation, PhoneCall call);

    /// <summary>
    /// Puts the request aside: out of the queue of the adviser in charge until an instant, at most 366 days ahead, or until the customer's next word. Said again,
    /// the last counts; null takes it up again. Refused: NotAhead; NotInCharge; TakenByAnother; AlreadyClosed.
    /// </summary>
    [Alias("Snooze")]
    Task<Result<RequestRefusal>> Snooze(Caller by, OperationId operation, DateTimeOffset? until);

    /// <summary>
    /// Sends the request to another team or to a colleague. By who has it, by anybody while nobody has, by a supervisor always. Refused: TakenByAnother;
    /// NoSuchColleague; AlreadyThere; NoReason without a note; AlreadyClosed.
    /// </summary>
    [Alias("Transfer")]
    Task<Result<RequestRefusal>> Transfer(Caller by, OperationId operation, RequestTransfer to);

    /// <summary>
    /// Goes to the team that the rules say now, by a supervisor; who has one keeps it. Refused: NotAllowed; TakenByAnother; AlreadyThere, also where no rule holds
    /// and of a callback; AlreadyClosed.
    /// </summary>
    [Alias("Reroute")]
    Task<Result<RequestRefusal>> Reroute(Caller by, OperationId operation);

    /// <summary>
    /// Takes the request from the colleague who has it: the caller answers from then on, and the customer sees it. Refused: NoReason without a reason, but to a
    /// supervisor; NotInCharge when nobody has it; AlreadyThere when the caller has.
    /// </summary>
    [Alias("TakeOver")]
    Task<Result<RequestRefusal>> TakeOver(Caller by, OperationId operation, string reason);

    /// <summary>Who has the request gives it back to its team's queue, with a note or without. Its status stays: what is under way is not sent anew.</summary>
    [Alias("GiveBack")]
    Task<Result<RequestRefusal>> GiveBack(Caller by, OperationId operation, string note);

    /// <summary>
    /// Asks the customer for items, beside those still missing: the request waits, its clock stops. What is missing already is not asked twice.
    /// Refused: TooManyItems beyond <see cref="NewMessage.MaxAsked"/> missing at once.
    /// </summary>
    [Alias("AskFor")]
    Task<Result<Posted, RequestRefusal>> AskFor(Caller by, OperationId operation, IReadOnlyList<string> items, string text);

    /// <summary>
    /// Hands in one asked item, also after a message answered the request: an item stays asked until it is handed in, withdrawn, or the request is
    /// closed. With the last one a waiting request is in progress again. Refused: NothingAsked.
    /// </summary>
    [Alias("HandIn")]
    Task<Result<RequestRefusal>> HandIn(Caller by, OperationId operation, string item, string file);

    /// <summary>The adviser in charge asks for an item no longer. With the last one a waiting request is in progress again. Refused: NothingAsked.</summary>
    [Alias("WithdrawItem")]
    Task<Result<RequestRefusal>> WithdrawItem(Caller by, OperationId operation, string item);

    /// <summary>
    /// Records what the form asks to change elsewhere (who is covered), by the adviser in charge who has looked at its pieces: it reaches whom it is about by a
    /// job of this commit. Refused: NoChange when there is none, or it is recorded already; NotInCharge; TakenByAnother; AlreadyClosed.
    /// </summary>
    [Alias("RecordChange")]
    Task<Result<RequestRefusal>> RecordChange(Caller by, OperationId operation);

    /// <summary>
    /// What became of the account that the form asked to change, by the job of that end: the request is closed with it. Refused: NotFound; AlreadyClosed.
    /// </summary>
    [Alias("EndAccountChange")]
    Task<Result<RequestRefusal>> EndAccountChange(OperationId operation, BankStage end);

    /// <summary>
    /// Closes the request: what it missed is asked for no longer, also when it is opened again. The customer reads the reason: 1 to 500 characters.
    /// Refused: AlreadyClosed; NotInCharge; TakenByAnother; NoReason.
    /// </summary>
    [Alias("Close")]
    Task<Result<RequestRefusal>> Close(Caller by, OperationId operation, string reason);

    /// <summary>
    /// Closes the request as one of many with one text; who does is in charge of one that nobody has. Refused beside what <see cref="Close"/> refuses:
    /// ItemsAsked while something is missing; IsMedical with a medical piece; IsComplaint; ChangesAccount.
    /// </summary>
    [Alias("CloseAmongOthers")]
    Task<Result<RequestRefusal>> CloseAmongOthers(Caller by, OperationId operation, string reason);

    /// <summary>
    /// Opens a closed request again, whenever it was closed: the adviser who does is in charge, and it is in progress. Refused: NotAllowed to
    /// customers, who reopen by a message; NotClosed. A repeat changes nothing.
    /// </summary>
    [Alias("Reopen")]
    Task<Result<RequestRefusal>> Reopen(Caller by, OperationId operation);

    /// <summary>Takes a request back before anybody took charge of it.</summary>
    [Alias("Withdraw")]
    Task<Result<RequestRefusal>> Withdraw(Caller by, OperationId operation);

    /// <summary>
    /// The caller hears by mail of what is new, or no longer. The author does unless they say no, and so does who writes a message. Customers who may read
    /// the request; a repeat changes nothing. An adviser keeps it in a queue of their own, and is sent no mail. Refused: NotAllowed to roles that answer no request.
    /// </summary>
    [Alias("Follow")]
    Task<Result<RequestRefusal>> Follow(Caller by, OperationId operation, bool follows);

    /// <summary>
    /// The account hears no more of it by mail: by the link of a mail, of whoever holds it. Refused: NotFound for a draft. A repeat changes nothing.
    /// </summary>
    [Alias("Unsubscribe")]
    Task<Result<RequestRefusal>> Unsubscribe(string account);

    /// <summary>
    /// Gives a draft, or the following of an open request, of a former member to another who may have it, by an administrator of the space. Refused:
    /// NotFound, also when the former member still sees the company.
    /// </summary>
    [Alias("HandOver")]
    Task<Result<RequestRefusal>> HandOver(Caller by, OperationId operation, Handover given);

    /// <summary>
    /// Puts the promised instant off by 4, 8, 16 or 40 open hours of the team, once, by the adviser in charge; it counts as late then. The customer reads the
    /// reason: 1 to 500 characters. Refused: NoPromise; AlreadyExtended; NoReason; TooLong; NotInCharge; TakenByAnother; AlreadyClosed.
    /// </summary>
    [Alias("Extend")]
    Task<Result<RequestRefusal>> Extend(Caller by, OperationId operation, int hours, string reason);

    /// <summary>
    /// The work of a promise's instants: tells the adviser in charge that four fifths are used up, and them and who supervises that it is over, each once.
    /// Does nothing when that is not so any more.
    /// </summary>
    [Alias("PromiseCame")]
    Task<Result<RequestRefusal>> PromiseCame(OperationId operation);

    /// <summary>The caller's page shows the thread up to <paramref name="tick"/>; monotone, so a late call changes nothing.</summary>
    [Alias("Seen")]
    Task<Result<RequestRefusal>> Seen(Caller by, long tick, bool read);
}

public enum RequestStatus
{
    /// <summary>À finaliser.</summary>
    Draft = 0,
    /// <summary>Envoyée.</summary>
    Sent = 1,
    /// <summary>En cours.</summary>
    InProgress = 2,
    /// <summary>En attente (of the customer).</summary>
    Waiting = 3,
    /// <summary>Traitée.</summary>
    Closed = 4,
}

public enum Opinion
{
    None = 0,
    Satisfied = 1,
    Partly = 2,
    Unsatisfied = 3,
}
