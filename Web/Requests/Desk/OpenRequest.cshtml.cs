using Grains.Access;
using Grains.Clients;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Desk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Clients;
using Web.Requests.Drafts;
using Web.Requests.Workbench;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Desk;

/// <summary>An adviser writes to a client first: to somebody of a company, or to a person about one of their companies or their own file.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(128 * 1024)]
public sealed class OpenRequestModel(
    Rights rights, ClientQueries clients, AddresseeQueries addressees, RequestNumbers numbers, WorkbenchTeams teams, IGrainFactory grains, FormOperations operations,
    PageShells frames) : PageModel, IStaffPage
{
    private const char Parts = '|';

    /// <summary>What a request may concern, as its field says it; all for the company as a whole.</summary>
    public static readonly IReadOnlyList<(string Value, UniverseRights Rights, string Label)> Matters =
    [
        ("tout", UniverseRights.Read, OpeningTexts.AboutAll), ("sante", UniverseRights.ReadHealth, OpeningTexts.Universe1),
        ("prevoyance", UniverseRights.ReadProvident, OpeningTexts.Universe2), ("affiliation", UniverseRights.ReadAffiliation, OpeningTexts.Universe4),
    ];

    public StaffShell Frame { get; private set; } = null!;

    public ClientHit Client { get; private set; } = null!;

    public IReadOnlyList<Addressee> People { get; private set; } = [];

    public IReadOnlyList<(string Key, string Name)> Teams => teams.All;

    /// <summary>As typed.</summary>
    public (string To, string About, string Team, string Subject, string Text, string Items) Typed { get; private set; } = ("", "", "", "", "", "");

    /// <summary>The key of what is written, however often it is sent.</summary>
    public string Drawn { get; private set; } = FormService.NewDraft();

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    public bool IsCompany => Client.Kind is ClientKind.Company;

    private Caller Caller => HttpContext.Caller();

    public static string AddressOf(ClientKind kind, string client) => $"/gestion/ecrire/{ClientAddress.KeyOf(kind, client)}";

    public string Value(Addressee to) => $"{to.Company}{Parts}{to.Account}";

    public string Label(Addressee to) => IsCompany ? to.Name : to.CompanyName.Length > 0 ? to.CompanyName : OpeningTexts.OwnFile;

    public async Task<IActionResult> OnGet(string kind, string? key) =>
        StaffRights.May(Caller, StaffAct.AnswerRequests) ? await Draw(kind, key) : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPost(
        string kind, string? key, string cle, string? nouvelle, string? vers, string? concerne, string? equipe, string? objet, [Verbatim] string? texte, [Verbatim] string? pieces)
    {
        if (!StaffRights.May(Caller, StaffAct.AnswerRequests))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!FormService.IsDrawn(nouvelle))
            return BadRequest();
        var (subject, text) = ((objet ?? "").Trim(), TypedText.Of(texte).Trim());
        string[] items = [.. TypedText.Of(pieces).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        (Typed, Drawn) = ((vers ?? "", concerne ?? "", equipe ?? "", subject, text, TypedText.Of(pieces)), nouvelle!);
        if (await Draw(kind, key) is not PageResult drawn)
            return NotFound();
        var to = People.FirstOrDefault(p => Value(p) == vers);
        var matter = Matters.FirstOrDefault(m => m.Value == concerne);
        Faults =
        [
            .. to is null ? [new FieldFault("vers", OpeningTexts.ErrorTo)] : Array.Empty<FieldFault>(),
            .. teams.Has(equipe ?? "") ? [] : new[] { new FieldFault("equipe", OpeningTexts.ErrorTeam) },
        ];
        if (Faults.Count == 0)
        {
            var opened = new OpenedRequest(
                to!.Company, to.Account, matter.Value is null || Rights.IsOwnFile(to.Company) ? UniverseRights.Read : matter.Rights, equipe!, subject, text, items);
            var done = await grains.GetGrain<IRequestOfficeGrain>($"{to.Company.Split('/')[0]}/{nouvelle}").Open(
                Caller, operations.For(Caller, cle, "open", [nouvelle, vers, concerne, equipe, subject, text, .. items]), await numbers.Next(HttpContext.RequestAborted), opened);
            if (done.Ok)
                return new SeeOther($"{WorkbenchView.Path}/{done.Value.Number}");
            if (done.Refusal is RequestRefusal.NotFound)
                return NotFound();
            Faults = [FaultOf(done.Refusal.Value)];
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private static FieldFault FaultOf(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.NoSubject => new("objet", string.Format(OpeningTexts.ErrorSubject, OpenedRequest.LongestSubject)),
        RequestRefusal.TooManyItems => new("pieces", string.Format(OpeningTexts.ErrorItems, NewMessage.MaxAsked)),
        RequestRefusal.TooLong or RequestRefusal.EmptyMessage => new("texte", OpeningTexts.ErrorText),
        RequestRefusal.AlreadySent => new("objet", OpeningTexts.ErrorSent),
        _ => new("vers", OpeningTexts.ErrorTo),
    };

    private async Task<IActionResult> Draw(string kind, string? key)
    {
        var scope = rights.ScopeOf(Caller);
        if (ClientAddress.KindOf(kind) is not { } known || known is not (ClientKind.Account or ClientKind.Company) || key is not { Length: > 0 and <= 100 }
            || await clients.Client(scope, known, key) is not { } client)
            return NotFound();
        (Client, People, Frame) = (client, await addressees.Of(scope, known, key, HttpContext.RequestAborted), await frames.Staff(HttpContext));
        return Page();
    }
}
