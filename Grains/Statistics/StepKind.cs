namespace Grains.Statistics;

/// <summary>What of a request's life is counted.</summary>
public enum StepKind
{
    Received = 1,
    /// <summary>The first answer of an adviser: a message, a question, the closing.</summary>
    Answered = 2,
    /// <summary>It waits for the customer.</summary>
    Paused = 3,
    Resumed = 4,
    Closed = 5,
    /// <summary>Closed by who asked.</summary>
    Withdrawn = 6,
    Reopened = 7,
    /// <summary>Went to another team.</summary>
    Moved = 8,
    /// <summary>Its promise was kept in time.</summary>
    InTime = 9,
    /// <summary>Its promise was kept late, or after it had been put off.</summary>
    Late = 10,
}
