using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Accounts.Staff;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Colleagues;

/// <summary>« Collègues »: the back office reads who works in it; those who manage accounts invite.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class ColleaguesModel(
    Rights rights, StaffAccountQueries staff, StaffInvitationService invitations, FormOperations operations, PageShells frames,
    TimeProvider clock) : PageModel, IStaffPage
{
    public const string Address = "/gestion/equipe";

    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<StaffMember> Listed { get; private set; } = [];

    /// <summary>As it was typed.</summary>
    public (string First, string Last, string Email, string Role) Typed { get; private set; } = ("", "", "", "");

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool MayWrite => StaffRights.May(By, StaffAct.ManageStaff);

    public bool IsOwn(StaffMember one) => one.Account == By.Account;

    private Caller By => HttpContext.Caller();

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public Task<IActionResult> OnGet(string? fait)
    {
        Done = fait switch { "invite" => ColleagueTexts.Invited, "retire" => ColleagueTexts.Revoked, _ => null };
        return Draw();
    }

    public async Task<IActionResult> OnPost(string? prenom, string? nom, string? courriel, string? role, string cle)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = (prenom ?? "", nom ?? "", courriel ?? "", role ?? "");
        var (first, last, email) = (SingleLine.Of(prenom ?? ""), SingleLine.Of(nom ?? ""), EmailAddress.Kept(courriel ?? ""));
        var faults = new List<FieldFault>();
        if (first.Length is 0 or > StaffInvitation.LongestName)
            faults.Add(new("prenom", string.Format(ColleagueTexts.FaultFirstName, StaffInvitation.LongestName)));
        if (last.Length is 0 or > StaffInvitation.LongestName)
            faults.Add(new("nom", string.Format(ColleagueTexts.FaultLastName, StaffInvitation.LongestName)));
        if (EmailAddress.Check(email) is not null)
            faults.Add(new("courriel", ColleagueTexts.FaultEmail));
        if (ColleagueLabels.Read(role) is not { } chosen)
            return await Refuse([.. faults, new("role", ColleagueTexts.FaultRole)]);
        if (faults.Count > 0)
            return await Refuse(faults);
        var invited = await invitations.Invite(
            By, operations.For(By, cle, "invite-staff", email, first, last, $"{chosen}"), new StaffInvitation(email, first, last, chosen));
        return invited.Refusal switch
        {
            null => new SeeOther(QueryText.Of(Address, ("fait", "invite"))),
            StaffRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            StaffRefusal.Taken => await Refuse([new("courriel", ColleagueTexts.FaultTaken)]),
            _ => await Refuse([new("courriel", ColleagueTexts.FaultEmail)]),
        };
    }

    private async Task<IActionResult> Refuse(IReadOnlyList<FieldFault> faults)
    {
        Faults = faults;
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw()
    {
        Listed = await staff.All(rights.ScopeOf(By), HttpContext.RequestAborted);
        if (HttpContext.IsFragment())
            return Partial("_ColleagueList", this);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
