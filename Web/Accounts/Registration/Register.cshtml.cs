using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Display;
using Web.Portals;
using Web.Public;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Accounts.Registration;

/// <summary>The registration wizard of a portal: one screen a step, its steps from the policy. What is typed is kept by the registration's grain, but the password.</summary>
[AllowAnonymous]
[RequestSizeLimit(64 * 1024)]
[Throttled(SourceKind.Form)]
public sealed class RegisterModel(
    RegistrationService service, RegisterCookie cookie, SourceThrottle throttle, CoreSystemProofs referential, DerivedSecrets draws, PolicyBook policies, PortalDirectory portals,
    IOptions<SiteOptions> site, TermsBook terms, MailOptions mail, TimeProvider clock) : PageModel
{
    private const int MaxPassword = 512;
    private static readonly string[] Ours = ["jeton", FormOperations.Field, "etape", "conditions", "password", "again", "etablissement", "boite", "files"];

    public RegisterView Wizard { get; private set; } = null!;

    private string Slug => (string)RouteData.Values["portal"]!;

    private Policy Policy => policies.For(Slug);

    private IReadOnlyList<RegistrationStep> Steps => RegistrationSteps.Of(Policy);

    public async Task<IActionResult> OnGet(int? etape, string? fin)
    {
        var kept = await Kept();
        var reached = Reached(kept);
        var step = reached > Steps.Count ? reached : Math.Clamp(etape ?? reached, 1, reached);
        return await Draw(step, kept, kept?.Fields, fin switch { "renvoi" => RegisterNotice.Resent, "delai" => RegisterNotice.Over, _ => RegisterNotice.None });
    }

    public async Task<IActionResult> OnPost(int etape, string? cle, string? conditions, string? password, string? again)
    {
        if (cle is not { Length: > 0 and <= 64 } || password?.Length > MaxPassword)
            return BadRequest();
        var kept = await Kept();
        if (kept is null && etape > 1)
            return new SeeOther($"/{Slug}/inscription?fin=delai");
        if (Reached(kept) is var reached && (etape < 1 || etape > reached || reached > Steps.Count))
            return new SeeOther(Address(reached));
        var id = kept is null ? cookie.Begin(HttpContext, Slug) : cookie.Read(HttpContext, Slug)!;
        var step = Steps[etape - 1];
        var page = await Typed(step, kept);
        return step is RegistrationStep.Proof ? await Prove(id, etape, kept, page, cle) : await Take(id, etape, kept, page, cle, conditions, password, again);
    }

    /// <summary>Keeps what is typed while the person goes on typing.</summary>
    public async Task<IActionResult> OnPostGarder(int etape)
    {
        var kept = await Kept();
        if (etape < 1 || etape > Math.Min(Reached(kept), Steps.Count) || Steps[etape - 1] is RegistrationStep.Establishments)
            return BadRequest();
        var id = kept is null ? cookie.Begin(HttpContext, Slug) : cookie.Read(HttpContext, Slug)!;
        var saved = await service.Grain(Slug, id).Save(default, await Typed(Steps[etape - 1], kept));
        return saved.Ok ? new JsonResult(new { savedAt = FrenchDates.Hour(clock.GetUtcNow()) }) : StatusCode(StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IActionResult> OnPostRetirer(string? file, string? cle)
    {
        if (await Kept() is { SentTo.Length: 0 } && file is { Length: > 0 and <= 64 })
            await service.Grain(Slug, cookie.Read(HttpContext, Slug)!).Detach(default, file);
        return new SeeOther(Address(Steps.ToList().IndexOf(RegistrationStep.Identity) + 1));
    }

    public async Task<IActionResult> OnPostRenvoyer(string? cle)
    {
        if (await Kept() is { SentTo.Length: > 0 } && cle is { Length: > 0 and <= 64 })
            await service.Resend(cookie.Read(HttpContext, Slug)!, cle);
        return new SeeOther($"/{Slug}/inscription?fin=renvoi");
    }

    public IActionResult OnPostRecommencer()
    {
        RegisterCookie.Clear(HttpContext, Slug);
        return new SeeOther($"/{Slug}/inscription?etape=1");
    }

    private async Task<IActionResult> Prove(string id, int number, RegistrationView? kept, RegistrationPage page, string key)
    {
        var fields = Merged(kept, page);
        var faults = RegisterRules.Faults(Policy, RegistrationStep.Proof, fields, clock.GetUtcNow()).ToList();
        if (faults.Count > 0)
        {
            await service.Grain(Slug, id).Save(default, page);
            return await Draw(number, kept, fields, faults: faults);
        }
        var attempt = await Attempt();
        if (!attempt.IsGranted)
            return await Slowed(attempt, number, kept, fields);
        ProofAnswer answer;
        try
        {
            answer = await service.Grain(Slug, id).Prove(draws.Operation(key, ["prove", id, .. page.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)]), page);
        }
        catch
        {
            // Nothing was said about it: what the store cannot judge now is no wrong proof.
            await attempt.GiveBack();
            throw;
        }
        if (answer is not ProofAnswer.Right)
            return answer is ProofAnswer.TooMany ? await Slowed(attempt, number, kept, fields) : await Draw(number, kept, fields, RegisterNotice.WrongProof);
        await attempt.GiveBack();
        return new SeeOther(Address(number + 1));
    }

    private async Task<IActionResult> Take(string id, int number, RegistrationView? kept, RegistrationPage page, string key, string? conditions, string? password, string? again)
    {
        var (step, fields) = (Steps[number - 1], Merged(kept, page));
        var faults = RegisterRules.Faults(Policy, step, fields, clock.GetUtcNow()).ToList();
        if (!(await service.Grain(Slug, id).Save(draws.Operation(key, ["save", id, .. page.Fields.Select(f => $"{f.Key}={f.Value}")]), page)).Ok)
            return new SeeOther(Address(number));
        if (step is RegistrationStep.Establishments && fields.GetValueOrDefault(RegistrationSteps.Unticked, "").Length >= 15 * (kept?.Proven?.Establishments ?? 0) - 1)
            faults.Add(new("etablissements", RegisterTexts.EstablishmentsFault));
        if (step is RegistrationStep.Identity && kept is not { Files.Count: > 0 })
            faults.Add(new("files", RegisterTexts.FilesFault));
        if (step is RegistrationStep.Password)
            faults.AddRange(PasswordFaults(password ?? "", again, kept!));
        if (number == Steps.Count && conditions != terms.Current.Version)
            faults.Add(new("conditions", RegisterTexts.TermsFault));
        if (faults.Count > 0)
            return await Draw(number, kept, fields, faults: faults);
        if (step is RegistrationStep.Profession && await Objection(number, kept, fields) is { } objection)
            return objection;
        return number < Steps.Count ? new SeeOther(Address(number + 1)) : await Finish(id, kept!, step is RegistrationStep.Password ? password : null);
    }

    /// <summary>An address that several people read is asked about once; one that is taken is told where the portal tells it.</summary>
    private async Task<IActionResult?> Objection(int number, RegistrationView? kept, IReadOnlyDictionary<string, string> fields)
    {
        var email = fields.GetValueOrDefault("courriel", "").Trim();
        if (Policy.RevealTakenEmail)
        {
            var attempt = await Attempt();
            if (!attempt.IsGranted)
                return await Slowed(attempt, number, kept, fields);
            if (await service.IsTaken(email))
                return await Taken(kept, fields);
            await attempt.GiveBack();
        }
        return RegisterRules.IsShared(email) && Request.Form["boite"] != email ? await Draw(number, kept, fields, RegisterNotice.Shared) : null;
    }

    private async Task<IActionResult> Finish(string id, RegistrationView kept, string? password)
    {
        if (await service.Register(Slug, id, terms.Current.Version, password, HttpContext.RequestAborted) is not RegistrationOutcome.EmailTaken)
            return new SeeOther($"/{Slug}/inscription");
        // Found taken at the last step only: it counts all the same.
        await Attempt();
        return await Taken(kept, kept.Fields);
    }

    private Task<SourceAttempt> Attempt() => throttle.Take(SourceKind.Proof, Slug, HttpContext.Connection.RemoteIpAddress);

    private Task<IActionResult> Taken(RegistrationView? kept, IReadOnlyDictionary<string, string> fields) =>
        Draw(Steps.ToList().IndexOf(RegistrationStep.Profession) + 1, kept, fields, RegisterNotice.Taken, [new("courriel", RegisterTexts.Taken)]);

    private IEnumerable<RegisterFault> PasswordFaults(string password, string? again, RegistrationView kept)
    {
        string[] known = [.. new[] { "nom", "prenom", "courriel" }.Select(f => kept.Fields.GetValueOrDefault(f, "")), kept.Proven?.Siren ?? "", kept.Proven?.Company ?? "", portals.Find(Slug)!.Insurer, site.Value.Insurer];
        if (PasswordFields.Check(password, again, Policy, known) is (var field, var sentence))
            yield return new(field, sentence);
    }

    /// <summary>The fields of the step that were sent, and the names of whatever else was.</summary>
    private async Task<RegistrationPage> Typed(RegistrationStep step, RegistrationView? kept)
    {
        var form = Request.Form;
        var typed = RegistrationSteps.Fields(Policy, step).Where(form.ContainsKey).ToDictionary(f => f, f => TypedText.Of(form[f]).ReplaceLineEndings(" "));
        if (step is RegistrationStep.Establishments && kept?.Proven is { } proven)
        {
            var ticked = form["etablissement"].ToHashSet();
            typed[RegistrationSteps.Unticked] = string.Join(' ', (await referential.Establishments(proven.Siren)).Select(e => e.Siret).Where(s => !ticked.Contains(s)).Take(RegistrationSteps.MaxUnticked));
        }
        return new RegistrationPage(typed, [.. form.Keys.Except(Ours).Except(RegistrationSteps.AllFields(Policy)).Take(5).Select(k => new string([.. k.Where(char.IsLetterOrDigit).Take(30)]))]);
    }

    private static Dictionary<string, string> Merged(RegistrationView? kept, RegistrationPage page)
    {
        var all = kept?.Fields.ToDictionary() ?? [];
        foreach (var (name, value) in page.Fields)
            all[name] = value;
        return all;
    }

    private async Task<RegistrationView?> Kept() => cookie.Read(HttpContext, Slug) is { } id ? await service.Grain(Slug, id).View() : null;

    /// <summary>The first step that something is missing of; one more than there are when the mail is sent.</summary>
    private int Reached(RegistrationView? kept)
    {
        if (kept is null)
            return 1;
        if (kept.SentTo.Length > 0)
            return Steps.Count + 1;
        var at = Steps.TakeWhile((s, n) => n < Steps.Count - 1 && (s is RegistrationStep.Proof ? kept.Proven is not null : !RegisterRules.Faults(Policy, s, kept.Fields, clock.GetUtcNow()).Any())).Count();
        return at + 1;
    }

    private string Address(int step) => step > Steps.Count ? $"/{Slug}/inscription" : $"/{Slug}/inscription?etape={step}";

    private Task<IActionResult> Slowed(SourceAttempt attempt, int number, RegistrationView? kept, IReadOnlyDictionary<string, string> fields)
    {
        attempt.Refuse(Response);
        return Draw(number, kept, fields, RegisterNotice.TooMany);
    }

    private async Task<IActionResult> Draw(int number, RegistrationView? kept, IReadOnlyDictionary<string, string>? fields, RegisterNotice notice = RegisterNotice.None, IReadOnlyList<RegisterFault>? faults = null)
    {
        var ticks = number <= Steps.Count && Steps[number - 1] is RegistrationStep.Establishments && kept?.Proven is not null;
        Wizard = new RegisterView(portals.Find(Slug)!, Policy, Steps, number, Reached(kept), kept, fields ?? new Dictionary<string, string>())
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
