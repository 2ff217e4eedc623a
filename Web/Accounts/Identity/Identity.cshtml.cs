using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Identity;

/// <summary>Where a person's identity document stands; after a refusal, another one.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(2 * FileStore.MaxSize + 1024 * 1024)]
public sealed class IdentityModel(IGrainFactory grains, PageShells frames, Uploads uploads, FormOperations operations) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public AccountView Account { get; private set; } = null!;

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public string Kind { get; private set; } = "";

    public async Task<IActionResult> OnGet() => await Draw();

    public async Task<IActionResult> OnPost(string? piece, List<IFormFile> files, string cle)
    {
        var caller = HttpContext.Caller();
        var drawn = await Draw();
        Kind = piece ?? "";
        if (Account.Identity is not IdentityState.Refused)
            return drawn is NotFoundResult ? drawn : new SeeOther($"/{caller.Portal}/profil/identite");
        if (!Enum.TryParse<IdentityKind>(piece, out var kind) || !Enum.IsDefined(kind))
        {
            Faults = [RegisterTexts.KindFault];
            return Page();
        }
        var taken = await uploads.TakeAll(files, caller.Account, HttpContext.RequestAborted, most: 2);
        Faults = taken.Faults.Count > 0 ? taken.Faults : taken.Kept.Count == 0 ? [RegisterTexts.FilesFault] : [];
        if (Faults.Count > 0)
            return Page();
        var paper = new IdentityDocument(kind, [.. taken.Kept.Select(f => f.File)]);
        await grains.GetGrain<IAccountRegistrationGrain>(caller.Account).SendIdentity(operations.For(caller, cle, "identity", piece), paper);
        return new SeeOther($"/{caller.Portal}/profil/identite");
    }

    private async Task<IActionResult> Draw()
    {
        Account = (await grains.GetGrain<IAccountGrain>(HttpContext.Caller().Account).View())!;
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        return Account.Identity is IdentityState.None ? NotFound() : Page();
    }
}
