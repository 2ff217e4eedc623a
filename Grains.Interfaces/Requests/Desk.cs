namespace Grains.Interfaces.Requests;

/// <summary>Where an adviser sends a request.</summary>
/// <param name="Team">The queue that it is answered from then; empty for the one it is in.</param>
/// <param name="Handler">Account of the colleague who has it then; empty for nobody yet.</param>
/// <param name="Note">What the next one reads and the customer does not: 1 to <see cref="NewMessage.MaxLength"/> characters.</param>
[Immutable]
public sealed record RequestTransfer(string Team, string Handler, string Note);

/// <summary>What stands between advisers about a request; no customer ever reads it.</summary>
public enum NoteKind
{
    Written = 0,
    /// <summary>Sent to a team or to a colleague.</summary>
    Transferred = 1,
    /// <summary>Taken from the colleague who had it.</summary>
    TakenOver = 2,
    /// <summary>Given back to the queue.</summary>
    GivenBack = 3,
    /// <summary>A telephone call: with whom, how long, what was said.</summary>
    Called = 4,
    /// <summary>Sent to a team by the rules of routing.</summary>
    Routed = 5,
    /// <summary>The colleague who had it has left.</summary>
    Left = 6,
    /// <summary>Another request was linked.</summary>
    Linked = 7,
    /// <summary>A link was taken back.</summary>
    Unlinked = 8,
    /// <summary>It was closed as a duplicate of another.</summary>
    Merged = 9,
    /// <summary>A duplicate was merged into it.</summary>
    Absorbed = 10,
    /// <summary>A question to the specialists.</summary>
    AdviceAsked = 11,
    /// <summary>What they say to it.</summary>
    AdviceGiven = 12,
    /// <summary>The question was taken back before they had answered it.</summary>
    AdviceWithdrawn = 13,
}
