using Microsoft.AspNetCore.Mvc;

namespace Web.Shared;

/// <summary>Where a form leads once it was taken: 303, so that a refresh shows that page instead of sending the form again.</summary>
/// <param name="path">A path of ours, never what a caller typed.</param>
public sealed class SeeOther(string path) : ActionResult
{
    public string Path => path;

    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = path;
    }
}
