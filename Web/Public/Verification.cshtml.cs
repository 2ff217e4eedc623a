using Grains.Requests.Attestations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Throttles;

namespace Web.Public;

/// <summary>
/// « Vérifier une attestation »: anybody types its code and reads whether it is one of ours, what it is and its day; nothing of whom it speaks. Codes are 50 bits, and a
/// source's wrong ones are counted.
/// </summary>
[Throttled(SourceKind.Check)]
[RequestSizeLimit(4 * 1024)]
public sealed class VerificationModel(AttestationCheck check) : PageModel
{
    /// <summary>As it was typed.</summary>
    public string Typed { get; private set; } = "";

    public bool IsMalformed { get; private set; }

    /// <summary>Null before a code was looked up.</summary>
    public CheckedAttestation? Found { get; private set; }

    /// <summary>The picture on the paper carries the code; it is looked up when the form is sent.</summary>
    public void OnGet(string? code) => Typed = code ?? "";

    public async Task<IActionResult> OnPost(string? code)
    {
        Typed = code ?? "";
        Found = await check.Of(code, HttpContext.RequestAborted);
        IsMalformed = Found is null;
        // Neither a slip of the finger nor a right code is a guess.
        if (Found is null or { Kind: not null })
            await HttpContext.GiveTryBack();
        if (IsMalformed)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
