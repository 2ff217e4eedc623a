using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Accounts.Staff;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Requests;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Colleagues;

/// <summary>A colleague's account, for those who manage accounts: its role, its way in, and leaving. Nobody does any of it to themselves.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class ColleagueModel(
    Rights rights, StaffAccountQueries staff, ColleagueQueries colleagues, StaffInvitationService invitations, IGrainFactory grains, FormOperations operations,
    PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    /// <summary>Which form was typed into.</summary>
    public const string OfRole = "role", OfReset = "acces", OfLeaving = "depart", OfReopening = "retour", OfLink = "lien";

    private const int LongestReason = 500;

    public StaffShell Frame { get; private set; } = null!;

    public StaffMember One { get; private set; } = new();

    public string Itself => $"{ColleaguesModel.Address}/{One.Account}";

    public bool IsOwn => One.Account == By.Account;

    public int Open { get; private set; }

    /// <summary>Who may have their requests.</summary>
    public IReadOnlyList<Colleague> Heirs { get; private set; } = [];

    /// <summary>As it was typed: a reason, and whose the requests become.</summary>
    public (string Reason, string Heir, string Role) Typed { get; private set; } = ("", "", "");

    public string Form { get; private set; } = "";

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>What was just done, and whether it began a batch.</summary>
    public (string Sentence, bool Batch)? Done { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    private Caller By => HttpContext.Caller();

    private IStaffAccountGrain Grain => grains.GetGrain<IStaffAccountGrain>(One.Account);

    public IReadOnlyList<FieldFault> FaultsOf(string form) => Form == form ? Faults : [];

    public bool IsFaulty(string field) => Faults.Any(f => f.Field == field);

    public async Task<IActionResult> OnGet(string account, string? fait)
    {
        if (await Barred(account) is { } barred)
            return barred;
        Done = fait switch
        {
            "lien" => (ColleagueTexts.Sent, false), "role" => (ColleagueTexts.RoleSet, false), "acces" => (ColleagueTexts.ResetDone, false),
            "depart" => (ColleagueTexts.LeftDone, true), "retour" => (ColleagueTexts.ReopenDone, false), _ => null,
        };
        return await Draw();
    }

    public async Task<IActionResult> OnPostRenvoyer(string account, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        var operation = operations.For(By, cle, "staff-link", account);
        return await Ended(OfLink, await Grain.SendAgain(By, operation, invitations.Link(operation)));
    }

    public async Task<IActionResult> OnPostRevoquer(string account, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        var revoked = await Grain.Revoke(By, operations.For(By, cle, "staff-revoke", account));
        return revoked.Ok ? new SeeOther(QueryText.Of(ColleaguesModel.Address, ("fait", "retire"))) : await Ended(OfLink, revoked);
    }

    /// <param name="vue">The role that the page showed.</param>
    public async Task<IActionResult> OnPostRole(string account, string? role, string? vue, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        Typed = ("", "", role ?? "");
        if (ColleagueLabels.Read(role) is not { } chosen || ColleagueLabels.Read(vue) is not { } seen)
            return await Refuse(OfRole, new("role", ColleagueTexts.FaultRole));
        return await Ended(OfRole, await Grain.SetRole(By, operations.For(By, cle, "staff-role", account, $"{seen}", $"{chosen}"), seen, chosen));
    }

    public async Task<IActionResult> OnPostAcces(string account, string? cause, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        Typed = (cause ?? "", "", "");
        var operation = operations.For(By, cle, "staff-access", account, cause);
        return await Ended(OfReset, await Grain.ResetAccess(By, operation, SingleLine.Of(cause ?? ""), invitations.Link(operation)));
    }

    /// <param name="vers">A colleague's account; empty for the queue.</param>
    public async Task<IActionResult> OnPostDepart(string account, string? cause, string? vers, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        Typed = (cause ?? "", vers ?? "", "");
        var operation = operations.For(By, cle, "staff-leaves", account, cause, vers);
        return await Ended(OfLeaving, await Grain.Leave(By, operation, SingleLine.Of(cause ?? ""), vers ?? ""));
    }

    public async Task<IActionResult> OnPostRetour(string account, string? cause, string cle)
    {
        if (await Barred(account) is { } barred)
            return barred;
        Typed = (cause ?? "", "", "");
        var operation = operations.For(By, cle, "staff-reopened", account, cause);
        return await Ended(OfReopening, await Grain.Reopen(By, operation, SingleLine.Of(cause ?? ""), invitations.Link(operation)));
    }

    private async Task<StatusCodeResult?> Barred(string account)
    {
        if (!StaffRights.May(By, StaffAct.ManageStaff))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (await staff.Find(rights.ScopeOf(By), account, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        One = found;
        return null;
    }

    private async Task<IActionResult> Ended(string form, Result<StaffRefusal> result) => result.Refusal switch
    {
        null => new SeeOther(QueryText.Of(Itself, ("fait", form))),
        StaffRefusal.NotFound => NotFound(),
        StaffRefusal.NotAllowed or StaffRefusal.Own => StatusCode(StatusCodes.Status403Forbidden),
        StaffRefusal.NoReason => await Refuse(form, new($"{form}-motif", string.Format(ColleagueTexts.FaultReason, LongestReason))),
        StaffRefusal.NoSuchColleague => await Refuse(form, new("vers", ColleagueTexts.FaultHeir)),
        StaffRefusal.Changed => await Refuse(form, new("role", ColleagueTexts.FaultRoleChanged)),
        StaffRefusal.TooSoon => await Refuse(form, new(form is OfReset or OfReopening ? $"{form}-motif" : "renvoyer", ColleagueTexts.FaultSoon)),
        _ => await Refuse(form, new("compte", ColleagueTexts.FaultOver)),
    };

    private async Task<IActionResult> Refuse(string form, FieldFault fault)
    {
        // What another has changed meanwhile is drawn as it is.
        await Barred(One.Account);
        (Form, Faults) = (form, [fault with { Sentence = string.Format(fault.Sentence, ColleagueLabels.Role(One.Role)) }]);
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw()
    {
        var scope = rights.ScopeOf(By);
        Open = await staff.OpenOf(scope, One.Account, HttpContext.RequestAborted);
        Heirs = [.. (await colleagues.List(scope, HttpContext.RequestAborted)).Where(c => c.Account != One.Account)];
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
