using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Profile;
using Web.Security;

namespace Web.Spaces.Members;

/// <summary>A page with the form of a member: draws it again with everything that was typed, at 422 where something is to be mended.</summary>
public abstract class MemberFormPage(MemberServices services) : MemberPage(services)
{
    public MemberForm Form { get; private set; } = null!;

    /// <summary>The buttons of the picker have another value than the step's own.</summary>
    protected static bool Picks(string? action) => action is "ajouter" or "retirer" or "tout-ajouter" or "tout-retirer" or "chercher"
        or "suite-toutes" or "debut-toutes" or "suite-accordees" or "debut-accordees";

    protected async Task<IActionResult> Draw(MemberFields typed, bool accountant, MemberSummary? member, IReadOnlyList<FieldFault> faults, int step)
    {
        var form = new MemberForm(typed, accountant, member, faults) { Step = step };
        if (step > 1 || member is not null)
        {
            var choice = typed.Choice(Caller.Portal) with { Whole = false };
            form = form with { All = await Pick(choice, member, false, typed.SearchAll, typed.AfterAll), Granted = await Pick(choice, member, true, typed.SearchGranted, typed.AfterGranted) };
        }
        Form = form;
        if (HttpContext.IsFragment())
            return Partial("_CompanyPicker", form);
        if (faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>How many companies the choice leaves.</summary>
    protected async Task<int> Granted(MemberFields typed, MemberSummary? member) =>
        typed.SeesAll ? 0 : (await Pick(typed.Choice(Caller.Portal), member, true, null, null)).Total;

    private async Task<CompanyPick> Pick(GrantChange choice, MemberSummary? member, bool granted, string? search, string? after)
    {
        var (page, total) =
            await Services.Members.Companies(Scope, Space.Space, member?.Member ?? "", choice, granted, search, after, HttpContext.RequestAborted);
        // The last ones of a page were taken: what is before them, from the beginning.
        return page.Rows.Count == 0 && after is not null ? await Pick(choice, member, granted, search, null) : new(page, total, search, after);
    }
}
