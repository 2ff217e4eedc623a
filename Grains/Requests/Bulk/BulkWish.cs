namespace Grains.Requests.Bulk;

/// <summary>One act on requests that an adviser has chosen.</summary>
/// <param name="Numbers">Of the requests, <see cref="MostChosen"/> at most.</param>
/// <param name="Text">What all customers read when it closes, what the next colleague reads when it transfers; empty otherwise.</param>
/// <param name="Team">Where a transfer leads; empty for a colleague.</param>
/// <param name="Handler">Account of the colleague it leads to; empty for a team.</param>
public sealed record BulkWish(BulkAct Act, IReadOnlyList<string> Numbers, string Text = "", string Team = "", string Handler = "")
{
    /// <summary>So many requests at once.</summary>
    public const int MostChosen = 500;
}
