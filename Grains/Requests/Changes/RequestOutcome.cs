using Grains.Interfaces.Requests;

namespace Grains.Requests.Changes;

/// <summary>What became of a request beside its status.</summary>
public sealed record RequestOutcome
{
    public ChangeStage Change { get; init; }

    public Opinion Opinion { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    /// <summary>Number of the closed request that it goes on from; null for none, and where the caller may not see it.</summary>
    public string? Earlier { get; init; }

    /// <summary>Number of the newest that goes on from it, alike.</summary>
    public string? Later { get; init; }
}
