using Grains.Accounts;
using Grains.Interfaces.Payments;
using Grains.Payments;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Portals;
using Web.Throttles;

namespace Web.Payments;

/// <summary>
/// Where the link of a mail about another bank account leads: its author confirms it, and whoever is told says that they did not ask for it. No sign-in:
/// the channel known longest is the proof, and a stolen session must not be able to keep anybody from it. Opening it does nothing, for scanners open links.
/// </summary>
[Throttled(SourceKind.Form)]
public sealed class BankLinkModel(BankLinks links, IGrainFactory grains, PortalDirectory portals, PolicyBook policies) : PublicAccountPage(portals, policies)
{
    public BankChangeLink Of { get; private set; } = null!;

    /// <summary>What was just answered; null for nothing.</summary>
    public bool? Confirmed { get; private set; }

    public bool IsOver => Of.Stage is not (BankStage.Confirming or BankStage.Approving or BankStage.Held);

    public async Task<IActionResult> OnGet(string lien) => await Find(lien) is null ? NotFound() : Page();

    /// <summary>Said again it changes nothing.</summary>
    public async Task<IActionResult> OnPost(string lien, string? reponse)
    {
        if (await Find(lien) is not { } link)
            return NotFound();
        if (reponse is not ("oui" or "non"))
            return Page();
        var done = await grains.GetGrain<IBankChangeGrain>(link.Request).AnswerLink(default, link.Account, reponse is "oui", link.BySms);
        if (done.Ok)
            Confirmed = reponse is "oui";
        await Find(lien);
        return Page();
    }

    private async Task<BankLinkTarget?> Find(string lien)
    {
        if (links.Read(Portal.Slug, lien) is not { } link || await grains.GetGrain<IBankChangeGrain>(link.Request).Preview(link.Account, link.BySms) is not { } found)
            return null;
        Of = found;
        return link;
    }
}
