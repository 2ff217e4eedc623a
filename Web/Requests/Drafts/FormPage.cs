using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Documents;
using Web.Requests.Drafts.Together;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>A page that shows a step of a form and takes what is typed there, whether its draft exists already or not.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public abstract class FormPage(FormService service, PageShells frames, Uploads uploads) : PageModel, IPortalPage
{
    private const string Onward = "suite";
    protected const string Later = "plus-tard";

    /// <summary>The button that goes on in the form that is made for what was chosen.</summary>
    public const string OwnForm = "formulaire";

    /// <summary>Ids of the drafts of the same that the page asked about: who goes on there has chosen this one.</summary>
    public const string OthersField = "autres";

    /// <summary>Form and version that the page was drawn by: what was typed there is read by it when the draft is not the person's any more.</summary>
    public const string FormField = "formulaire-lu";

    /// <summary>What is searched for among the employees; no answer of the form.</summary>
    public const string SearchField = "salarie-cherche";

    public PageShell Frame { get; private set; } = null!;

    public FormView Form { get; protected set; } = null!;

    /// <summary>What was typed on a page whose draft the person may not write in, or send, any more; null where the page is the form's.</summary>
    public UnkeptPage? Unkept { get; private set; }

    protected FormService Service => service;

    protected Caller Caller => HttpContext.Caller();

    /// <summary>A form keeps the company that it was begun for, whatever another tab or the address says.</summary>
    protected async Task<IActionResult> Draw(FormView view)
    {
        await Surround(view.Company);
        Form = await service.WithOwnForms(HttpContext.Session(), view);
        return HttpContext.IsFragment() ? Partial("_Form", Form) : Page();
    }

    protected async Task Surround(string? company = null) => Frame = await frames.Portal(HttpContext, PortalSection.Forms, company);

    /// <summary>Keeps the step, then goes where its button says: on, back to the list, or here again with what is wrong.</summary>
    protected async Task<IActionResult> Take(string draft, int step, string? button, string formKey, IReadOnlyList<IFormFile> files)
    {
        if (await service.Find(Caller, draft) is not { } found)
            return await Lost();
        if (SentAs(found) is { } address)
            return new SeeOther(address);
        var form = await service.Definition(found);
        step = Math.Clamp(step, 1, form.Steps.Count);
        var typed = Typed(form);
        if (FormRows.Changed(form, button, typed) is { } rows)
            typed = rows;
        if (Given(button) is { } given)
            typed = typed.Where(t => !DraftConflict.Concerns(given, t.Key)).ToDictionary(t => t.Key, t => t.Value);
        // Another subject may ask for no employee: the form that goes on may.
        var employee = button == OwnForm ? await service.EmployeeOf(Caller, found, form) : "";
        var saved = await service.Save(Caller, draft, form, button == Onward ? step + 1 : step, typed, SeenInputs.Read(Request), button == Onward ? Others : []);
        if (!saved.Ok && saved.Refusal is not (RequestRefusal.TooLong or RequestRefusal.HiddenFromAuthor))
            return await Lost(saved.Refusal);
        var refused = await AttachAll(draft, formKey, form, files);
        if (button == Later && saved.Whole && refused.Count == 0)
            return To(FormService.ListPath(Caller.Portal), typed, found);
        // A group's rows are one: those that are as the other left them come back beside those that are not.
        var mine = saved.Ok ? typed.Where(t => saved.Conflicts.Any(c => DraftConflict.Same(c, t.Key))).ToDictionary(t => t.Key, t => t.Value) : typed;
        var view = await service.Draw(Caller, found, step, mine, Searched, saved.Conflicts);
        if (saved.Refusal is RequestRefusal.HiddenFromAuthor)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await Draw(view with { HiddenFrom = found.AuthorName, FileFaults = refused });
        }
        if (saved.Conflicts.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await Draw(view with { FileFaults = refused });
        }
        if (button == OwnForm && saved.Ok && refused.Count == 0 && view.Said.Lead is { } lead)
            return new SeeOther(service.AddressOf(Caller, lead, view, employee));
        var faults = button == Onward || !saved.Ok ? view.Said.Faults(step) : [];
        var missing = button == Onward && step == form.FilesStep ? view.Said.Missing(view.Files.Select(f => f.Piece).ToHashSet()) : [];
        if (faults.Count + refused.Count + missing.Count > 0 || (Searched.Length > 0 && button != Onward))
            return await Draw(view with { Faults = faults, FileFaults = refused, MissingPieces = missing });
        return button == Onward && view.Waiting.Count > 0 ? await Ask(view)
            : To(view.StepAddress(button == Onward ? step + 1 : step), typed, found);
    }

    /// <summary>Another draft is the active one: the person has not been asked yet which of them they go on in.</summary>
    protected Task<IActionResult> Ask(FormView view)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Draw(view with { Asks = true });
    }

    protected IReadOnlyList<string> Others => Request.Form[OthersField].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);

    // The company may be another than the one that the page was opened with: the next page shows the form's.
    private SeeOther To(string address, Dictionary<string, string> typed, RequestSummary found)
    {
        var siren = typed.TryGetValue(FormService.CompanyField, out var company) ? company.Split('/')[^1] : found.Siren;
        return new(siren.Length == 0 || ChosenCompany.TypedIn(HttpContext) is null or ChosenCompany.Everything ? address
            : new CompanyInLinks($"/{Caller.Portal}/", siren).On(address));
    }

    /// <summary>Keeps what is typed while the person goes on typing.</summary>
    protected async Task<IActionResult> Keep(string draft, int step)
    {
        if (await service.Find(Caller, draft) is not { } found)
            return NotFound();
        if (SentAs(found) is { } address)
            return new JsonResult(new { sent = address, by = found.IsOwn ? null : found.AuthorName });
        var form = await service.Definition(found);
        var saved = await service.Save(Caller, draft, form, step, Typed(form), SeenInputs.Read(Request));
        if (saved.Refusal is RequestRefusal.HiddenFromAuthor)
            return new JsonResult(new { said = string.Format(FormTexts.HiddenFrom, found.AuthorName) }) { StatusCode = StatusCodes.Status409Conflict };
        if (!saved.Ok)
            return saved.Refusal is RequestRefusal.TooLong ? StatusCode(StatusCodes.Status422UnprocessableEntity) : Refused(saved.Refusal);
        var view = await service.Draw(Caller, found, step, conflicts: saved.Conflicts);
        var version = (await service.Find(Caller, draft))?.Version;
        var (shown, filled) = form.IsComputed ? FormParts.Of(view) : (null, null);
        return new JsonResult(new
        {
            savedAt = FrenchDates.Hour(service.Now), from = found.Version, version, path = service.PathOf(Caller, draft), shown, filled, seen = SeenInputs.After(view, saved.Kept),
            conflicts = view.Conflicts.Values.Select(c => new { c.Input, c.By, c.Text, Seen = view.Seen.Where(s => DraftConflict.Concerns(c.Input, s.Key)).ToDictionary() }),
        });
    }

    private StatusCodeResult Refused(RequestRefusal? refusal) => StatusCode(CodeOf(refusal));

    private static int CodeOf(RequestRefusal? refusal) =>
        refusal is RequestRefusal.NotAllowed ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;

    /// <summary>
    /// The draft is none that the person may write in: it is gone, their right is, or it never was one. It is said alike, with what they typed, to be copied:
    /// without scripts the answer takes the place of the page that it stood on.
    /// </summary>
    protected async Task<IActionResult> Lost(RequestRefusal? refusal = null)
    {
        if (HttpContext.IsFragment())
            return Refused(refusal);
        await Surround();
        Response.StatusCode = CodeOf(refusal);
        var form = Request.Form[FormField].ToString().Split('.') is [var id, var version] && int.TryParse(version, out var number) ? await service.Definition(id, number) : null;
        Unkept = form is null ? new UnkeptPage(null, [], Frame.Path("demandes")) : new UnkeptPage(form, await service.Said(Caller, form, Typed(form)), Frame.Path("demandes"));
        return Page();
    }

    // What another wrote stays.
    private static string? Given(string? button) =>
        button?.StartsWith($"{DraftConflict.Take}.", StringComparison.Ordinal) is true ? button[(DraftConflict.Take.Length + 1)..] : null;

    /// <summary>
    /// Where the request is that the draft has become: a page of its form that was kept open, or gone back to, leads there. Null for a draft.
    /// </summary>
    protected string? SentAs(RequestSummary found) => found.Number is { } number ? $"{FormService.ListPath(Caller.Portal)}/{number}" : null;

    /// <summary>The fields of the form that were sent; whatever else a browser adds is not read.</summary>
    protected Dictionary<string, string> Typed(FormDefinition form)
    {
        var typed = new Dictionary<string, string>();
        foreach (var field in form.Fields.Where(f => f.Type is not FieldType.Files))
        {
            if (Read(field, field.Name) is { } text && (field.Type is not FieldType.Company || text.Length > 0))
                typed[field.Name] = text;
            for (var row = 1; row <= (field.Type is FieldType.Group ? field.Max : 0); row++)
            {
                foreach (var inner in field.Fields)
                {
                    if (Read(inner, $"{field.Name}.{row}.{inner.Name}") is { } said)
                        typed[$"{field.Name}.{row}.{inner.Name}"] = said;
                }
            }
        }
        foreach (var piece in form.Pieces.Where(p => form.Has(p.Input) && Request.Form.ContainsKey(p.Input)))
            typed[piece.Input] = Request.Form[piece.Input].Contains(FormPiece.Later) ? FormPiece.Later : "";
        return typed;
    }

    // What was searched for among the employees.
    private string Searched => SingleLine.Of(Request.Form[SearchField]);

    private string? Read(FormField field, string input) => !Request.Form.TryGetValue(input, out var sent) ? null : field.Type switch
    {
        FieldType.Longtext => TypedText.Of(sent),
        FieldType.Multi or FieldType.People or FieldType.Contracts => string.Join(',', sent.Select(SingleLine.Of).Where(s => s.Length > 0)),
        _ => SingleLine.Of(sent),
    };

    private async Task<IReadOnlyList<string>> AttachAll(string draft, string formKey, FormDefinition form, IReadOnlyList<IFormFile> files)
    {
        var faults = (await AttachAll(draft, formKey, "", files)).ToList();
        foreach (var piece in form.Pieces)
            faults.AddRange(await AttachAll(draft, $"{formKey}/{piece.Id}", piece.Id, Request.Form.Files.GetFiles(piece.Input)));
        return faults;
    }

    private async Task<IReadOnlyList<string>> AttachAll(string draft, string formKey, string piece, IReadOnlyList<IFormFile> files)
    {
        var taken = await uploads.TakeAll(files, Caller.Account, HttpContext.RequestAborted);
        var faults = taken.Faults.ToList();
        for (var i = 0; i < taken.Kept.Count; i++)
        {
            // The place in the form, not the file's new id: the same form sent twice attaches its files once.
            var attached = await service.Attach(Caller, draft, $"{formKey}/{i}", taken.Kept[i].File, piece);
            if (!attached.Ok)
                faults.Add(string.Format(UploadTexts.Named, taken.Kept[i].Name, attached.Refusal is RequestRefusal.TooManyOfPiece
                    ? UploadLabels.TooMany(FormPiece.MaxFiles) : UploadLabels.TooMany()));
        }
        return faults;
    }
}
