using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.CoreSystem;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Portals;
using Web.Shared;
using Web.Throttles;

namespace Web.Accounts.Registration;

/// <summary>
/// « Je n’ai pas mon numéro de personne »: leaves a number to be called back. It neither says whether the SIREN is known nor ever gives the
/// person number.
/// </summary>
[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
public sealed class WithoutNumberModel(RegistrationService service, DerivedSecrets draws, SourceThrottle throttle, PolicyBook policies,
    PortalDirectory portals) : PageModel
{
    public Portal Portal => portals.Find((string)RouteData.Values["portal"]!)!;

    public bool Done { get; private set; }

    public bool Slowed { get; private set; }

    public string Siren { get; private set; } = "";

    public string FullName { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public string Email { get; private set; } = "";

    public IReadOnlyList<RegisterFault> Faults { get; private set; } = [];

    public IActionResult OnGet(string? fin)
    {
        Done = fin is "fait";
        return IsHere ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string? siren, string? nom, string? telephone, string? courriel, string cle)
    {
        if (!IsHere)
            return NotFound();
        (Siren, FullName, Phone, Email) = (siren ?? "", nom ?? "", PhoneNumber.Clean(telephone ?? ""), EmailAddress.Kept(courriel));
        Faults = [.. Check()];
        if (Faults.Count > 0)
            return Page();
        var attempt = await throttle.Take(SourceKind.Proof, Portal.Slug, HttpContext.Connection.RemoteIpAddress);
        if (!attempt.IsGranted)
        {
            attempt.Refuse(Response);
            Slowed = true;
            return Page();
        }
        // Named by the form: sent twice it is one item.
        var operation = draws.Operation(cle, "contact", Portal.Slug);
        await service.Grain(Portal.Slug, operation.Value)
            .AskContact(operation, new ContactAsked(Portal.Slug, BusinessNumber.Siren(Siren)!, FullName, Phone, Email));
        return new SeeOther($"/{Portal.Slug}/inscription/sans-numero?fin=fait");
    }

    private bool IsHere => policies.For(Portal.Slug).Proof is ProofKind.PersonNumber;

    private IEnumerable<RegisterFault> Check()
    {
        if (BusinessNumber.Siren(Siren) is null)
            yield return new("siren", RegisterTexts.SirenFault);
        if (FullName.Length == 0)
            yield return new("nom", RegisterTexts.NoNumberNameMissing);
        else if (FullName.Length > RegistrationSteps.MaxLength)
            yield return new("nom", string.Format(RegisterTexts.TooLong, RegisterTexts.NoNumberName));
        else if (!PersonName.IsName(FullName))
            yield return new("nom", string.Format(RegisterTexts.NameFault, RegisterTexts.NoNumberName));
        if (!PhoneNumber.IsNumber(Phone))
            yield return new("telephone", RegisterTexts.PhoneFaultPlain);
        if (RegisterRules.OfEmail(RegisterTexts.NoNumberEmail, Email) is { } fault)
            yield return new("courriel", fault);
    }
}
