namespace Silo.Storage;

/// <summary>Section <c>Drain</c>: how commits are grouped. Other values than these are for measuring what the grouping brings.</summary>
public sealed class CommitBatchOptions
{
    /// <summary>Commits in one transaction at most.</summary>
    public int Size { get; set; } = 256;

    /// <summary>PostgreSQL: how many drains of a node are under way at once.</summary>
    public int Writers { get; set; } = 2;

    /// <summary>PostgreSQL: false leaves the NOTIFY out, and other nodes in the dark.</summary>
    public bool Notify { get; set; } = true;
}
