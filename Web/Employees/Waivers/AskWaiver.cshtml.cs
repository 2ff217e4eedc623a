using Grains.Accounts;
using Grains.Contracts;
using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts;
using Web.Accounts.Profile;
using Web.Documents;
using Web.Employees.Affiliation;
using Web.Portals;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Employees.Waivers;

/// <summary>« Demander une dispense », behind the personal link: the cases that the contract opens, then what the chosen one asks for, with its proof.</summary>
[Throttled(SourceKind.SignIn)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.RequestLimit)]
[RequestSizeLimit(Uploads.RequestLimit)]
public sealed class AskWaiverModel(
    AffiliationService service, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection, Uploads uploads) : PublicAccountPage(portals, policies)
{
    public AskWaiverView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? contrat, string? cas) => await Open() is not { } facts ? Back()
        : Draw(facts, new WaiverForm(contrat ?? "", cas ?? "", "", "", "", false, "", ""), []);

    public async Task<IActionResult> OnPost([Verbatim] string? raison, List<IFormFile> fichier, string cle)
    {
        if (Cookie() is not { } cookie || await Open() is not { } facts)
            return Back();
        var typed = WaiverForm.Typed(Request.Form, TypedText.Of(raison).Trim());
        var view = new AskWaiverView(facts, typed, [], "");
        if (view.Case is not { } of || view.Cover is not { } cover)
            return Draw(facts, typed with { Case = "" }, []);
        var taken = await uploads.TakeAll(fichier, BeneficiaryPapers.Uploader(Key(cookie)), HttpContext.RequestAborted, most: 1);
        if (taken.Kept is [var kept, ..])
            typed = typed with { File = kept.File, FileName = kept.Name };
        var today = Paris.Day(facts.Now);
        List<FieldFault> faults =
        [
            .. taken.Faults.Select(f => new FieldFault("fichier", f)),
            .. typed.Faults(of, view.IsCovered && cover.From < today ? today : cover.From, today).Where(f => f.Field != "fichier" || taken.Faults.Count == 0),
        ];
        if (faults.Count > 0)
            return Draw(facts, typed, faults);
        var asked = await service.AskWaiver(Key(cookie), cookie.Session, cle, typed.Asked);
        return asked.Refusal switch
        {
            AffiliationRefusal.Incomplete => Draw(facts, typed with { File = "", FileName = "" }, [new("fichier", WaiverTexts.FileMissing)]),
            AffiliationRefusal.TooMany => Draw(facts, typed, [new("raison", WaiverTexts.TooMany)]),
            AffiliationRefusal.AlreadyAsked => Draw(facts, typed, [new("raison", WaiverTexts.AlreadyAsked)]),
            AffiliationRefusal.WaiverClosed => Draw(facts, typed with { Case = "" }, []),
            _ => Back(),
        };
    }

    private PageResult Draw(AffiliationFacts facts, WaiverForm typed, IReadOnlyList<FieldFault> faults)
    {
        View = new AskWaiverView(facts, typed, faults, FormOperations.NewKey());
        if (faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<AffiliationFacts?> Open() =>
        Cookie() is { Session.Length: > 0 } cookie ? await service.Open(Key(cookie), cookie.Session) : null;

    private SeeOther Back() => new(Path("affiliation"));

    private AffiliationCookie? Cookie() => AffiliationCookie.Read(HttpContext, protection, Portal.Slug);

    private string Key(AffiliationCookie cookie) => $"{Portal.Slug}/{cookie.Employee}";
}

/// <summary>The form, or the cases to choose from while none is chosen.</summary>
public sealed record AskWaiverView(AffiliationFacts Facts, WaiverForm Typed, IReadOnlyList<FieldFault> Faults, string Operation)
{
    /// <summary>What each contract opens, of those in which nothing waits.</summary>
    public IReadOnlyList<(Contract Contract, IReadOnlyList<WaiverCase> Cases)> Choices =>
    [
        .. Facts.View.Waivable.Where(c => !Facts.View.Waivers.Any(w => w.Waits && w.Contract == c.Contract))
            .Select(c => Facts.Contracts.FirstOrDefault(k => k.Number == c.Contract)).OfType<Contract>()
            .Select(k => (k, (IReadOnlyList<WaiverCase>)[.. WaiverCase.In(k, Facts.View.HiredOn)])).Where(c => c.Item2.Count > 0),
    ];

    public Contract? Contract => Choices.FirstOrDefault(c => c.Contract.Number == Typed.Contract).Contract;

    /// <summary>Null while none is chosen, or one that the contract does not open.</summary>
    public WaiverCase? Case => Contract is null ? null : Choices.First(c => c.Contract == Contract).Cases.FirstOrDefault(c => c.Code == Typed.Case);

    public CoverChoice? Cover => Facts.View.Waivable.FirstOrDefault(c => c.Contract == Typed.Contract);

    /// <summary>They are covered by it already.</summary>
    public bool IsCovered => !Facts.View.IsAsked || Facts.View.Covers.All(c => c.Contract != Typed.Contract);

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;
}
