using Grains.Accounts.SignIn;
using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Profile;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;
using MemberPage = Web.Spaces.Members.MemberPage;

namespace Web.Spaces.Mandates;

/// <summary>A client of a firm: what its mandate gives, who has it, and to whom an administrator of the firm passes it on; live.</summary>
public sealed class ClientModel(MemberServices services, DerivedSecrets secrets) : MemberPage(services)
{
    /// <summary>As many companies can be ticked.</summary>
    private const int MostCompanies = 100;

    public FirmClient Client { get; private set; } = null!;

    public IReadOnlyList<CompanySummary> Companies { get; private set; } = [];

    public IReadOnlyList<Heir> Heirs { get; private set; } = [];

    public PassOnFields Typed { get; private set; } = new();

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    public bool HasMore => Companies.Count >= MostCompanies;

    public bool IsOver => Client.IsOver(Now);

    public string BackToClients => Path("utilisateurs/clients");

    public string Itself => Path(Own);

    public HoldersView Holders => new(Client.Holders, Client.Accountant, Handler("reprendre"), AtFirm: true, Now);

    public IEnumerable<(string Field, string Label, string Opens, int Level, int Most)> Universes =>
    [
        ("sante", MemberTexts.Health, MemberTexts.HealthOpens, Typed.Health, Most(UniverseRights.ReadHealth)),
        ("prevoyance", MemberTexts.Provident, MemberTexts.ProvidentOpens, Typed.Provident, Most(UniverseRights.ReadProvident)),
        ("affiliation", MemberTexts.Affiliation, MemberTexts.AffiliationOpens, Typed.Affiliation, Most(UniverseRights.ReadAffiliation)),
        ("retraite", MemberTexts.Retirement, MemberTexts.RetirementOpens, Typed.Retirement, Most(UniverseRights.ReadRetirement)),
    ];

    private string Own => $"utilisateurs/clients/{Client.Suffix}/{Client.Mandate}";

    private ISpaceMandateGrain Mandates => Services.Grains.GetGrain<ISpaceMandateGrain>(Client.Space);

    public string Handler(string name) => QueryText.Of(Frame.Path(Own), ("handler", name), ("espace", Spaces.Count > 1 ? Suffix : null));

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == $"f-{field}")?.Sentence;

    public async Task<IActionResult> OnGet(string? espace, string client, string mandat)
    {
        if (await Open(espace, client, mandat) is { } refused)
            return refused;
        ViewData["Toast"] = Request.Query["fait"].ToString() switch
        {
            "confie" => MandateTexts.ToastPassedOn,
            "repris" => MandateTexts.ToastTakenBack,
            _ => null,
        };
        return HttpContext.IsFragment() ? Partial("_ClientFragment", this) : await Draw(PassOnFields.Of(Client), []);
    }

    public async Task<IActionResult> OnPostConfier(string? espace, string client, string mandat, [FromForm] PassOnFields saisie, string cle)
    {
        if (await Open(espace, client, mandat) is { } refused)
            return refused;
        if (saisie.Faults(Now).ToList() is { Count: > 0 } faults)
            return await Draw(saisie, faults);
        var operation = Operation(cle, "pass-on", client, mandat, saisie.Colleague, saisie.Reach, string.Join(' ', saisie.Companies), $"{saisie.Rights}", saisie.Until);
        var done = await Mandates.PassOn(Caller, operation, mandat, $"h-{secrets.Token("holder", operation)}", saisie.Given(Caller.Portal));
        return done.Ok ? new SeeOther(QueryText.Of(Itself, ("fait", "confie")))
            : PassOnFields.Of(done.Refusal.Value) is { } fault ? await Draw(saisie, [fault]) : Refused(done.Refusal.Value);
    }

    /// <param name="personne">Who has the mandate passed on: their key in the client's space.</param>
    public async Task<IActionResult> OnPostReprendre(string? espace, string client, string mandat, string? personne, string cle)
    {
        if (await Open(espace, client, mandat) is { } refused)
            return refused;
        if (personne is not { Length: > 0 and < 64 })
            return BadRequest();
        var done = await Mandates.TakeBack(Caller, Operation(cle, "take-back", client, personne), personne);
        return done.Ok ? new SeeOther(QueryText.Of(Itself, ("fait", "repris"))) : Refused(done.Refusal.Value);
    }

    private int Most(UniverseRights read) => MemberFields.Level(Client.Rights, read);

    private async Task<IActionResult> Draw(PassOnFields typed, IReadOnlyList<FieldFault> faults)
    {
        (Typed, Faults) = (typed, faults);
        Companies = await Services.Mandates.Companies(Scope, Space.Space, Client, MostCompanies, HttpContext.RequestAborted);
        Heirs = await Services.Mandates.Heirs(Scope, Space.Space, Client, HttpContext.RequestAborted);
        if (faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IActionResult?> Open(string? espace, string client, string mandat)
    {
        if (await Enter(espace, administrates: true) is { } refused)
            return refused;
        if (await Services.Mandates.Client(Scope, Space.Space, $"{Caller.Portal}/{client}", mandat, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        Client = found;
        return null;
    }
}
