using Grains.Accounts;
using Grains.Interfaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Web.Portals;
using Web.Shared;

namespace Web.Accounts.Session;

/// <summary>
/// Leads a customer who has not accepted the terms in force to them, from any page that is opened. Forms, fragments and the hub of a page
/// that is open already go on: nobody loses what they were typing because a version came into force meanwhile.
/// </summary>
public sealed class TermsGate(TermsBook terms) : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var (http, request) = (context.HttpContext, context.HttpContext.Request);
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || !http.IsGesture()
            || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || http.Features.Get<SessionFacts>() is not { Kind: CallerKind.Customer } session || !terms.IsDue(session.Terms))
            return;
        var page = AcceptTermsModel.Address(session.Portal);
        if (request.Path != page)
            context.Result = new LocalRedirectResult(QueryText.Of(page, ("retour", request.Path + request.QueryString)));
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
