using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.CoreSystem;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Portals;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Accounts.Registration;

/// <summary>
/// The registration wizard of a portal: one screen a step, its steps from the policy. What is typed is kept by the registration's grain, but the
/// password.
/// </summary>
[AllowAnonymous]
[RequestSizeLimit(64 * 1024)]
[Throttled(SourceKind.Form)]
public sealed class RegisterModel(
    RegistrationService service, RegisterCookie cookie, SourceThrottle throttle, CoreSystemProofs referential, DerivedSecrets draws, PolicyBook policies,
        PortalDirectory portals,
    IOptions<SiteOptions> site, TermsBook terms, MailOptions mail, TimeProvider clock) : PageModel
{
    private const int MaxPassword = 512;
    private static readonly string[] Ours = ["jeton", FormOperations.Field, "etape", "conditions", "password", "again", "etablissement", "boite", "files"];

    public RegisterView Wizard { get; private set; } = null!;

    private string Slug => (string)RouteData.Values["portal"]!;

    private Policy Policy => policies.For(Slug);

    public async Task<IActionResult> OnGet(int? etape, string? fin)
    {
        var wizard = await Kept();
        var reached = wizard.Reached;
        var step = reached > wizard.Steps.Count ? reached : Math.Clamp(etape ?? reached, 1, reached);
        return await Draw(step, wizard, wizard.Kept?.Fields,
            fin switch { "renvoi" => RegisterNotice.Resent, "delai" => RegisterNotice.Over, _ => RegisterNotice.None });
    }

    public async Task<IActionResult> OnPost(int etape, string cle, string? conditions, [Verbatim] string? password, [Verbatim] string? again)
    {
        if (password?.Length > MaxPassword)
            return BadRequest();
        var wizard = await Kept();
        if (wizard.Kept is null && etape > 1)
            return new SeeOther($"/{Slug}/inscription?fin=delai");
        if (wizard.Reached is var reached && (etape < 1 || etape > reached || reached > wizard.Steps.Count))
            return new SeeOther(Address(wizard, reached));
        var id = Begun(wizard);
        var step = wizard.Steps[etape - 1];
        var page = await Typed(step, wizard.Kept);
        return step is RegistrationStep.Proof ? await Prove(id, etape, wizard, page, cle)
            : await Take(id, etape, wizard, page, cle, conditions, password, again);
    }

    /// <summary>Keeps what is typed while the person goes on typing.</summary>
    public async Task<IActionResult> OnPostGarder(int etape)
    {
        var wizard = await Kept();
        if (etape < 1 || etape > Math.Min(wizard.Reached, wizard.Steps.Count) || wizard.Steps[etape - 1] is RegistrationStep.Establishments)
            return BadRequest();
        var saved = await service.Grain(Slug, Begun(wizard)).Save(default, await Typed(wizard.Steps[etape - 1], wizard.Kept));
        return saved.Ok ? new JsonResult(new { savedAt = FrenchDates.Hour(clock.GetUtcNow()) }) : StatusCode(StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IActionResult> OnPostRetirer(string? file)
    {
        var wizard = await Kept();
        if (wizard.Kept is { SentTo.Length: 0 } && file is { Length: > 0 and <= 64 })
            await service.Grain(Slug, cookie.Read(HttpContext, Slug)!).Detach(default, file);
        return new SeeOther(Address(wizard, wizard.NumberOf(RegistrationStep.Identity)));
    }

    public async Task<IActionResult> OnPostRenvoyer(string cle)
    {
        if ((await Kept()).Kept is { SentTo.Length: > 0 })
            await service.Resend(cookie.Read(HttpContext, Slug)!, cle);
        return new SeeOther($"/{Slug}/inscription?fin=renvoi");
    }

    public IActionResult OnPostRecommencer()
    {
        RegisterCookie.Clear(HttpContext, Slug);
        return new SeeOther($"/{Slug}/inscription?etape=1");
    }

    private async Task<IActionResult> Prove(string id, int number, RegistrationWizard wizard, RegistrationPage page, string key)
    {
        var fields = wizard.With(page);
        var faults = RegisterRules.Faults(Policy, RegistrationStep.Proof, fields, clock.GetUtcNow()).ToList();
        if (faults.Count > 0)
        {
            await service.Grain(Slug, id).Save(default, page);
            return await Draw(number, wizard, fields, faults: faults);
        }
        var attempt = await Attempt();
        if (!attempt.IsGranted)
            return await Slowed(attempt, number, wizard, fields);
        ProofAnswer answer;
        try
        {
            answer = await service.Grain(Slug, id)
                .Prove(draws.Operation(key, ["prove", id, .. page.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)]), page);
        }
        catch
        {
            // Nothing was said about it: what the store cannot judge now is no wrong proof.
            await attempt.GiveBack();
            throw;
        }
        if (answer is not ProofAnswer.Right)
            return answer is ProofAnswer.TooMany ? await Slowed(attempt, number, wizard, fields)
                : await Draw(number, wizard, fields, RegisterNotice.WrongProof);
        await attempt.GiveBack();
        return new SeeOther(Address(wizard, number + 1));
    }

    private async Task<IActionResult> Take(string id, int number, RegistrationWizard wizard, RegistrationPage page, string key, string? conditions,
        string? password, string? again)
    {
        var (step, fields) = (wizard.Steps[number - 1], wizard.With(page));
        if (!(await service.Grain(Slug, id).Save(draws.Operation(key, ["save", id, .. page.Fields.Select(f => $"{f.Key}={f.Value}")]), page)).Ok)
            return new SeeOther(Address(wizard, number));
        var faults =
            wizard.Faults(number, page, step is RegistrationStep.Password ? PasswordFaults(password ?? "", again, wizard.Kept!) : [], conditions,
                terms.Current.Version);
        if (faults.Count > 0)
            return await Draw(number, wizard, fields, faults: faults);
        if (step is RegistrationStep.Profession && await Objection(number, wizard, fields) is { } objection)
            return objection;
        return number < wizard.Steps.Count ? new SeeOther(Address(wizard, number + 1))
            : await Finish(id, wizard, step is RegistrationStep.Password ? password : null);
    }

    /// <summary>An address that several people read is asked about once; one that is taken is told where the portal tells it.</summary>
    private async Task<IActionResult?> Objection(int number, RegistrationWizard wizard, IReadOnlyDictionary<string, string> fields)
    {
        var email = fields.GetValueOrDefault("courriel", "").Trim();
        if (Policy.RevealTakenEmail)
        {
            var attempt = await Attempt();
            if (!attempt.IsGranted)
                return await Slowed(attempt, number, wizard, fields);
            if (await service.IsTaken(email))
                return await Taken(wizard, fields);
            await attempt.GiveBack();
        }
        return RegisterRules.IsShared(email) && Request.Form["boite"] != email ? await Draw(number, wizard, fields, RegisterNotice.Shared) : null;
    }

    private async Task<IActionResult> Finish(string id, RegistrationWizard wizard, string? password)
    {
        if (await service.Register(Slug, id, terms.Current.Version, password, HttpContext.RequestAborted) is not RegistrationOutcome.EmailTaken)
            return new SeeOther($"/{Slug}/inscription");
        // Found taken at the last step only: it counts all the same.
        await Attempt();
        return await Taken(wizard, wizard.Kept!.Fields);
    }

    private Task<SourceAttempt> Attempt() => throttle.Take(SourceKind.Proof, Slug, HttpContext.Connection.RemoteIpAddress);

    private Task<IActionResult> Taken(RegistrationWizard wizard, IReadOnlyDictionary<string, string> fields) =>
        Draw(wizard.NumberOf(RegistrationStep.Profession), wizard, fields, RegisterNotice.Taken, [new("courriel", RegisterTexts.Taken)]);

    private IEnumerable<RegisterFault> PasswordFaults(string password, string? again, RegistrationView kept)
    {
        string[] known =
            [.. new[] { "nom", "prenom", "courriel" }.Select(f => kept.Fields.GetValueOrDefault(f, "")), kept.Proven?.Siren ?? "", kept.Proven?.Company ?? "",
                portals.Find(Slug)!.Insurer, site.Value.Insurer];
        return PasswordFields.Check(password, again, Policy, known).Select(f => new RegisterFault(f.Field, f.Sentence));
    }

    /// <summary>The fields of the step that were sent, and the names of whatever else was.</summary>
    private async Task<RegistrationPage> Typed(RegistrationStep step, RegistrationView? kept)
    {
        var form = Request.Form;
        var typed = RegistrationSteps.Fields(Policy, step).Where(form.ContainsKey).ToDictionary(f => f, f => SingleLine.Of(form[f]));
        if (step is RegistrationStep.Establishments && kept?.Proven is { } proven)
        {
            var ticked = form["etablissement"].ToHashSet();
            typed[RegistrationSteps.Unticked] =
                string.Join(' ',
                    (await referential.Establishments(proven.Siren)).Select(e => e.Siret).Where(s => !ticked.Contains(s)).Take(RegistrationSteps.MaxUnticked));
        }
        return new RegistrationPage(typed,
            [.. form.Keys.Except(Ours).Except(RegistrationSteps.AllFields(Policy)).Take(5)
                .Select(k => new string([.. k.Where(char.IsLetterOrDigit).Take(30)]))]);
    }

    private async Task<RegistrationWizard> Kept() =>
        new(Policy, cookie.Read(HttpContext, Slug) is { } id ? await service.Grain(Slug, id).View() : null, clock.GetUtcNow());

    private string Begun(RegistrationWizard wizard) => wizard.Kept is null ? cookie.Begin(HttpContext, Slug) : cookie.Read(HttpContext, Slug)!;

    private string Address(RegistrationWizard wizard, int step) => step > wizard.Steps.Count ? $"/{Slug}/inscription" : $"/{Slug}/inscription?etape={step}";

    private Task<IActionResult> Slowed(SourceAttempt attempt, int number, RegistrationWizard wizard, IReadOnlyDictionary<string, string> fields)
    {
        attempt.Refuse(Response);
        return Draw(number, wizard, fields, RegisterNotice.TooMany);
    }

    private async Task<IActionResult> Draw(int number, RegistrationWizard wizard, IReadOnlyDictionary<string, string>? fields,
        RegisterNotice notice = RegisterNotice.None, IReadOnlyList<RegisterFault>? faults = null)
    {
        var kept = wizard.Kept;
        var ticks = number <= wizard.Steps.Count && wizard.Steps[number - 1] is RegistrationStep.Establishments && kept?.Proven is not null;
        Wizard = new RegisterView(portals.Find(Slug)!, Policy, wizard.Steps, number, wizard.Reached, kept, fields ?? new Dictionary<string, string>())
        {
            Notice = notice,
            Faults = faults ?? [],
            Establishments = ticks ? await referential.Establishments(kept!.Proven!.Siren) : [],
            TermsVersion = terms.Current.Version,
            HasAccepted = Request.HasFormContentType && Request.Form["conditions"] == terms.Current.Version,
            Sender = mail.From,
        };
        return Page();
    }
}
