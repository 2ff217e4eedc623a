using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Registration;
using Web.Portals;
using Web.Throttles;

namespace Web.Accounts.Recovery;

/// <summary>
/// Recovery by the secret questions: the identifier on screen, or a new password. Everybody is shown the whole list and says which three
/// were theirs: the page is the same for owners and for nobody, by whatever way they came. Unknown people fail like an owner who forgot.
/// </summary>
[Throttled(SourceKind.SignIn)]
public sealed class AnswerQuestionsModel(RecoveryService service, AccountLookup lookup, IGrainFactory grains, PortalDirectory portals, PolicyBook policies,
    IDataProtectionProvider protection)
    : PublicAccountPage(portals, policies)
{
    private const int Asked = 3;

    /// <summary>As chosen in a form that was refused. Answers are not shown again.</summary>
    public IReadOnlyList<int?> Chosen { get; private set; } = new int?[Asked];

    /// <summary>Fewer than three questions, or one of them twice.</summary>
    public bool Incomplete { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>For a new password there is also the link by mail; for the identifier, the mail with it.</summary>
    public bool ForPassword { get; private set; }

    /// <summary>Set once the answers were right and the identifier was asked for.</summary>
    public string Identifier { get; private set; } = "";

    public async Task<IActionResult> OnGet() =>
        await Ask() is null ? LocalRedirect(Path("mot-de-passe-oublie")) : Page();

    public async Task<IActionResult> OnPost([FromForm] int?[] question, [FromForm] string?[] reponse, string cle)
    {
        if (question.Length != Asked || reponse.Length != Asked || question.Any(q => q < 0 || q >= SecretQuestions.Count)
            || reponse.Any(r => r?.Length > MaxTyped))
            return BadRequest();
        if (await Ask() is not var (cookie, account))
            return LocalRedirect(Path("mot-de-passe-oublie"));
        Chosen = question;
        Incomplete = question.Contains(null) || question.Distinct().Count() < Asked;
        if (Incomplete)
            return Unprocessable();
        var (way, token, flow) =
            await service.Answer(Form(cle), account, [.. question.Zip(reponse, (q, r) => new ChosenAnswer(q!.Value, r ?? ""))], ForPassword,
                HttpContext.RequestAborted);
        Refused = way is RecoveryOutcome.Refused;
        if (Refused)
            return Unprocessable();
        if (way is RecoveryOutcome.CodeAsked)
        {
            RecoveryCookie.Write(HttpContext, protection, Portal.Slug, cookie with { Flow = flow });
            return LocalRedirect(Path("questions-secretes/code"));
        }
        RecoveryCookie.Clear(HttpContext, Portal.Slug);
        if (cookie.Person is not null)
        {
            Identifier = (await grains.GetGrain<IAccountGrain>(account).View())!.Email;
            return Page();
        }
        LinkPage.Open(HttpContext, protection, Portal.Slug, account, token);
        return LocalRedirect(Path("nouveau-mot-de-passe"));
    }

    /// <summary>Rather by mail.</summary>
    public async Task<IActionResult> OnPostCourriel(string cle)
    {
        switch (RecoveryCookie.Read(HttpContext, protection, Portal.Slug))
        {
            case { Identifier: { } identifier }:
                await service.Forgot(Form(cle), identifier);
                return LocalRedirect(Path("mot-de-passe-oublie?envoye=1"));
            case { Person: { } person }:
                await service.RemindIdentifier(Form(cle), person.Siren, person.First, person.Last);
                return LocalRedirect(Path("identifiant-oublie?envoye=1"));
            default:
                return LocalRedirect(Path("mot-de-passe-oublie"));
        }
    }

    private PageResult Unprocessable()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<(RecoveryCookie Cookie, string Account)?> Ask()
    {
        if (Policy.SecretQuestions is SecretQuestionRule.Off || RecoveryCookie.Read(HttpContext, protection, Portal.Slug) is not { } cookie)
            return null;
        var account = await cookie.Account(lookup, Portal.Slug);
        ForPassword = cookie.Person is null;
        return (cookie, account);
    }
}
