using Grains.Teams;
using Microsoft.AspNetCore.Mvc.Filters;
using Web.Shared;

namespace Web.Teams;

/// <summary>Before a page of the back office is asked anything: what teams are called by now.</summary>
public sealed class KnownTeams(TeamBook book) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is IStaffPage)
            await book.Renew(context.HttpContext.RequestAborted);
        await next();
    }
}
