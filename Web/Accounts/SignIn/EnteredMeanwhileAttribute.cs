using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.SignIn;

/// <summary>
/// A sign-in form that was drawn for nobody and is sent once another tab has signed in: its token is stale, and there is nothing left to ask.
/// It leads where that person is. Nothing of the form is looked at but where to go.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EnteredMeanwhileAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult && http.User.Identity is { IsAuthenticated: true } && !http.IsFragment())
            context.Result = new LocalRedirectResult(QueryText.Of(http.Request.Path, ("retour", http.Features.Get<IFormFeature>()?.Form?["retour"])));
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
