using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests.Attestations;
using Grains.Requests.Callbacks;
using Grains.Requests.Changes;
using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>What is done before the request is sent: by its author, and by who may act on what it is about (<see cref="RequestState.DraftRights"/>).</summary>
internal static class RequestDraft
{
    /// <summary>A draft that nobody touched for so long is deleted (spec 4)…</summary>
    private const int KeptMonths = DraftWarning.KeptMonths;

    /// <summary>…and who works on it told so long before.</summary>
    public static readonly TimeSpan WarnedBefore = TimeSpan.FromDays(14);

    // More of them do not become followers.
    private const int MostWriters = 50;

    private const string OnlyClaim = "waiting-request";

    /// <param name="isOnly">The author gets no other while they wait: two tabs, or two nodes, begin one.</param>
    public static Outcome Begin(this RequestState state, RequestTurn turn, FormDefinition form, string company, bool isOnly = false) => state.Exists
        ? RequestRefusal.AlreadySent
        : new RequestChange(new RequestState
        {
            Portal = turn.By.Portal,
            Company = company,
            Universes = form.ReadBy,
            Form = form.Id,
            FormVersion = form.Version,
            Subject = form.Title,
            Author = turn.By.Account,
            AuthorName = turn.By.Name,
            Writers = [turn.By.Account],
            CreatedAt = turn.At,
            TurnSince = turn.At,
            LastAt = turn.At,
        }, turn).KeepFor(turn).Add(isOnly ? [new TakeClaim(OnlyClaim, turn.By.Account, Refusal: RequestRefusal.OnlyOne)] : []).Journal("draft-begun", form.Id)
            .Done();

    /// <summary>The right on what the page makes the draft about (<see cref="About"/>) is a condition of the commit.</summary>
    public static Outcome Save(this RequestState state, RequestTurn turn, DraftPage page, FormDefinition form, KeptPage kept)
    {
        var (merge, answers, matter) = (kept.Merge, kept.Answers, kept.Matter);
        if (!state.IsDraft)
            return RequestRefusal.NotADraft;
        if (merge.Typed.Any(f => f.Value.Length > NewMessage.MaxLength))
            return RequestRefusal.TooLong;
        if (merge.Conflicts.Count > 0)
            return RequestRefusal.Meanwhile;
        // Their colleagues would lose it to another company.
        if (matter.Company != state.Company && turn.By.Account != state.Author)
            return RequestRefusal.NotAllowed;
        if (kept.IsHiddenFromAuthor)
            return RequestRefusal.HiddenFromAuthor;
        return new RequestChange(state, turn)
            .With(s =>
                s with
                {
                    Company = matter.Company,
                    Universes = matter.Universes,
                    Siret = matter.Siret,
                    DraftRights = state.SharedBy(form, page.Fields, matter),
                    Writers = s.Writers.Contains(turn.By.Account) || s.Writers.Count >= MostWriters ? s.Writers : s.Writers.Add(turn.By.Account),
                    Subject = form.ChoosesSubject(merge.Typed) ? form.SubjectOf(answers.All) : s.Subject,
                    LastAt = turn.At,
                    Step = Math.Clamp(page.Step, 1, form.Steps.Count),
                    Place = kept.Place.Value,
                })
            .Add([.. kept.Place.Enter(turn.Key, state.Place)])
            .Add([.. answers.Fields.Select(f => new Upsert(new DraftFieldRow(turn.Key, f.Key, f.Value, turn.By.Account)))])
            .Add([.. answers.Dropped.Select(f => Delete.Of<DraftFieldRow>(turn.Key, f))])
            .KeepFor(turn)
            .Done();
    }

    /// <summary>What these answers make a request about; what they do not name stays as it was, but an establishment of another company.</summary>
    /// <param name="site">The establishment that all of the draft's answers say; null when that is not known.</param>
    public static Matter About(this RequestState state, FormDefinition form, IReadOnlyDictionary<string, string> answers, string? site = null)
    {
        var company = answers.GetValueOrDefault("company", state.Company);
        var siret = site ?? form.SiretOf(answers) ?? state.Siret;
        return new(company, form.ReadByOf(answers) ?? state.Universes, FormDefinition.IsOf(company, siret) ? siret : "");
    }

