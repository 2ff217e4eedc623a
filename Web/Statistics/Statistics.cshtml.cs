using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Statistics;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Portals;
using Web.Security;
using Web.Shared;

namespace Web.Statistics;

/// <summary>« Statistiques »: the back office reads them; supervisors have past days counted again.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class StatisticsModel(
    Rights rights, StatisticsReading reading, PortalDirectory portals, IGrainFactory grains, FormOperations operations, PageShells frames, TimeProvider clock)
    : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public StatisticsReading Reading => reading;

    public StatisticsView View { get; private set; } = null!;

    public DateOnly Today => Paris.Day(clock.GetUtcNow());

    public bool MayRecount => StaffRights.May(Caller, StaffAct.RecountDays);

    /// <summary>The day as it was typed, with what is wrong with it.</summary>
    public string? Typed { get; private set; }

    public string? RecountFault { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    /// <summary>Name and address of the periods that are often asked for.</summary>
    public IReadOnlyList<(string Name, StatisticsFilter Filter)> Periods =>
    [
        (StatisticsTexts.Weeks4, View.Filter.During(StatisticsFilter.Weeks(Today, 4))),
        (StatisticsTexts.Weeks8, View.Filter.During(StatisticsFilter.Weeks(Today, 8))),
        (StatisticsTexts.Months6, View.Filter.During(StatisticsFilter.Months(Today, 6))),
        (StatisticsTexts.Months12, View.Filter.During(StatisticsFilter.Months(Today, 12))),
    ];

    private Caller Caller => HttpContext.Caller();

    public Task<IActionResult> OnGet(string? depuis)
    {
        if (StatisticsFilter.Day(depuis) is { } from)
            Done = string.Format(StatisticsTexts.Recounted, FrenchDates.Day(from));
        return Draw();
    }

    /// <summary>Has the days from one on counted again.</summary>
    public async Task<IActionResult> OnPostRecalculer(string? pour, string? jour, string cle)
    {
        if (portals.Find(pour ?? "") is not { } portal)
            return NotFound();
        if (!MayRecount)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = jour ?? "";
        if (StatisticsFilter.Day(jour) is not { } from)
        {
            RecountFault = StatisticsTexts.FaultDay;
            return await Refused();
        }
        var recounted = await grains.GetGrain<IStatisticsGrain>(portal.Slug).Recount(
            Caller, operations.For(Caller, cle, "recount", portal.Slug, StatisticsFilter.Text(from)), from);
        if (recounted.Ok)
            return new SeeOther(QueryText.Of(StatisticsFilter.Path, ("portail", portal.Slug), ("depuis", StatisticsFilter.Text(from))));
        if (recounted.Refusal is StatisticsRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        RecountFault = recounted.Refusal is StatisticsRefusal.TooEarly ? StatisticsTexts.FaultEarly : StatisticsTexts.FaultNotCounted;
        return await Refused();
    }

    private async Task<IActionResult> Refused()
    {
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw()
    {
        var filter = StatisticsFilter.Of(Request.Query, Today);
        if (await reading.Days(rights.ScopeOf(Caller), filter, before: true, HttpContext.RequestAborted) is not { } days)
            return NotFound();
        View = StatisticsView.Of(filter, days, reading.TeamName, reading.FormName) with { Promised = reading.Promised(filter) };
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
