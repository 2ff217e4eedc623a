using System.Security.Cryptography;
using Grains.Access;
using Grains.Accounts;
using Grains.Companies;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests;
using Grains.Requests.Callbacks;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Text;
using Web.Companies;
using Web.Requests.Catalogue;
using Web.Requests.Drafts.Together;
using Web.Requests.List;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>
/// What the pages of a form do with its draft. The id is drawn with the page and the draft begun by its first save, so that a page that
/// is only looked at leaves nothing behind, and a first save sent twice makes one draft.
/// </summary>
public sealed class FormService(
    IGrainFactory grains, Rights rights, FormCatalogue forms, FormArchive archive, CompanyQueries companies, RequestQueries requests, ThreadQueries threads,
    CallbackQueries callbacks, FormFactQueries facts, EmployeeQueries employees, FormOffers offers, DraftQueries drafts, FormOperations operations, TimeProvider clock)
{
    /// <summary>The form that asks whatever.</summary>
    public const string Form = "contact";
    private const string PersonalForm = "contact-personnel";
    private const string CallbackForm = "rappel";
    private const string PersonalCallbackForm = "rappel-personnel";
    public const string CompanyField = "company";

    // Beyond it a form is begun for one that was chosen before.
    private const int MaxCompanies = PortalQueries.MenuSize;

    private const int MaxWaiting = 3;

    public static string NewDraft() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Only ids that we drew become drafts; what a browser invents does not.</summary>
    public static bool IsDrawn(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What formulas read beside the answers, of a form that asks for nobody and for no contract.</summary>
    public FormFacts Facts => new(Paris.Day(clock.GetUtcNow()));

    public static string ListPath(string portal) => $"/{portal}/demandes";

    public string PathOf(Caller caller, string draft) => $"{ListPath(caller.Portal)}/brouillons/{draft}";

    public ValueTask<FormDefinition> Definition(RequestSummary draft) => archive.Get(draft.Form, draft.FormVersion);

    /// <summary>Null for what was never offered.</summary>
    public ValueTask<FormDefinition?> Definition(string form, int version) => archive.Find(form, version);

    /// <summary>What was typed in a form, as a person reads it, field by field; what names somebody or something that the caller does not see is left out.</summary>
    public async Task<IReadOnlyList<(string Label, string Text)>> Said(Caller caller, FormDefinition form, IReadOnlyDictionary<string, string> typed)
    {
        var company = typed.GetValueOrDefault(CompanyField, "");
        var view = new FormView(form, 1, typed, [], [], await Choices(caller, company), "", "", "", null, [], "", Now)
        {
            Facts = await facts.Of(rights.ScopeOf(caller), form, company, typed),
        };
        return UnkeptPage.Of(view);
    }

    /// <summary>The form a person may begin: for one of their companies, for themselves, or none.</summary>
    public Task<FormDefinition?> FormFor(SessionFacts session) => FormFor(session, Form, PersonalForm);

    /// <summary>The same of the form by which one asks to be called back; who waits for their document has their one request for that.</summary>
    public Task<FormDefinition?> CallbackFormFor(SessionFacts session) =>
        FormFor(session, CallbackForm, Rights.OwnRequestsOf(session.Standing) is OwnRequests.Any ? PersonalCallbackForm : null);

    /// <summary>Who calls back; null where there is nobody, or the caller may not ask.</summary>
    public Task<CallbackOffer?> Offer(Caller caller, FormDefinition form, IReadOnlyDictionary<string, string> answers) =>
        callbacks.Of(rights.ScopeOf(caller), form, form.IsPersonal ? Rights.OwnFile(caller) : answers.GetValueOrDefault(CompanyField, ""), answers);

    /// <summary>Where the one request is that a customer has while they wait, or null: they may begin it.</summary>
    public async Task<string?> OnlyRequest(SessionFacts session) =>
        Rights.OwnRequestsOf(session.Standing) is OwnRequests.One
            && (await requests.List(rights.ScopeOf(session.Caller), new RequestFilter(Company: Rights.OwnFile(session.Caller), Take: 1))).Rows is [var only]
            ? new RowView(only, ListPath(session.Portal), Now).Address
            : null;

    /// <summary>The person's own draft that they left for another form; null where it is none, or none any more.</summary>
    public async Task<RequestSummary?> Left(Caller caller, string? draft) =>
        IsDrawn(draft) && await Find(caller, draft!) is { IsOwn: true, Status: RequestStatus.Draft } left ? left : null;

    public Task<RequestSummary?> Find(Caller caller, string draft) => requests.FindById(rights.ScopeOf(caller), KeyOf(caller, draft));

    /// <param name="address">Where it is begun; null for the form that asks whatever.</param>
    /// <param name="employee">Whom it is about, where it asks that; one whom the caller does not see is nobody.</param>
    public async Task<FormView> Blank(SessionFacts session, string? siren, FormDefinition form, string? address = null, string? employee = null)
    {
        var caller = session.Caller;
        var choices = await Choices(caller, siren is null ? null : $"{caller.Portal}/{siren}");
        var answers = Prefilled(session, form);
        if (!form.IsPersonal && (choices.Count == 1 ? choices[0] : choices.FirstOrDefault(c => c.Siren == siren)) is { } company)
            answers[CompanyField] = company.Key;
        var known = await KnownOf(caller, form, answers, employee);
        var (path, id) = (ListPath(caller.Portal), NewDraft());
        return new FormView(
            form, 1, answers, [], [], choices, address ?? $"{path}/nouvelle", id, FormOperations.NewKey(), null, await Same(caller, form, answers, id), path, clock.GetUtcNow())
        {
            Topic = $"request/{KeyOf(caller, id)}",
            Facts = known,
            Choices = await FormChoices(caller, form, answers, ""),
        };
    }

    /// <param name="typed">What was just sent and may not be kept yet.</param>
    /// <param name="conflicts">Inputs of it where another wrote meanwhile.</param>
    public async Task<FormView> Draw(
        Caller caller, RequestSummary draft, int? step, IReadOnlyDictionary<string, string>? typed = null, string search = "", IReadOnlyList<string>? conflicts = null)
    {
        var scope = rights.ScopeOf(caller);
        var form = await Definition(draft);
        var held = await threads.Draft(scope, draft.Request);
        var answers = DraftAnswers.Merged(held, typed ?? new Dictionary<string, string>());
        var files = await threads.Files(scope, draft.Request);
        var at = Math.Clamp(step ?? draft.Step, 1, form.Steps.Count + 1);
        var view = new FormView(
            form, at, answers, [.. files.Select(f => new Attachment(f.File, f.Masked ? f.UploaderName : f.Name, f.Type, f.Size) { Piece = f.Piece })], [],
            await Choices(caller, answers.GetValueOrDefault(CompanyField)), PathOf(caller, draft.Id), draft.Id, FormOperations.NewKey(), draft.LastAt,
            await drafts.Active(scope, draft.Request) is { } active ? [active] : [], ListPath(caller.Portal), clock.GetUtcNow())
        {
            Facts = await facts.Of(scope, form, draft.Company, answers),
            Choices = await FormChoices(caller, form, answers, search),
            Offer = form.Slot is null ? null : await Offer(caller, form, answers),
            BegunBy = draft.IsOwn ? null : draft.AuthorName,
            Topic = $"request/{draft.Request}",
            Version = draft.Version,
        };
        var asHeld = view with { Answers = held };
        return view with
        {
            Seen = SeenInputs.Of(asHeld),
            Conflicts = conflicts is { Count: > 0 } ? DraftConflict.Of(asHeld, conflicts, await drafts.Writers(scope, draft.Request)) : view.Conflicts,
        };
    }

    private async Task<IReadOnlyList<RequestSummary>> Same(Caller caller, FormDefinition form, IReadOnlyDictionary<string, string> answers, string but)
    {
        var company = form.IsPersonal ? Rights.OwnFile(caller) : answers.GetValueOrDefault(CompanyField, "");
        return company.Length == 0 ? [] : await drafts.Same(rights.ScopeOf(caller), company, form.Id, Whom(form, answers), KeyOf(caller, but), MaxWaiting);
    }

    // One who was typed is nobody whom another draft could name.
    private static (string Field, string Id)? Whom(FormDefinition form, IReadOnlyDictionary<string, string> answers) =>
        form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is { } asked && answers.GetValueOrDefault(asked.Name, "") is var id and not ("" or FormField.Other)
            ? (asked.Name, id) : null;

    /// <summary>With the forms that are made for what may be chosen in it.</summary>
    public async Task<FormView> WithOwnForms(SessionFacts session, FormView view) => view.IsRecap || !(view.ChoosesForm || view.FollowsForm) ? view
        : view with { OwnForms = await offers.LedTo(session, view.Company?.Split('/')[^1], view.Form) };

    /// <summary>Where the form is begun that is made for a choice, for the same company and employee.</summary>
    public string AddressOf(Caller caller, FormLead lead, FormView left, string employee)
    {
        var company = left.Company;
        var address = QueryText.Of(
            $"/{caller.Portal}/{CompanyPages.Forms}/{lead.Option.Form}", ("salarie", employee.Length > 0 ? employee : null), ("depuis", left.BegunBy is null ? left.Draft : null));
        return company is null ? address : new CompanyInLinks($"/{caller.Portal}/", company.Split('/')[^1]).On(address);
    }

    /// <summary>Of a draft; empty for none.</summary>
    public async Task<string> EmployeeOf(Caller caller, RequestSummary draft, FormDefinition form) =>
        form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is { } asked
            ? (await threads.Draft(rights.ScopeOf(caller), draft.Request)).GetValueOrDefault(asked.Name, "") : "";

    /// <summary>Nothing was typed but what the page had filled in, the company that it was opened for included: that is no draft yet.</summary>
    public async Task<bool> IsUntouched(SessionFacts session, FormDefinition form, IReadOnlyDictionary<string, string> typed)
    {
        var prefilled = Prefilled(session, form);
        var scope = rights.ScopeOf(session.Caller);
        var filled = new FormAnswers(form, prefilled, await facts.Of(scope, form, typed.GetValueOrDefault(CompanyField, ""), prefilled));
        foreach (var field in form.Fields.Where(f => f.Value is not null))
            prefilled[field.Name] = filled.Filled(field);
        // A telephone number comes back as it is shown.
        return typed.All(t =>
            t.Key == CompanyField || prefilled.GetValueOrDefault(t.Key, "") is var given
                && (t.Value == given || PhoneNumber.Shown(t.Value) == PhoneNumber.Shown(given)))
            && (!typed.TryGetValue(CompanyField, out var company) || (await Choices(session.Caller, company)).Any(c => c.Key == company));
    }

    /// <summary>Begins the draft if this is its first save. The form asks for the company later: until then the draft stands for the first one.</summary>
    public async Task<Result<RequestRefusal>> Begin(Caller caller, string draft, FormDefinition form, string? company)
    {
        company = form.IsPersonal ? Rights.OwnFile(caller) : company ?? (await companies.List(rights.ScopeOf(caller), take: 1)).FirstOrDefault()?.Company;
        return company is null
            ? RequestRefusal.NotFound
            : await Grain(caller, draft).Begin(caller, operations.For(caller, draft, "begin", form.Id), form.Id, company);
    }

    /// <summary>
    /// Keeps what was typed, but where another wrote meanwhile: that is for the person to decide. It names no operation: the same text kept twice is the same
    /// draft, and an older text typed again is news.
    /// </summary>
    /// <param name="others">Ids of drafts of the same that the person was asked about, and goes on in this one.</param>
    public async Task<SavedPage> Save(
        Caller caller, string draft, FormDefinition form, int step, IReadOnlyDictionary<string, string> typed, IReadOnlyDictionary<string, string> seen,
        IReadOnlyList<string>? others = null)
    {
        List<string> conflicts = [];
        for (var left = 3; ; left--)
        {
            var saved = await Grain(caller, draft).SaveDraft(caller, default, new DraftPage(step, typed) { Seen = seen, InPlaceOf = [.. (others ?? []).Select(o => KeyOf(caller, o))] });
            if (saved.Refusal is not RequestRefusal.Meanwhile || left == 0)
                return new(saved, typed, conflicts);
            var merge = DraftMerge.Of(form, await threads.Draft(rights.ScopeOf(caller), KeyOf(caller, draft)), typed, seen);
            conflicts.AddRange(merge.Conflicts);
            typed = typed.Where(t => !merge.Conflicts.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value);
        }
    }

    /// <param name="formKey">The form's key and the file's place in it, or the file's id when it came alone.</param>
    public Task<Result<RequestRefusal>> Attach(Caller caller, string draft, string formKey, string file, string piece = "") => piece.Length == 0
        ? Grain(caller, draft).AttachToDraft(caller, operations.For(caller, formKey, "attach", draft), file)
        : Grain(caller, draft).AttachPieceToDraft(caller, operations.For(caller, formKey, "attach", $"{draft}/{piece}"), file, piece);

    public Task<Result<RequestRefusal>> Detach(Caller caller, string draft, string file) =>
        Grain(caller, draft).DetachFromDraft(caller, default, file);

    public Task<Result<RequestRefusal>> Discard(Caller caller, string draft, string formKey) =>
        Grain(caller, draft).DiscardDraft(caller, operations.For(caller, formKey, "discard", draft));

    public Task<Result<Sent, RequestRefusal>> Send(Caller caller, string draft, string formKey, string number) =>
        Grain(caller, draft).Send(caller, operations.For(caller, formKey, "send", draft), number);

    private async Task<FormDefinition?> FormFor(SessionFacts session, string ofCompany, string? ofPerson) =>
        (await companies.List(rights.ScopeOf(session.Caller), take: 1)).Count > 0 ? forms.Get(ofCompany)
        : ofPerson is null || Rights.OwnRequestsOf(session.Standing) is OwnRequests.None ? null
        : forms.Get(ofPerson);

    private IRequestGrain Grain(Caller caller, string draft) => grains.GetGrain<IRequestGrain>(KeyOf(caller, draft));

    private static string KeyOf(Caller caller, string draft) => $"{caller.Portal}/{draft}";

    /// <summary>All of the caller's companies where they are few; else the one that the form is for.</summary>
    private async Task<IReadOnlyList<CompanyChoice>> Choices(Caller caller, string? company)
    {
        var scope = rights.ScopeOf(caller);
        var all = await companies.List(scope, take: MaxCompanies + 1);
        if (all.Count > MaxCompanies)
            all = company?.Split('/') is [_, var siren] && await companies.Find(scope, siren) is { } chosen ? [chosen] : [];
        return [.. all.Select(c => PageShells.Choice(c.Company, c))];
    }

    private async Task<FormChoices> FormChoices(Caller caller, FormDefinition form, IReadOnlyDictionary<string, string> answers, string search)
    {
        var company = answers.GetValueOrDefault(CompanyField, "");
        if (company.Length == 0 || !(form.NeedsFacts || form.Fields.Any(f => f.Type is FieldType.Establishment)))
            return Drafts.FormChoices.None;
        var scope = rights.ScopeOf(caller);
        var asked = form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee);
        var all = asked is null ? [] : (await employees.Page(scope, new EmployeeFilter(company, Take: Drafts.FormChoices.Most + 1))).Rows;
        var many = all.Count > Drafts.FormChoices.Most;
        if (many)
        {
            all = search.Length == 0 ? [] : (await employees.Page(scope, new EmployeeFilter(company, Search: search, Take: Drafts.FormChoices.MostFound))).Rows;
            if (answers.GetValueOrDefault(asked!.Name) is { Length: > 0 } id && id != FormField.Other && all.All(e => e.Id != id)
                && await employees.Sheet(scope, id) is { } chosen && chosen.Employee.Company == company)
                all = [chosen.Employee, .. all];
        }
        var places = form.Fields.Any(f => f.Type is FieldType.Establishment) ? await employees.Establishments(scope, company) : [];
        return new(all, many, places) { Search = search };
    }

    // With the employee among the answers, where the form asks for one and the caller sees them.
    private async Task<FormFacts> KnownOf(Caller caller, FormDefinition form, Dictionary<string, string> answers, string? employee)
    {
        var asked = string.IsNullOrEmpty(employee) ? null : form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee);
        if (asked is not null)
            answers[asked.Name] = employee!;
        var known = await facts.Of(rights.ScopeOf(caller), form, answers.GetValueOrDefault(CompanyField, ""), answers);
        if (asked is not null && !known.Labels.ContainsKey(asked.Name))
            answers.Remove(asked.Name);
        return known;
    }

    private static Dictionary<string, string> Prefilled(SessionFacts session, FormDefinition form) =>
        form.Fields.Where(f => f.Prefill is not null).ToDictionary(f => f.Name, f => Fact(session, f.Prefill!));

    private static string Fact(SessionFacts session, string fact) => fact switch
    {
        "firstName" => session.FirstName,
        "lastName" => session.LastName,
        "email" => session.Email,
        "phone" => session.Phone,
        _ => "",
    };
}
