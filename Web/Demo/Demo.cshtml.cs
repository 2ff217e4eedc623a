using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Demo;
using Silo.Messaging;
using Web.Portals;
using Web.Security;

namespace Web.Demo;

/// <summary>Who there is to try, with running codes, and the mailbox. Exists on a demo's store and on loopback only.</summary>
[AllowAnonymous]
public sealed class DemoModel(DemoSeed seed, DemoPresence presence, PortalDirectory portals, IServiceProvider services, TimeProvider clock) : PageModel
{
    public DemoView Demo { get; private set; } = null!;

    public IReadOnlyList<(Portal Portal, DemoProof Proof)> Proofs =>
        [.. DemoProof.All.Select(p => (Portal: portals.Find(p.Portal), Proof: p)).Where(p => p.Portal is not null).Select(p => (p.Portal!, p.Proof))];

    /// <summary>The page, or what changes on it when its script asks again.</summary>
    public async Task<IActionResult> OnGet()
    {
        if (!presence.IsHere(HttpContext))
            return NotFound();
        // Codes of authenticator apps follow real time, whatever the demo's clock says.
        var real = TimeProvider.System.GetUtcNow();
        var left = 30 - (int)(real.ToUnixTimeSeconds() % 30);
        var accounts = DemoPeople.In(portals.Portals.Select(p => p.Slug).ToHashSet()).Select(p => new DemoAccount(
            p.Name, p.Role, $"/{p.Portal}/connexion", p.Email, DemoPeople.Password,
            p.Kind is CallerKind.Staff ? Totp.Code(seed.TotpSecretOf(p), Totp.StepOf(real)) : null, left));
        var mails = await services.GetRequiredService<Outbox>().Read(null, HttpContext.RequestAborted);
        Demo = new DemoView([.. accounts], [.. mails.Reverse().Take(50)], clock.GetUtcNow());
        return HttpContext.IsFragment() ? Partial("_DemoFragment", Demo) : Page();
    }
}
