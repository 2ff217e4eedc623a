using Grains.Access;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Payments;
using Grains.Requests.Attestations;
using Grains.Requests.Changes;
using Grains.Requests.Desk;
using Grains.Requests.Forms;
using Grains.Requests.Promises;
using Grains.Statistics;
using Grains.Text;

namespace Grains.Requests;

/// <summary>Collects what one verb does to a request and to its thread, so that rows, search, journal and topics never disagree.</summary>
internal sealed class RequestChange(RequestState state, RequestTurn turn)
{
    private const string CallbackClaim = "callback";
    private readonly List<Effect> _effects = [];
    private readonly RequestState _before = state;
    private readonly HashSet<EntryKind> _said = [];

    public RequestState State { get; private set; } = state;

    private BusinessCalendar Calendar => turn.Calendar ?? throw new InvalidOperationException("A turn that moves a promise brings the team's calendar.");

    // What advisers alone watch.
    private Notify Desk => new($"desk/{turn.Key}");

    public RequestChange With(Func<RequestState, RequestState> change)
    {
        State = change(State);
        return this;
    }

    public RequestChange Add(params ReadOnlySpan<Effect> effects)
    {
        foreach (var effect in effects)
            _effects.Add(effect);
        return this;
    }

    /// <summary>The turn passes to the other side, now; nothing changes when it is theirs already.</summary>
    public RequestChange Become(RequestStatus status)
    {
        if (status is RequestStatus.Closed && State.Callback.Length > 0)
            Add(new ReleaseClaim(CallbackClaim, State.Callback));
        if (status is RequestStatus.Closed && State.MovesMoney)
            Add(new Schedule(BankChangeJob.JobKind, $"{BankChangeJob.JobKind}/{turn.Key}/closed/{State.LastTick}", turn.Key, turn.At, JobLane.Grains));
        if (status is RequestStatus.Closed && State.Advice is not null)
            With(s => s with { Advice = null }).Add(Delete.Of<RequestAdviceRow>(turn.Key));
        var passes = WhoseTurn(State.Status) != WhoseTurn(status);
        State = State with { Status = status, TurnSince = passes ? turn.At : State.TurnSince, Promise = Promised(status) };
        return this;
    }

    /// <summary>An answer within so much open time from now on; the promise before is replaced.</summary>
    public RequestChange Promise(TimeSpan open) => With(s => s with { Promise = RequestPromise.Of(open, turn.At).Begin(Calendar) });

    /// <summary>A call at a time that was agreed.</summary>
    public RequestChange PromiseAt(DateTimeOffset end) => With(s => s with { Promise = RequestPromise.At(end).Begin(Calendar) });

    /// <summary>The customer asks on: of what was answered, the same is promised again. A running promise stays.</summary>
    public RequestChange PromiseAgain(TimeSpan usual) =>
        State.Promise is { KeptAt: null } || WhoseTurn(State.Status) != 2 ? this
        : Promise(State.Promise is { IsFixed: false } before ? before.Clock.Promise : usual);

    public RequestChange Keep() => With(s => s with { Promise = s.Promise?.Keep(turn.At) });

    public RequestChange Extend(TimeSpan more) => With(s => s with { Promise = s.Promise?.Extend(Calendar, more, turn.At) });

    /// <param name="next">When the team works that has it from now on.</param>
    public RequestChange PromisedBy(BusinessCalendar? next) => With(s => s with { Promise = s.Promise?.Transfer(Calendar, next ?? Calendar, turn.At) });

    /// <summary>Until it is closed, no other callback of this person by this contact is sent.</summary>
    public RequestChange AskOnce() =>
        State.Callback.Length == 0 ? this : Add(new TakeClaim(CallbackClaim, State.Callback, Refusal: RequestRefusal.AlreadyAsked));

    /// <param name="form">Of the files that are its pieces.</param>
    /// <param name="claimed">Nobody else can tie its files any more.</param>
    public RequestChange Message(string text, IReadOnlyList<Attachment> files, FormDefinition? form = null, bool claimed = false)
    {
        State = State with { LastSeq = State.LastSeq + 1 };
        Entry(EntryKind.Message, text, State.LastSeq);
        foreach (var file in files)
            Add([.. claimed ? [] : new Effect[] { Claim(file) }, Tie(file)]);
        return Add(new Upsert(new SearchRow(turn.Key, State.LastTick, SearchText.Indexed([text, .. RequestWords.Of(files, form)]))));
    }

