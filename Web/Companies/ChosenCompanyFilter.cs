using Grains.Interfaces.Companies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Web.Accounts.Session;

namespace Web.Companies;

/// <summary>
/// Answers 404 where a page's address names a company that the person does not see, like one that does not exist; remembers a new choice. The page
/// itself has read both with what surrounds it.
/// </summary>
public sealed class ChosenCompanyFilter(IGrainFactory grains) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        var http = context.HttpContext;
        if (http.Features.Get<CompanyInAddress>() is not { } chosen)
            return;
        http.Features.Set<CompanyInAddress>(null);
        if (chosen.Unknown && done.Result is not null)
            done.Result = new NotFoundResult();
        else if (chosen.ToRemember is { } company)
            await grains.GetGrain<IChosenCompanyGrain>(http.Caller().Account).Choose(http.Caller(), default, company);
    }
}
