using Grains.Accounts;
using Grains.Accounts.Recovery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;
using Web.Accounts.Recovery;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Accounts.Profile;

/// <summary>« Personnalisez vos questions secrètes »: three questions of the list, each with an answer that only its owner knows.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class ChooseQuestionsModel(RecoveryService service, PolicyBook policies, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    private const int Shortest = 3;

    public PageShell Frame { get; private set; } = null!;

    public IReadOnlyList<(int Question, string Answer)> Choices { get; private set; } = [(0, ""), (1, ""), (2, "")];

    public string Fault { get; private set; } = "";

    /// <summary>The session is not fresh any more: the current password is asked for.</summary>
    public bool AsksPassword => HttpContext.Session() is var session && session.CreatedAt + policies.For(session.Portal).StepUpFor <= clock.GetUtcNow();

    public async Task<IActionResult> OnGet() => await IsOff() ? NotFound() : Page();

    public async Task<IActionResult> OnPost([FromForm] int[] question, [FromForm] string?[] reponse, [Verbatim] string? actuel, string cle)
    {
        if (await IsOff())
            return NotFound();
        if (question.Length != 3 || reponse.Length != 3 || question.Any(q => q < 0 || q >= SecretQuestions.Count) || reponse.Any(r => r?.Length > 254)
            || actuel?.Length > 512)
            return BadRequest();
        Choices = [.. question.Zip(reponse, (q, r) => (q, r ?? ""))];
        var folded = Choices.Select(c => global::Grains.Text.SearchText.Normalize(c.Answer.Trim())).ToList();
        Fault = question.Distinct().Count() < 3 ? AccessTexts.QuestionsTwice
            : folded.Any(f => f.Length < Shortest) ? AccessTexts.AnswersShort
            : folded.Distinct().Count() < 3 ? AccessTexts.AnswersTwice
            : "";
        if (Fault.Length > 0)
            return Refused();
        var session = HttpContext.Session();
        var form = new RecoveryForm(session.Portal, cle, Cookies.Read(Request, Cookies.Device, session.Portal));
        var set =
            await service.SetQuestions(form, session.Account, session.Id, question, [.. Choices.Select(c => c.Answer)], AsksPassword ? actuel ?? "" : null,
                HttpContext.RequestAborted);
        if (set.Ok)
            return LocalRedirect($"/{session.Portal}/profil?fait=questions");
        Fault = AccessTexts.CurrentWrong;
        return Refused();
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> IsOff()
    {
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        return policies.For(HttpContext.Session().Portal).SecretQuestions is SecretQuestionRule.Off;
    }
}
