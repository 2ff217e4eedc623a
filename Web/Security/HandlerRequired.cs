using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Web.Security;

/// <summary>A Razor page runs without a handler when none fits the method; here it refuses, so that GET on an action does and shows nothing.</summary>
public sealed class HandlerRequired : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // The problem page stands in for a page that failed, at that page's address.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
            return;
        // Reading the address of an action must not show the page either: it would look as if something had been done.
        var named = context.HttpContext.Request.Query.ContainsKey("handler");
        if (context.HandlerMethod is null || (named && string.IsNullOrEmpty(context.HandlerMethod.Name)))
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
