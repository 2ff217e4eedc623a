using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Profile;
using Web.Security;
using Web.Shared;
using Web.Spaces.Mandates;

namespace Web.Spaces.Members;

/// <summary>The sheet of a member: who they are, what they may do, and what an administrator does about it; live.</summary>
public sealed class MemberModel(MemberServices services, DerivedSecrets secrets, HandoverQueries handovers) : MemberPage(services)
{
    public MemberSummary Member { get; private set; } = null!;

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>An address being corrected, as typed.</summary>
    public string? Typed { get; private set; }

    /// <summary>What the member would leave behind, to an administrator who may give it to others; else null.</summary>
    public HandoverOffer? Offer { get; private set; }

    /// <summary>Who has an accountant's mandate passed on by their firm; null of members who have none.</summary>
    public HoldersView? Holders { get; private set; }

    /// <summary>Of the caller's own mandate, accepted for nobody but themselves: the spaces of their firm where it can be placed.</summary>
    public IReadOnlyList<FirmChoice> Places { get; private set; } = [];

    public bool IsOneself => Member.Account == Caller.Account;

    public string Status => MemberLabels.StatusSlug(Member, Now);

    public string Itself => Path($"utilisateurs/{Member.Member}");

    public async Task<IActionResult> OnGet(string? espace, string membre)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        if (Space.Administers && !IsOneself && Member.Account is { } account && !HttpContext.IsFragment())
            Offer = await handovers.Of(Scope, Space.Space, membre, account, HttpContext.RequestAborted);
        ViewData["Toast"] = Request.Query["fait"].ToString() switch
        {
            "invite" => string.Format(MemberTexts.ToastInvited, Member.Name),
            "modifie" => MemberTexts.ToastChanged,
            "suspendu" => MemberTexts.ToastSuspended,
            "suspendu-confie" => MemberTexts.ToastSuspendedGiven,
            "renouvele" => MemberTexts.ToastRenewed,
            "retabli" => MemberTexts.ToastRestored,
            "retire" => MandateTexts.ToastRemoved,
            "place" => MandateTexts.ToastPlaced,
            _ => null,
        };
        return HttpContext.IsFragment() ? Partial("_MemberFragment", this) : Page();
    }

    /// <summary>Sends the invitation again, to a corrected address where one is typed.</summary>
    public async Task<IActionResult> OnPostRenvoyer(string? espace, string membre, string? courriel, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        Typed = string.IsNullOrWhiteSpace(courriel) ? Member.Email : courriel;
        var operation = Operation(cle, "invite-again", membre, Typed);
        return await After(await Grain.InviteAgain(Caller, operation, membre, Typed, secrets.Link(operation)), "invite");
    }

    /// <param name="confier">The member who has what is left behind; empty: it stays where it is.</param>
    public async Task<IActionResult> OnPostSuspendre(string? espace, string membre, bool suspendre, string? confier, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        var gives = suspendre && !string.IsNullOrEmpty(confier);
        var operation = Operation(cle, "suspend", membre, $"{suspendre}", gives ? confier : null);
        var done = gives ? await Grain.SuspendHandingOver(Caller, operation, membre, confier!) : await Grain.Suspend(Caller, operation, membre, suspendre);
        return await After(done, gives ? "suspendu-confie" : suspendre ? "suspendu" : "retabli");
    }

    /// <param name="fin">The end that was on the page, in milliseconds: renewed meanwhile, it is not renewed again.</param>
    public async Task<IActionResult> OnPostRenouveler(string? espace, string membre, long fin, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        if (!Space.Administers)
            return NotAdministrator();
        if (Member.EndsAt is not { } ends || ends.ToUnixTimeMilliseconds() != fin)
            return new SeeOther(Itself);
        var until = Grains.Text.Paris.At(Grains.Text.Paris.Day(ends).AddYears(1).ToDateTime(TimeOnly.MinValue));
        return await After(await Grain.RenewMandate(Caller, Operation(cle, "renew", membre, $"{fin}"), membre, until), "renouvele");
    }

    /// <param name="confier">The member who has what is left behind; empty: it stays where it is.</param>
    public async Task<IActionResult> OnPostSupprimer(string? espace, string membre, string? confier, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        var (oneself, invited) = (IsOneself, Member.Status is MemberStatus.Invited);
        var removed = string.IsNullOrEmpty(confier) ? await Grain.Remove(Caller, Operation(cle, "remove", membre), membre)
            : await Grain.HandOver(Caller, Operation(cle, "remove", membre, confier), membre, confier);
        return !removed.Ok ? await After(removed, "")
            : new SeeOther(oneself ? Frame.Path("accueil") : QueryText.Of(Back, ("fait", invited ? "revoque" : string.IsNullOrEmpty(confier) ? "retire" : "confie")));
    }

    /// <param name="personne">Who has the member's mandate passed on.</param>
    public async Task<IActionResult> OnPostReprendre(string? espace, string membre, string? personne, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        // A member of the space is removed on their own sheet.
        if (personne is not { Length: > 0 and < 64 } || await Services.Members.Find(Scope, Space.Space, personne, HttpContext.RequestAborted) is not null)
            return BadRequest();
        var removed = await Grain.Remove(Caller, Operation(cle, "take-back", membre, personne), personne);
        return removed.Ok ? new SeeOther(QueryText.Of(Itself, ("fait", "retire"))) : Refused(removed.Refusal.Value);
    }

    /// <param name="cabinet">The firm's space where the caller's own mandate is to stand.</param>
    public async Task<IActionResult> OnPostPlacer(string? espace, string membre, string? cabinet, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        if (cabinet is not { Length: > 0 and < 200 })
            return BadRequest();
        var placed = await Services.Grains.GetGrain<ISpaceMandateGrain>(Space.Space)
            .PlaceAt(Caller, Operation(cle, "place", membre, cabinet), membre, $"{Caller.Portal}/{cabinet}");
        if (placed.Ok)
            return new SeeOther(QueryText.Of(Itself, ("fait", "place")));
        if (placed.Refusal is SpaceRefusal.NotFound)
            return NotFound();
        Faults = [new(Places.Count > 0 ? "cabinet" : "actions", placed.Refusal is SpaceRefusal.Over ? MandateTexts.AlreadyPlaced : MandateTexts.NotOfFirmPlace)];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IActionResult> After(Result<SpaceRefusal> done, string what)
    {
        if (done.Ok)
            return new SeeOther(QueryText.Of(Itself, ("fait", what)));
        if (MemberRules.Of(done.Refusal.Value) is not { } fault)
            return Refused(done.Refusal.Value);
        Faults = [fault with { Field = fault.Field is "f-courriel" ? fault.Field : "actions" }];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IActionResult?> Open(string? espace, string membre)
    {
        if (await Enter(espace, administrates: false) is { } refused)
            return refused;
        if (await Services.Members.Find(Scope, Space.Space, membre, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        Member = found;
        if (Member.Role is SpaceRole.ExpertComptable && Member.FirmSiren.Length > 0)
            Holders = new(await Services.Mandates.Holders(Scope, Space.Space, membre, HttpContext.RequestAborted), Member.Name,
                Space.Administers ? QueryText.Of(Frame.Path($"utilisateurs/{membre}"), ("handler", "reprendre"), ("espace", Spaces.Count > 1 ? Suffix : null)) : null,
                AtFirm: false, Now);
        if (IsOneself && Holders is not null)
            Places = await Services.Mandates.Places(Scope, Space.Space, membre, HttpContext.RequestAborted);
        return null;
    }
}