    /// <summary>Somebody has it now: what was sent is in progress; what waits for the customer goes on waiting.</summary>
    public RequestChange GoOnWith(bool handler) => handler && State.Status is RequestStatus.Sent ? Become(RequestStatus.InProgress) : this;

    /// <summary>Among advisers: no entry of the thread.</summary>
    /// <param name="who">Name of the colleague, or number of the request, that it is about; or empty.</param>
    /// <param name="team">The team it went to, or empty.</param>
    public RequestChange Note(NoteKind kind, string text, string who = "", string team = "")
    {
        State = State with { LastNote = State.LastNote + 1 };
        return Add(new Upsert(new RequestNoteRow(turn.Key, State.LastNote, kind, turn.By.Account, turn.By.Name, text, who, team, turn.At)), Desk);
    }

    public RequestChange NoteCall(PhoneCall call)
    {
        State = State with { LastNote = State.LastNote + 1 };
        var note = new RequestNoteRow(turn.Key, State.LastNote, NoteKind.Called, turn.By.Account, turn.By.Name, call.Said, call.With, "", turn.At, call.Minutes, call.Outgoing);
        return Add(new Upsert(note), Desk);
    }

    public RequestChange Event(EntryKind kind, string text = "") => Entry(kind, text, null);

    /// <summary>Ties a file to the entry just written; the claim makes it impossible to tie it anywhere else.</summary>
    public RequestChange Link(Attachment file) => Add(Claim(file), Tie(file));

    private static TakeClaim Claim(Attachment file) => new("file", file.File, Refusal: RequestRefusal.FileNotFound);

    private Upsert Tie(Attachment file) => new(AttachmentRow.Of(turn.Key, State.LastTick, file, file.Uploader.Length > 0 ? file.Uploader : turn.By.Account));

    /// <summary>The clock starts again when nothing is missing any more; a request that a message answered runs already.</summary>
    public RequestChange GoOnWithTheLastItem() => State.Status is RequestStatus.Waiting && State.Missing.IsEmpty ? Become(RequestStatus.InProgress) : this;

    /// <summary>What a closed request missed is not asked for any more, also when it is opened again.</summary>
    public RequestChange AskForNothingMore()
    {
        Add([.. State.Missing.Select(a => Delete.Of<AskedItemRow>(turn.Key, a.Id))]);
        return With(s => s with { Asked = s.Asked.RemoveAll(a => a.File is null) });
    }

    /// <summary>What the form changes elsewhere: once it is decided, by a job of this commit.</summary>
    public RequestChange Changes(FormChange? change, ChangeStage stage)
    {
        if (change is null)
            return this;
        State = State with { Change = stage, MovesMoney = change.Account is not null };
        if (stage is ChangeStage.Recorded)
            Add(new DueChange(turn.Key, State.Number!, State.Author, State.Company, change).At(turn.At));
        return Remember();
    }

    /// <summary>What became of it, as its page shows it.</summary>
    public RequestChange Remember() => Add(new Upsert(State.Outcome(turn.Key)));

    /// <summary>What was asked for is there: nobody has to answer.</summary>
    public RequestChange Issue(Attestation? attestation) => attestation is null ? this
        : With(s => s with { ClosedAt = turn.At }).AskForNothingMore().Become(RequestStatus.Closed).Event(EntryKind.Issued, $"{(int)attestation.Kind}")
            .Add(new Upsert(AttestationQueries.Row(turn.Key, attestation, turn.At))).Journal("attestation", $"{attestation.Kind}");

