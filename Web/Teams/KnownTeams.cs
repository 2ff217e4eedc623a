using Grains.Teams;
using Microsoft.AspNetCore.Mvc.Filters;
using Web.Public;
using Web.Shared;

namespace Web.Teams;

/// <summary>
/// Before a page of the back office is asked anything: what teams are called by now. Not the page that says what went wrong, which is customers', too, and names
/// no team: the store may be what is away.
/// </summary>
public sealed class KnownTeams(TeamBook book) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is IStaffPage and not ProblemModel)
            await book.Renew(context.HttpContext.RequestAborted);
        await next();
    }
}
