using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Web.Security;

/// <summary>
/// A handler that takes a form's key (<c>cle</c>) runs only with one: 1 to 64 characters. Without it, or with a longer one, the answer is 400
/// and nothing was done.
/// </summary>
public sealed class FormKeyRequired : IPageFilter, IOrderedFilter
{
    private const int Longest = 64;

    /// <summary>The last: a throttled page counts such a form like any other.</summary>
    public int Order => int.MaxValue;

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod?.Parameters.Any(p => p.Name == FormOperations.Field) is true
            && !(context.HandlerArguments.TryGetValue(FormOperations.Field, out var key) && key is string { Length: > 0 and <= Longest }))
            context.Result = new BadRequestResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
