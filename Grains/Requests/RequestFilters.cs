using Grains.Interfaces.Requests;

namespace Grains.Requests;

/// <summary>What a list is filtered by beside its view, its company or team, and words.</summary>
/// <param name="Since">The last news came at this instant or later…</param>
/// <param name="Until">…and before this one.</param>
/// <param name="WithFiles">Some message brought a file.</param>
public sealed record RequestNarrowing(DateTimeOffset? Since = null, DateTimeOffset? Until = null, RequestStatus? Status = null, bool WithFiles = false)
{
    public static readonly RequestNarrowing None = new();

    /// <summary>Id of a form, which an insured person's form of the same matter goes with; null for all.</summary>
    public string? Form { get; init; }

    /// <summary>Words of the author's name, as a search has them; null for anybody.</summary>
    public string? Author { get; init; }

    /// <summary>The same of the employee whom it is about.</summary>
    public string? Employee { get; init; }
}

/// <param name="Search">Words as typed; each matches as a prefix, all must.</param>
/// <param name="After">The <see cref="RequestPage.Next"/> of the page before.</param>
public sealed record RequestFilter(ListView View = ListView.All, string? Search = null, string? Company = null, string? After = null, int Take = 20)
{
    public RequestNarrowing Only { get; init; } = RequestNarrowing.None;

    public bool Narrowed => !string.IsNullOrWhiteSpace(Search) || Only != RequestNarrowing.None;
}

public sealed record QueueFilter(QueueView View = QueueView.Unassigned, string? Team = null, string? Search = null, string? After = null, int Take = 30)
{
    /// <summary>What is due first stands first, instead of the newest; those whose clock stands still are left out. A search keeps its order.</summary>
    public bool ByPromise { get; init; }

    public bool IsByPromise => !Narrowed && (View is QueueView.Overdue || (ByPromise && HasPromises));

    /// <summary>Its requests are promised an answer.</summary>
    public bool HasPromises => View is QueueView.Mine or QueueView.Unassigned or QueueView.All;

    public RequestNarrowing Only { get; init; } = RequestNarrowing.None;

    public bool Narrowed => !string.IsNullOrWhiteSpace(Search) || Only != RequestNarrowing.None;
}