    public RequestChange Journal(string action, string detail = "") => Add(JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, detail));

    public RequestChange Tell(string template, string key)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = State.Number ?? "",
            ["subject"] = State.Subject,
            ["link"] = $"/{State.Portal}/demandes/{State.Number}",
        };
        if (State.Promise?.Due is { } due)
            values["promise"] = FrenchDates.Promise(due, turn.At);
        return Add(new MailJob(template, State.Author, State.Portal, values).At($"{template}/{turn.Key}/{key}", turn.At, JobLane.Mail));
    }

    public Decision<RequestState, TValue, RequestRefusal> Done<TValue>(TValue value)
    {
        var audiences = State.Status is RequestStatus.Draft
            ? DraftAudiences()
            : new[]
            {
                new Notify($"request/{turn.Key}", State.LastTick),
                    new Notify(Rights.IsOwnFile(State.Company) ? $"account/{State.Author}" : $"company/{State.Company}"),
                new Notify($"queue/{State.Team}"),
            };
        MailIfUnread();
        FollowPromise();
        Step();
        return new(State, value, null, [.. _effects, new Upsert(State.ListRow(turn.Key, turn.NextVersion)), .. audiences]);
    }

    public Decision<RequestState, Nothing, RequestRefusal> Done() => Done<Nothing>(default);

    /// <summary>Done where nothing changed that lists or the customer's page show: they are not told.</summary>
    public Decision<RequestState, Nothing, RequestRefusal> Among() => new(State, default, null, [.. _effects]);

    /// <summary>0 nobody's, 1 the customer's, 2 ours.</summary>
    internal static int WhoseTurn(RequestStatus status) => status switch
    {
        RequestStatus.Draft or RequestStatus.Waiting => 1,
        RequestStatus.Closed => 0,
        _ => 2,
    };

    // Open pages of the draft hear of each save, lists of what they show of it.
    private Notify[] DraftAudiences()
    {
        var own = new Notify($"account/{State.Author}");
        if (State.DraftRights is UniverseRights.None && _before.DraftRights is UniverseRights.None)
            return [own];
        var shown = (_before.Company, _before.Universes, _before.Siret, _before.DraftRights, _before.Subject, _before.Step, _before.Author)
            != (State.Company, State.Universes, State.Siret, State.DraftRights, State.Subject, State.Step, State.Author);
        var companies = new[] { State.Company, _before.Company }.Where(c => shown && c.Length > 0 && !Rights.IsOwnFile(c)).Distinct();
        return [own, new Notify($"request/{turn.Key}", State.LastTick), .. companies.Select(c => new Notify($"company/{c}"))];
    }

    // The key names the last news: what comes later has a job of its own, and the handler sends nothing once it was read.
    private void MailIfUnread()
    {
        if (State.CustomerNews == _before.CustomerNews)
            return;
        var news = new UnreadMail.Payload(turn.Key, State.CustomerNews);
        Add(new Schedule(UnreadMail.JobKind, $"unread/{turn.Key}/{news.Tick}", news.ToJson(), turn.At + turn.UnreadAfter, JobLane.Mail));
    }

    private RequestPromise? Promised(RequestStatus status) => State.Promise is not { } promise || status == State.Status ? State.Promise
        : status switch
        {
            RequestStatus.Closed => promise.Keep(turn.At),
            RequestStatus.Waiting => promise.Pause(Calendar, turn.At),
            _ when State.Status is RequestStatus.Waiting => promise.Resume(Calendar, turn.At),
            _ => promise,
        };

    private void FollowPromise()
    {
        if (State.Promise is not { } promise || (_before.Promise == promise && _before.Team == State.Team && _before.Handler == State.Handler))
            return;
        Add(new Upsert(PromiseRow.Of(turn.Key, State.Team, State.Handler, promise)));
        Add([.. PromiseJob.Follow(turn.Key, _before.Promise, promise)]);
    }

    private void Step()
    {
        foreach (var kind in RequestSteps.Between(_before, State, _said, turn.By.IsStaff).ToList())
        {
            State = State with
            {
                LastStep = RequestSteps.After(State.LastStep, State.LastTick),
                AnsweredAt = kind is StepKind.Answered ? turn.At : State.AnsweredAt,
            };
            Add(new Upsert(new RequestStepRow(turn.Key, State.LastStep, kind, State.Portal, State.Team, State.Form, turn.At)));
        }
    }

    private RequestChange Entry(EntryKind kind, string text, long? seq)
    {
        _said.Add(kind);
        var tick = State.LastTick + 1;
        var staff = turn.By.IsStaff;
        // Who was on the telephone needs not be told of it.
        var told = staff && kind is not EntryKind.Called;
        State = State with
        {
            LastTick = tick,
            LastAt = turn.At,
            Excerpt = seq is null ? State.Excerpt : text.Cut(RequestState.ExcerptLength),
            CustomerNews = told ? tick : State.CustomerNews,
            NewsAt = told ? turn.At : State.NewsAt,
            StaffNews = staff ? State.StaffNews : tick,
        };
        // Who writes has read what they answer.
        return Add(
            new Upsert(new EntryRow(turn.Key, tick, seq, kind, staff, turn.By.Account, turn.By.Name, text, turn.At)),
            new Upsert(new ReaderRow(turn.Key, turn.By.Account, turn.By.Name, staff, tick, tick)),
            new Upsert(new ReadMarkRow(turn.Key, turn.By.Account, tick, turn.At)));
    }
}
