using Grains.Accounts.Registration;
using Grains.Interfaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Documents;
using Web.Portals;
using Web.Shared;

namespace Web.Accounts.Registration;

/// <summary>The same upload in a browser without scripts.</summary>
[AllowAnonymous]
[RequestSizeLimit(2 * FileStore.MaxSize + 1024 * 1024)]
public sealed class RegisterPapersModel(RegisterCookie cookie, RegistrationService service, Uploads uploads, PortalDirectory portals) : PageModel
{
    public Portal Portal => portals.Find((string)RouteData.Values["portal"]!)!;

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public async Task<IActionResult> OnGet() => await Open() is null ? new SeeOther($"/{Portal.Slug}/inscription") : Page();

    public async Task<IActionResult> OnPost(List<IFormFile> files)
    {
        if (await Open() is not { } id)
            return new SeeOther($"/{Portal.Slug}/inscription");
        var taken = await uploads.TakeAll(files, RegistrationService.Uploader(id), HttpContext.RequestAborted, most: 2);
        List<string> faults = [.. taken.Faults];
        foreach (var file in taken.Kept)
        {
            if (!(await service.Grain(Portal.Slug, id).Attach(OperationId.Of("paper", file.File), file)).Ok)
                faults.Add(RegisterTexts.TooManyFiles);
        }
        Faults = faults;
        return faults.Count > 0 ? Page() : new SeeOther($"/{Portal.Slug}/inscription");
    }

    private async Task<string?> Open() =>
        cookie.Read(HttpContext, Portal.Slug) is { } id && await service.Grain(Portal.Slug, id).View() is { Proven: not null, SentTo.Length: 0 } ? id : null;
}
