using Grains.Access;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Payments;
using Grains.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Desk;
using Grains.Requests.Forms;
using Grains.Requests.Held;
using Grains.Requests.Promises;
using Grains.Requests.Ties;
using Grains.Text;
using Web.Employees.Departures;
using Web.Live;
using Web.Security;

namespace Web.Requests.Thread;

/// <summary>Reads what a request's page shows, for whichever side looks; null when the caller may not see it or there is none.</summary>
public sealed class ThreadViews(Rights rights, RequestQueries requests, ThreadQueries threads, FormArchive forms, BankChangeQueries accounts,
    PresenceBoard presence, PolicyBook policies, TimeProvider clock)
{
    private const int MostPrinted = 2000;

    public Task<RequestSummary?> Find(Caller caller, string number) => requests.Find(rights.ScopeOf(caller), number);

    /// <summary>The caller sent it, and their administrator hides its establishment.</summary>
    public Task<bool> IsHidden(Caller caller, string number) => threads.IsHidden(rights.ScopeOf(caller), number);

    /// <summary>The thread from a tick on, of at most <see cref="MostPrinted"/> entries.</summary>
    public async Task<ThreadView?> Whole(Caller caller, string number, long after)
    {
        if (await Read(caller, number, since: after) is not { } view)
            return null;
        while (view.HasLater && view.Thread.Entries.Count < MostPrinted)
        {
            if (await threads.Slice(rights.ScopeOf(caller), view.Request.Request, since: view.Tick) is not { Entries.Count: > 0 } more)
                break;
            view = view with { Thread = view.Thread with { Entries = [.. view.Thread.Entries, .. more.Entries] } };
        }
        return view;
    }

    // Null where the portal tells nothing.
    private async Task<ConsultedBy?> Consulted(Caller caller, string request) => policies.For(caller.Portal).Presence switch
    {
        PresenceRule.Hidden => null,
        var rule => new ConsultedBy(await presence.WhoLooks(request) is not { } name ? null : rule is PresenceRule.Named ? name : ""),
    };

    public async Task<ThreadView?> Read(Caller caller, string number, long? since = null, long? before = null, ComposerDraft? draft = null)
    {
        if (await threads.Page(rights.ScopeOf(caller), number, since, before) is not { } facts)
            return null;
        var (request, slice, asked, files, answers, outcome) = facts;
        var portal = caller.IsStaff ? Caller.StaffPortal : caller.Portal;
        var mayAnswer = caller.IsStaff
            ? request.Handler == caller.Account && StaffRights.May(caller, StaffAct.AnswerRequests) && request.Status is not RequestStatus.Closed
            : request.Status is not RequestStatus.Draft && request.MayAct;
        var form = await forms.Find(request.Form, request.FormVersion);
        return new ThreadView(
            request, slice, new AskedView(asked, request.Status), SentAnswers.Of(form, answers), files, caller.Account, caller.IsStaff,
            $"/{portal}/demandes/{number}", $"/{portal}/fichiers", draft?.Operation ?? FormOperations.NewKey(), draft ?? ComposerDraft.Empty, mayAnswer,
                clock.GetUtcNow())
        {
            Notes = facts.Notes,
            Ties = facts.Ties,
            Advice = facts.Advice,
            MayAdvise = facts.Advice is not null && StaffRights.May(caller, StaffAct.GiveAdvice),
            Aside = facts.Aside,
            Held = facts.Held,
            MayHandle = StaffRights.May(caller, StaffAct.AnswerRequests),
            Supervises = caller.Role is StaffRole.Superviseur,
            Stage = outcome.Change,
            Outcome = outcome,
            AsksOpinion = !caller.IsStaff && request is { Status: RequestStatus.Closed, Handler: not null, MayAct: true } && facts.Ties.All(t => t.End is not TieEnd.Kept) && form?.Effect?.Changes is not ChangeKind.Death,
            Change = outcome.Change is ChangeStage.None || form?.Effect?.Changes is null or ChangeKind.Account ? null : FormChanges.Of(form, answers),
            AsksAccount = form?.Effect?.Changes is ChangeKind.Account,
            Administers = !caller.IsStaff && form?.Effect?.Changes is ChangeKind.Account && await rights.MayAdminister(caller, request.Company),
            Death = caller.IsStaff && form?.Effect?.Changes is ChangeKind.Death && request is { SentAt: { } reported, Status: not RequestStatus.Closed }
                ? DeathClocks.Of(reported, asked) : null,
            Consulted = caller.IsStaff ? null : await Consulted(caller, request.Request),
            Account = form?.Effect?.Changes is ChangeKind.Account ? await accounts.OfRequest(rights.ScopeOf(caller), number) : null,
        };
    }
}

/// <summary>What a customer is told of an adviser who has their request open.</summary>
/// <param name="Name">Null for nobody; empty where the portal says no name.</param>
public sealed record ConsultedBy(string? Name);

