using Grains.Accounts.SignIn;
using Grains.Interfaces.Spaces;
using Microsoft.AspNetCore.Mvc;
using Web.Shared;

namespace Web.Spaces.Members;

/// <summary>« Ajouter un utilisateur », and the same for an accountant: the person, their rights, then what is about to be sent.</summary>
public abstract class AddMemberPage(MemberServices services, DerivedSecrets secrets, bool accountant) : MemberFormPage(services)
{
    public async Task<IActionResult> OnGet(string? espace) =>
        await Enter(espace, administrates: true) is { } refused ? refused
        : await Draw(new MemberFields
        {
            Profile = accountant ? null : "collaborateur",
            Reach = accountant ? "choix" : "tout",
            Health = 2,
            Provident = 2,
            Affiliation = 2,
            Retirement = accountant ? 0 : 1,
        }, accountant, null, [], 1);

    /// <param name="etape">The step that was sent.</param>
    /// <param name="action">What its button does: on, back, or something in the picker.</param>
    public async Task<IActionResult> OnPost(string? espace, [FromForm] MemberFields saisie, int etape, string? action, string cle)
    {
        if (await Enter(espace, administrates: true) is { } refused)
            return refused;
        saisie.Pick(action);
        if (MemberRules.Person(saisie, accountant).ToList() is { Count: > 0 } person && etape >= 1 && action is not "personne")
            return await Draw(saisie, accountant, null, person, 1);
        if (etape <= 1 || Picks(action) || action is "droits")
            return await Draw(saisie, accountant, null, [], 2);
        if (action is "personne")
            return await Draw(saisie, accountant, null, [], 1);
        if (MemberRules.Rights(saisie, accountant, await Granted(saisie, null), Now).ToList() is { Count: > 0 } rights)
            return await Draw(saisie, accountant, null, rights, 2);
        return etape == 2 ? await Draw(saisie, accountant, null, [], 3) : await Send(saisie, cle);
    }

    private async Task<IActionResult> Send(MemberFields typed, string cle)
    {
        var operation = Operation(cle, "invite", typed.Email, typed.Profile, typed.Added, typed.Removed, $"{typed.Rights}");
        var member = $"m-{secrets.Token("member", operation)}";
        var invitation = new Invitation(typed.Person, typed.MemberRights(Caller.Portal, accountant),
            accountant ? Grains.CoreSystem.BusinessNumber.Siren(typed.FirmSiren!)! : "", accountant ? typed.FirmName!.Trim() : "");
        var invited = await Grain.Invite(Caller, operation, member, invitation, secrets.Link(operation));
        if (invited.Ok)
            return new SeeOther(QueryText.Of(Path($"utilisateurs/{member}"), ("fait", "invite")));
        return MemberRules.Of(invited.Refusal.Value) is { } fault
            ? await Draw(typed, accountant, null, [fault], fault.Field is "f-courriel" ? 1 : 2) : Refused(invited.Refusal.Value);
    }
}

public sealed class AddUserModel(MemberServices services, DerivedSecrets secrets) : AddMemberPage(services, secrets, accountant: false);

public sealed class DeclareAccountantModel(MemberServices services, DerivedSecrets secrets) : AddMemberPage(services, secrets, accountant: true);
