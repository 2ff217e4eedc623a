using Grains.Accounts;
using Grains.Interfaces.Requests;
using Grains.Notices;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Portals;

namespace Web.Requests.Notices;

/// <summary>
/// « Ne plus recevoir d’e-mails de cette demande », from the link of a mail: no sign-in, and opening it does nothing, for scanners open links. The sealed
/// link is the proof: a mail program posts to it by itself (RFC 8058), with neither cookie nor token, and is not led elsewhere.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class UnsubscribeModel(UnsubscribeLinks links, IGrainFactory grains, PortalDirectory portals, PolicyBook policies)
    : PublicAccountPage(portals, policies)
{
    public Unsubscription Of { get; private set; } = null!;

    public bool IsDone { get; private set; }

    public IActionResult OnGet(string lien) => Find(lien) ? Page() : NotFound();

    /// <summary>Said again it changes nothing.</summary>
    public async Task<IActionResult> OnPost(string lien)
    {
        if (!Find(lien) || !(await grains.GetGrain<IRequestGrain>(Of.Request).Unsubscribe(Of.Account)).Ok)
            return NotFound();
        IsDone = true;
        return Page();
    }

    private bool Find(string link)
    {
        if (links.Read(Portal.Slug, link) is not { } found)
            return false;
        Of = found;
        return true;
    }
}