/// <summary>A request's page, for the customer and for the adviser: header, turn, thread, composer, facts.</summary>
/// <param name="Asked">What it was asked for, received or not.</param>
/// <param name="Answers">What was answered in its form, by step; the message is the thread's first.</param>
/// <param name="Files">All files of the thread, newest first.</param>
/// <param name="Viewer">Key of the account that looks.</param>
/// <param name="Staff">The viewer is an adviser.</param>
/// <param name="Path">Address of the page; forms post to it, fragments lie below it.</param>
/// <param name="FilesPath">Where files are sent before a message links them, and downloaded: <c>{FilesPath}/{file}</c>.</param>
/// <param name="Operation">Key of the next message, made when the form is drawn: sent twice, it is one message.</param>
/// <param name="Draft">What was typed and could not be sent, with its faults.</param>
/// <param name="MayAnswer">False for an adviser who has not taken charge, and for a customer who reads only.</param>
public sealed record ThreadView(
    RequestSummary Request,
    ThreadSlice Thread,
    AskedView Asked,
    IReadOnlyList<SentAnswers> Answers,
    IReadOnlyList<ThreadFile> Files,
    string Viewer,
    bool Staff,
    string Path,
    string FilesPath,
    string Operation,
    ComposerDraft Draft,
    bool MayAnswer,
    DateTimeOffset Now)
{
    /// <summary>What advisers told each other, oldest first; empty for customers.</summary>
    public IReadOnlyList<RequestNote> Notes { get; init; } = [];

    /// <summary>What it is tied to, of that what the viewer may see.</summary>
    public IReadOnlyList<TieView> Ties { get; init; } = [];

    /// <summary>What goes on in its place, once it was merged as a duplicate.</summary>
    public TieView? Kept => Ties.FirstOrDefault(t => t.End is TieEnd.Kept);

    /// <summary>What the specialists are asked for; null for nothing, and for customers.</summary>
    public AdviceView? Advice { get; init; }

    /// <summary>The viewer gives what is awaited.</summary>
    public bool MayAdvise { get; init; }

    /// <summary>Linked among advisers.</summary>
    public IEnumerable<TieView> Links => Ties.Where(t => t.End is TieEnd.Linked).DistinctBy(t => t.Number);

    /// <summary>What the viewer has sent and can take back.</summary>
    public HeldView? Held { get; init; }

    /// <summary>Until when the viewer has put it aside; null when they have not.</summary>
    public DateTimeOffset? Aside { get; init; }

    /// <summary>The viewer's role answers requests; others of the back office read them.</summary>
    public bool MayHandle { get; init; }

    /// <summary>The viewer sorts what others have.</summary>
    public bool Supervises { get; init; }

    /// <summary>Another adviser has it.</summary>
    public bool IsAnothers => Staff && Request.Status is not RequestStatus.Closed && Request.Handler is { } handler && handler != Viewer;

    public bool MayTransfer => MayHandle && Request.Status is not RequestStatus.Closed && (!IsAnothers || Supervises);

    /// <summary>Where in the list the viewer came from (<see cref="ListPlace"/>).</summary>
    public string Place { get; init; } = "";

    /// <summary>What the form changes elsewhere; null for nothing.</summary>
    public FormChange? Change { get; init; }

    public ChangeStage Stage { get; init; }

    /// <summary>A departure that the viewer may declare after the death that it reports; null for none.</summary>
    public DepartureOffer? Departure { get; init; }

    /// <summary>It asks to change a bank account, whether its job has run yet or not.</summary>
    public bool AsksAccount { get; init; }

    /// <summary>The bank account that it asks to change; null for none.</summary>
    public BankChangeView? Account { get; init; }

    /// <summary>The viewer decides about the company's account, or their own.</summary>
    public bool Administers { get; init; }

    public bool MayCancelAccount => Administers && Account is { IsOpen: true };

    /// <summary>A second administrator is as good as a second adviser.</summary>
    public bool MayApproveAccount => Administers && Account is { Stage: BankStage.Approving, Frozen: 0 } account && account.Author != Viewer;

    /// <summary>Until when an adviser must act on the death that it reports; null for any other request, and for customers.</summary>
    public DeathClocks? Death { get; init; }

    /// <summary>Who has it open among advisers; null where the viewer is told nothing of that.</summary>
    public ConsultedBy? Consulted { get; init; }

    public RequestOutcome Outcome { get; init; } = new();

    /// <summary>The customer is asked what they think of the answer, or may say it otherwise.</summary>
    public bool AsksOpinion { get; init; }

    /// <summary>What is written now opens a request of its own.</summary>
    public bool MayContinue => ClosedForGood && !Staff && MayAnswer && Kept is null;

    /// <summary>The adviser in charge records what waits.</summary>
    public bool MayRecordChange => Staff && MayAnswer && Change is not null && Stage is ChangeStage.Waits;

    public string Action(string handler) => ListPlace.In(Place, $"{Path}?handler={handler}");

    /// <summary>Another request's page, of the same side.</summary>
    public string Beside(string number) => $"{Path[..(Path.LastIndexOf('/') + 1)]}{number}";

    public string Topic => $"request/{Request.Request}";

    /// <summary>What advisers alone are told of.</summary>
    public string Desk => $"desk/{Request.Request}";

    /// <summary>Up to where the page shows the thread: what is read of it, and from where on it asks for more.</summary>
    public long Tick => HasLater ? Thread.Entries[^1].Tick : Request.LastTick;

    /// <summary>There are entries after those shown.</summary>
    public bool HasLater => Thread.Entries is [.., var last] && last.Tick < Request.LastTick;

    /// <summary>The page that goes on after this one.</summary>
    public string Later => ListPlace.In(Place, $"{Path}?avant={Tick + ThreadQueries.SliceSize + 1}");

    public string Newest => ListPlace.In(Place, $"{Path}?avant={Request.LastTick + 1}");

    /// <summary>The whole thread, for paper.</summary>
    public string Print => ListPlace.In(Place, $"{Path}/impression");

    public TurnSide? Turn => Request.Status switch
    {
        RequestStatus.Closed => null,
        RequestStatus.Draft or RequestStatus.Waiting => Staff ? TurnSide.Customer : TurnSide.You,
        _ => TurnSide.Us,
    };

    /// <summary>Files that came with the form.</summary>
    public IReadOnlyList<ThreadFile> SentFiles => [.. Files.Where(file => file.Tick == RequestState.FirstMessage)];

    /// <summary>Where the form's message is read: on this page while it shows the beginning, else on the one that does.</summary>
    public string FirstMessage => Request.LastTick > ThreadQueries.SliceSize ? $"{Path}?avant={RequestState.FirstMessage + 1}#m1" : "#m1";

    /// <summary>An adviser may ask for items no longer as long as they may answer.</summary>
    public bool MayWithdrawItem => Staff && MayAnswer;

    public bool ClosedForGood => Request.ClosedAt is { } closed && closed + NewMessage.ReopensWithin <= Now;

    /// <summary>What was asked for was there at once: nobody took it, nor took it back.</summary>
    public bool ClosedAtOnce => Request.ClosedAt is not null && Request.Handler is null && string.IsNullOrEmpty(Request.CloseReason);

    /// <summary>The adviser in charge closes; a request that nobody had taken was withdrawn by its author.</summary>
    public string ClosedBy => Request.HandlerName ?? Request.AuthorName;

    public bool ClosedByViewer => Request.Handler == Viewer;

    public bool MayWithdraw => !Staff && MayAnswer && Request.Status is RequestStatus.Sent;

    /// <summary>To whom one writes.</summary>
    public string? Correspondent => Staff ? Request.AuthorName : Request.HandlerName;

    public string Download(string file) => $"{FilesPath}/{file}";

    /// <summary>The entries with the days that part them, and where reading stopped.</summary>
    public IEnumerable<EntryView> Entries(bool withFresh)
    {
        DateOnly? day = null;
        var fresh = !withFresh;
        foreach (var entry in Thread.Entries)
        {
            var its = Paris.Day(entry.At);
            var news = !fresh && Request.ReadTick > 0 && entry.Tick > Request.ReadTick && entry.Author != Viewer;
            fresh |= news;
            yield return new EntryView(this, entry, its != day ? its : null, news);
            day = its;
        }
    }
}

