using Grains.Interfaces.Spaces;

namespace Grains.Interfaces.Requests;

/// <summary>What an adviser writes to a client first.</summary>
/// <param name="Company">Key of the company, or of the person's own file.</param>
/// <param name="Account">Who is written to: it sees the company now.</param>
/// <param name="Universes">Reading bits: who else of the company reads it; all for what concerns the company as a whole.</param>
/// <param name="Team">Whose it is.</param>
/// <param name="Subject">1 to <see cref="LongestSubject"/> characters.</param>
/// <param name="Text">As of a message.</param>
/// <param name="Items">What the client is asked to hand in, none or at most <see cref="NewMessage.MaxAsked"/>.</param>
[Immutable]
public sealed record OpenedRequest(
    string Company, string Account, UniverseRights Universes, string Team, string Subject, string Text, IReadOnlyList<string> Items)
{
    public const int LongestSubject = 150;
}
