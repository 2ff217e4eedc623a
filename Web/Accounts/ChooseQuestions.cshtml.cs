using Grains.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Accounts;
using Web.Shared;

namespace Web.Accounts;

/// <summary>« Personnalisez vos questions secrètes »: three questions of the list, each with an answer that only its owner knows.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class ChooseQuestionsModel(RecoveryDesk desk, PolicyBook policies, Frames frames) : PageModel, IPortalPage
{
    private const int Shortest = 3;

    public PortalFrame Frame { get; private set; } = null!;

    public IReadOnlyList<(int Question, string Answer)> Choices { get; private set; } = [(0, ""), (1, ""), (2, "")];

    public string Fault { get; private set; } = "";

    public string Operation { get; } = Operations.NewKey();

    public async Task<IActionResult> OnGet() => await IsOff() ? NotFound() : Page();

    public async Task<IActionResult> OnPost([FromForm] int[] question, [FromForm] string?[] reponse, string? cle)
    {
        if (await IsOff())
            return NotFound();
        if (cle is not { Length: > 0 and <= 64 } || question.Length != 3 || reponse.Length != 3 || question.Any(q => q < 0 || q >= SecretQuestions.Count) || reponse.Any(r => r?.Length > 254))
            return BadRequest();
        Choices = [.. question.Zip(reponse, (q, r) => (q, r ?? ""))];
        var folded = Choices.Select(c => global::Grains.Folding.Fold(c.Answer.Trim())).ToList();
        Fault = question.Distinct().Count() < 3 ? AccessTexts.QuestionsTwice
            : folded.Any(f => f.Length < Shortest) ? AccessTexts.AnswersShort
            : folded.Distinct().Count() < 3 ? AccessTexts.AnswersTwice
            : "";
        if (Fault.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var session = HttpContext.Session();
        await desk.SetQuestions(new RecoveryForm(session.Portal, cle, null), session.Account, question, [.. Choices.Select(c => c.Answer)], HttpContext.RequestAborted);
        return LocalRedirect($"/{session.Portal}/profil?fait=questions");
    }

    private async Task<bool> IsOff()
    {
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        return policies.For(HttpContext.Session().Portal).SecretQuestions is SecretQuestionRule.Off;
    }
}
