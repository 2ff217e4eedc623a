using System.Collections.Frozen;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Web.Security;

/// <summary>
/// Nothing reads a field that its form does not have; that a caller sent one all the same, to give themselves a role or another's company,
/// is noted: in the account's journal, or in the log for strangers. Names only, never values, and each form once a session, so that
/// nobody can fill the journal.
/// </summary>
public sealed partial class SurplusFields(IGrainFactory grains, ILogger<SurplusFields> logger) : IAsyncPageFilter
{
    /// <summary>What our records hold and no form may set. A field of a form of ours that has such a name is known by its handler.</summary>
    private static readonly FrozenSet<string> Ours = new[]
    {
        "account", "accountId", "active", "admin", "author", "by", "caller", "companyId", "emailConfirmed", "emailVerified", "handler", "id", "isAdmin",
            "isStaff", "kind", "member",
        "number", "owner", "permissions", "phoneConfirmed", "phoneVerified", "portal", "rights", "role", "roles", "space", "spaceId", "staff", "state",
            "status", "userId", "verified",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        // The problem page is drawn for the request that failed; its form was looked at already.
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && context.HandlerInstance is not Public.ProblemModel)
        {
            var known = context.ActionDescriptor.BoundProperties.Concat(context.HandlerMethod?.Parameters ?? [])
                .Where(p => p.BindingInfo?.BindingSource is not { } source || source.CanAcceptDataFrom(BindingSource.Form))
                .Select(p => p.BindingInfo?.BinderModelName ?? p.Name);
            var surplus = request.Form.Keys.Where(Ours.Contains).Except(known, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
            if (surplus.Count > 0)
                await Note(context.HttpContext, $"{context.ActionDescriptor.ViewEnginePath} {context.HandlerMethod?.Name}".TrimEnd(),
                    string.Join(' ', surplus));
        }
        await next();
    }

    private Task Note(HttpContext context, string form, string names)
    {
        if (context.Features.Get<SessionFacts>() is { } session)
            return grains.GetGrain<IAccountGrain>(session.Account).NoteSurplus(OperationId.Of("surplus", session.Id, form), $"{form}: {names}");
        Sent(logger, form, names);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A stranger sent {Form} fields that no form has: {Names}.")]
    private static partial void Sent(ILogger logger, string form, string names);
}
