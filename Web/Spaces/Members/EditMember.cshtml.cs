using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Mvc;
using Web.Shared;

namespace Web.Spaces.Members;

/// <summary>Data, role and rights of a member, by an administrator; whoever is not one changes their own data alone.</summary>
public sealed class EditMemberModel(MemberServices services) : MemberFormPage(services)
{
    public MemberSummary Member { get; private set; } = null!;

    /// <summary>The rights are not theirs to change.</summary>
    public bool IsOwnData => !Space.Administers;

    public string Sheet => Path($"utilisateurs/{Member.Member}");

    private bool IsAccountant => Member.Role is SpaceRole.ExpertComptable;

    public async Task<IActionResult> OnGet(string? espace, string membre) =>
        await Open(espace, membre) is { } refused ? refused : await Draw(MemberFields.Of(Member), IsAccountant, Member, [], 1);

    public async Task<IActionResult> OnPost(string? espace, string membre, [FromForm] MemberFields saisie, string? action, string cle)
    {
        if (await Open(espace, membre) is { } refused)
            return refused;
        saisie.Pick(action);
        Complete(saisie);
        if (Picks(action))
            return await Draw(saisie, IsAccountant, Member, [], 1);
        var faults = MemberRules.Phones(saisie).ToList();
        if (!IsOwnData)
            faults.AddRange(MemberRules.Rights(saisie, IsAccountant, await Granted(saisie, Member), Now));
        if (faults.Count > 0)
            return await Draw(saisie, IsAccountant, Member, faults, 1);
        var operation = Operation(cle, "change", membre, saisie.Profile, saisie.Added, saisie.Removed, $"{saisie.Rights}", saisie.To, saisie.JobTitle,
            saisie.Mobile, saisie.Phone);
        var changed = IsOwnData ? await Grain.ChangeOwn(Caller, operation, saisie.Person)
            : await Grain.Change(Caller, operation, membre, new MemberChange(saisie.Person, saisie.MemberRights(Caller.Portal, IsAccountant)));
        return changed.Ok ? new SeeOther(QueryText.Of(Sheet, ("fait", "modifie")))
            : MemberRules.Of(changed.Refusal.Value) is { } fault ? await Draw(saisie, IsAccountant, Member, [fault], 1)
            : Refused(changed.Refusal.Value);
    }

    // What the form does not ask of who has an account already, or of an invitation that is on its way.
    private void Complete(MemberFields typed)
    {
        var now = MemberFields.Of(Member);
        typed.Email = now.Email;
        if (Member.Account is not null)
            (typed.Title, typed.First, typed.Last) = (now.Title, now.First, now.Last);
    }

    private async Task<IActionResult?> Open(string? espace, string membre)
    {
        if (await Enter(espace, administrates: false) is { } refused)
            return refused;
        if (await Services.Members.Find(Scope, Space.Space, membre, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        Member = found;
        return IsOwnData && found.Account != Caller.Account ? NotAdministrator() : null;
    }
}