/// <param name="NewDay">Set on the first entry of a day.</param>
/// <param name="Fresh">Reading stopped just before this entry.</param>
public sealed record EntryView(ThreadView Page, ThreadEntry Entry, DateOnly? NewDay, bool Fresh)
{
    public bool Mine => Entry.Author == Page.Viewer;
}

/// <summary>What the composer holds when it is drawn: empty, or what could not be sent.</summary>
/// <param name="Operation">Kept when nobody knows whether the message was written: sent again it is the same message.</param>
public sealed record ComposerDraft(string Text, string? Fault, IReadOnlyList<Attachment> Files, string? Operation = null)
{
    public static readonly ComposerDraft Empty = new("", null, []);

    /// <summary>What was typed beside the composer and refused.</summary>
    public KeptText? Aside { get; init; }

    /// <summary>The text that this form was refused with; empty for another's.</summary>
    public string Kept(string handler) => Aside is { } aside && aside.Handler == handler ? aside.Text : "";

    /// <summary>Its second field.</summary>
    public string Second(string handler) => Aside is { } aside && aside.Handler == handler ? aside.Second : "";
}

/// <summary>What a form beside the composer holds when it is drawn again.</summary>
/// <param name="Handler">Whose form.</param>
/// <param name="Second">Of its other field.</param>
public sealed record KeptText(string Handler, string Text, string Second = "");
