using Microsoft.AspNetCore.Mvc;
using Web.Companies;

namespace Web.Shared;

/// <summary>
/// Where a form leads once it was taken: 303, so that a refresh shows that page instead of sending the form again. The company that the form's
/// address names is kept.
/// </summary>
/// <param name="path">A path of ours, never what a caller typed.</param>
public sealed class SeeOther(string path) : ActionResult
{
    public string Path => path;

    public override void ExecuteResult(ActionContext context)
    {
        var http = context.HttpContext;
        var kept = ChosenCompany.TypedIn(http) is { } typed && http.Request.RouteValues["portal"] is string portal
            ? new CompanyInLinks($"/{portal}/", Uri.EscapeDataString(typed)) : null;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = kept?.On(path) ?? path;
    }
}
