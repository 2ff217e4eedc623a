using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Spaces.Members;

/// <summary>What the pages of members ask for and look up: the space, and what the caller is in it.</summary>
public sealed record MemberServices(
    Rights Rights, MemberQueries Members, MandateQueries Mandates, IGrainFactory Grains, FormOperations Operations, PageShells Frames, TimeProvider Clock);

/// <summary>
/// A page about the members of one of the caller's spaces: the one named by <c>?espace=</c>, else the first that they administrate. Whoever is in no
/// space finds nothing.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(256 * 1024)]
public abstract class MemberPage(MemberServices services) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    /// <summary>The caller's spaces: more than one are a choice.</summary>
    public IReadOnlyList<SpaceChoice> Spaces { get; private set; } = [];

    /// <summary>More spaces than these are chosen from a list.</summary>
    public const int MostTabs = 6;

    /// <summary>Those in which this page says something to the caller.</summary>
    public virtual IReadOnlyList<SpaceChoice> Choices => Spaces;

    public SpaceChoice Space { get; private set; } = null!;

    public DateTimeOffset Now => services.Clock.GetUtcNow();

    protected MemberServices Services => services;

    protected Caller Caller => HttpContext.Caller();

    protected Scope Scope => _scope ??= services.Rights.ScopeOf(Caller);

    protected ISpaceGrain Grain => services.Grains.GetGrain<ISpaceGrain>(Space.Space);

    private Scope? _scope;

    /// <summary>The end of the space's key, as addresses carry it.</summary>
    public string Suffix => Space.Space[(Space.Space.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>An address of these pages that stays in the space.</summary>
    public string Path(string page) => QueryText.Of(Frame.Path(page), ("espace", Spaces.Count > 1 ? Suffix : null));

    public string Back => Path("utilisateurs");

    /// <summary>Null when the page may go on; else what to answer.</summary>
    protected async Task<IActionResult?> Enter(string? espace, bool administrates)
    {
        Spaces = await services.Members.Spaces(Scope, HttpContext.RequestAborted);
        var found = espace is null ? Spaces.FirstOrDefault() : Spaces.FirstOrDefault(s => s.Space == $"{Caller.Portal}/{espace}");
        if (found is null)
            return NotFound();
        Space = found;
        if (administrates && !found.Administers)
            return NotAdministrator();
        Frame = await services.Frames.Portal(HttpContext, PortalSection.Members);
        return null;
    }

    /// <summary>Whose answer is a page of the space again.</summary>
    protected IActionResult Refused(SpaceRefusal refusal) => refusal is SpaceRefusal.NotAdministrator ? NotAdministrator() : NotFound();

    /// <summary>To who reads the list anyway; to anybody else nothing is there.</summary>
    protected StatusCodeResult NotAdministrator() => StatusCode(StatusCodes.Status403Forbidden);

    protected OperationId Operation(string key, string step, params ReadOnlySpan<string?> content) => services.Operations.For(Caller, key, step, content);
}