    /// <summary>
    /// The rights of which one opens the draft to who did not begin it: those that send the form. None of a form for oneself, of one that is written and
    /// sent on one page, and until the answers name the company.
    /// </summary>
    public static UniverseRights SharedBy(this RequestState state, FormDefinition form, IReadOnlyDictionary<string, string> answers, Matter matter) =>
        form.IsPersonal || form.Slot is not null || (state.DraftRights is UniverseRights.None && !answers.ContainsKey("company")) ? UniverseRights.None
        : form.Effect?.Changes is ChangeKind.Account ? UniverseRights.Administer
        : Rights.ActingOn(matter.Universes);

    /// <param name="form">Where the file is one of its pieces; null for any other file.</param>
    /// <param name="others">Files that the piece has beside it.</param>
    public static Outcome Attach(this RequestState state, RequestTurn turn, Attachment file, FormDefinition? form = null, int others = 0) =>
        form is not null && form.Pieces.All(p => p.Id != file.Piece) ? RequestRefusal.NothingAsked
        : !state.IsDraft ? RequestRefusal.NotADraft
        : state.DraftFiles.Count >= NewMessage.MaxFiles ? RequestRefusal.TooManyFiles
        : others >= FormPiece.MaxFiles ? RequestRefusal.TooManyOfPiece
        : new RequestChange(state, turn)
            .With(s => s with { DraftFiles = s.DraftFiles.Remove(file.File).Add(file.File) })
            .Add(new TakeClaim("file", file.File, Refusal: RequestRefusal.FileNotFound),
                new Upsert(AttachmentRow.Of(turn.Key, 0, file, turn.By.Account)))
            .Add(file.Piece.Length > 0 ? [Delete.Of<DraftFieldRow>(turn.Key, form!.Pieces.First(p => p.Id == file.Piece).Input)] : Array.Empty<Effect>())
            .Done();

    public static Outcome Detach(this RequestState state, RequestTurn turn, string file) =>
        !state.IsDraft ? RequestRefusal.NotADraft
        : !state.DraftFiles.Contains(file) ? RequestRefusal.FileNotFound
        : new RequestChange(state, turn)
            .With(s => s with { DraftFiles = s.DraftFiles.Remove(file) })
            .Add(new ReleaseClaim("file", file), Delete.Of<AttachmentRow>(turn.Key, file))
            .Done();

    /// <summary>Nothing of a discarded draft stays but its journal; its key is never used again.</summary>
    public static Outcome Discard(this RequestState state, RequestTurn turn, IEnumerable<string> fields)
    {
        if (!state.IsDraft)
            return RequestRefusal.NotADraft;
        if (turn.By.Account.Length > 0 && turn.By.Account != state.Author)
            return RequestRefusal.NotAllowed;
        Effect[] effects =
        [
            Delete.Of<RequestListRow>(turn.Key),
            .. fields.Select(f => Delete.Of<DraftFieldRow>(turn.Key, f)),
            .. state.DraftFiles.SelectMany(f => new Effect[] { new ReleaseClaim("file", f), Delete.Of<AttachmentRow>(turn.Key, f) }),
            .. Forget(turn.Key),
            .. DraftPlace.Leave(turn.Key, state.Place),
            .. Rights.IsOwnFile(state.Company) ? [new ReleaseClaim(OnlyClaim, state.Author)] : Array.Empty<Effect>(),
            JournalRow.Of(turn.Key, turn.At, turn.By.Account, "draft-discarded"),
            new Notify($"account/{state.Author}"),
            .. state.DraftRights is UniverseRights.None ? Array.Empty<Effect>() : [new Notify($"request/{turn.Key}"), new Notify($"company/{state.Company}")],
        ];
        return new(new RequestState(), default, null, effects);
    }

    /// <summary>The deadline's turn: a draft touched since then stays, its own deadline comes later.</summary>
    public static Outcome Expire(this RequestState state, RequestTurn turn, IEnumerable<string> fields) =>
        state.IsDraft && state.LastAt.AddMonths(KeptMonths) <= turn.At ? state.Discard(turn, fields) : RequestRefusal.NotADraft;

