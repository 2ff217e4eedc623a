using Grains.Access;

namespace Web.Security;

/// <summary>
/// The browser that waits for this request. Whatever a page or a fragment reads for its caller ends when the browser leaves: the reload key held
/// down costs the database no more than its last page.
/// </summary>
public sealed class RequestPresence(IHttpContextAccessor requests) : IReaderPresence
{
    public CancellationToken Gone => requests.HttpContext?.RequestAborted ?? CancellationToken.None;
}
