using Grains.Batches;
using Web.Shared;

namespace Web.Batches;

/// <param name="Path">Of the batch's page.</param>
/// <param name="Failures">Only those that did not succeed are shown.</param>
public sealed record BatchPageView(BatchView View, string Path, bool Failures, string? After, DateTimeOffset Now)
{
    private const string FailuresSlug = "non-aboutis";

    public BatchSummary Batch => View.Batch;

    public string Itself => At(Failures, After);

    public string All => At(false, null);

    public string OnlyFailures => At(true, null);

    public string? Next => View.Next is { } next ? At(Failures, next) : null;

    public static bool IsFailures(string? state) => state == FailuresSlug;

    private string At(bool failures, string? after) => QueryText.Of(Path, ("etat", failures ? FailuresSlug : null), ("apres", after));
}