    /// <param name="attestation">What the form yields at once: the request is born closed. Null where an adviser answers.</param>
    /// <param name="callback">Of a form that asks for a time: who calls back, and when they may. Null for other forms.</param>
    public static Decision<RequestState, Sent, RequestRefusal> Send(
        this RequestState state, RequestTurn turn, string number, FormDefinition form, IReadOnlyDictionary<string, string> fields,
            FormFacts facts, IReadOnlyList<Attachment> files, CallbackOffer? callback = null, Attestation? attestation = null)
    {
        if (!state.Exists)
            return RequestRefusal.NotFound;
        if (!state.IsDraft)
            return RequestRefusal.AlreadySent;
        var answers = new FormAnswers(form, fields, facts);
        if (answers.Faults().Count > 0 || answers.Missing(files.Select(f => f.Piece).ToHashSet()).Count > 0)
            return RequestRefusal.Incomplete;
        // For ever as it was sent: what the form filled in, and what who was chosen is called.
        var whole = form.IsComputed ? FormDefinition.Named(answers.Whole(), facts) : fields;
        var later = answers.Pieces().Where(p => answers.ComesLater(p) && files.All(f => f.Piece != p.Id))
            .Select(p => new AskedItem(p.Id, p.Label, turn.At, null, null) { Veiled = p.IsVeiled }).ToList();
        if (form.Slot is { } slot && callback?.Has(fields.GetValueOrDefault(slot.Name)) is not true)
            return RequestRefusal.SlotGone;
        var change = FormChanges.Of(form, whole);
        return new RequestChange(state, turn)
            .With(s => s with
            {
                Siret = form.SiretOf(whole) ?? s.Siret,
                Number = number,
                Author = turn.By.Account,
                AuthorName = turn.By.Name,
                SentAt = turn.At,
                Subject = form.SubjectOf(whole),
                Team = callback?.Team ?? turn.Team ?? form.TeamOf(fields),
                Callback = callback is null ? "" : $"{turn.By.Account}/{state.Company}/{callback.Contact}",
                DraftFiles = [],
                Place = "",
                Asked = [.. later],
            })
            .Add([.. DraftPlace.Send(turn.Key, state.Place, turn.At)])
            .AskOnce()
            .Become(RequestStatus.Sent)
            .Promise(turn, form, fields, callback, attestation)
            .Event(EntryKind.Sent)
            .Message(form.OpeningOf(whole), files, form)
            .Changes(change, form.Effect?.When is ChangeTime.Sent ? ChangeStage.Recorded : ChangeStage.Waits)
            .Issue(attestation)
            .Add([.. whole.Where(a => a.Key is not "message" && fields.GetValueOrDefault(a.Key) != a.Value)
                .Select(a => new Upsert(new DraftFieldRow(turn.Key, a.Key, a.Value)))])
            .Add([.. fields.Keys.Where(k => k is "message" || !whole.ContainsKey(k)).Select(f => Delete.Of<DraftFieldRow>(turn.Key, f))])
            .Add([.. later.Select(a => new Upsert(new AskedItemRow(turn.Key, a.Id, a.Label, a.AskedAt, null, null)))])
            .FoundAs(turn, form.PersonOf(whole))
            .Add([.. state.Others(turn.By).Select(a => new Upsert(new FollowerRow(turn.Key, a, true)))])
            .Add([.. state.Others(turn.By).Append(turn.By.Account).Select(a => new Notify($"account/{a}"))])
            .Add([.. Forget(turn.Key)])
            .Journal("sent", number)
            .Tell(attestation is null ? "request-sent" : "attestation-ready", "1")
            .Done(new Sent(number, turn.At));
    }

    // Who sends is the author: who began the draft, and who else wrote in it, follows what becomes of it.
    private static IEnumerable<string> Others(this RequestState state, Caller sender) => state.Writers.Prepend(state.Author).Distinct().Where(a => a != sender.Account);

    // What is there at once needs no promise; who is called back was promised a time.
    private static RequestChange Promise(
        this RequestChange change, RequestTurn turn, FormDefinition form, IReadOnlyDictionary<string, string> fields, CallbackOffer? callback, Attestation? attestation) =>
        attestation is not null ? change
        : callback?.EndOf(fields.GetValueOrDefault(form.Slot!.Name)) is { } end ? change.PromiseAt(end)
        : change.Promise(turn.Usual);

    // Each save puts both off again.
    internal static RequestChange KeepFor(this RequestChange change, RequestTurn turn)
    {
        var end = turn.At.AddMonths(KeptMonths);
        return change.Add(
            new Schedule(DraftWarning.JobKind, WarningKey(turn.Key), turn.Key, end - WarnedBefore, JobLane.Mail),
            new Schedule(DraftExpiry.JobKind, ExpiryKey(turn.Key), turn.Key, end, JobLane.Grains));
    }

    private static IEnumerable<Effect> Forget(string request) => [new Cancel(WarningKey(request)), new Cancel(ExpiryKey(request))];

    private static string WarningKey(string request) => $"draft-warning/{request}";

    private static string ExpiryKey(string request) => $"draft-expiry/{request}";
}
