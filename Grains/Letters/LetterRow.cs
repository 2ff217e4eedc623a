using Grains.Commits;

namespace Grains.Letters;

/// <summary>A letter of the print queue, or one that was posted. It goes with what it was for, unless it was posted.</summary>
/// <param name="Owner">The key of the grain that writes to somebody.</param>
/// <param name="Letter"><c>letter/</c>, the owner, when.</param>
/// <param name="Secret">What is to be typed off the paper, sealed; empty once it was posted.</param>
[Row("letter", key: 2)]
public sealed record LetterRow(
    string Owner, string Letter, string Portal, string Company, string Template, string Name, string Street, string PostCode, string City,
    DateTimeOffset At, DateTimeOffset EndsAt, DateTimeOffset? PostedAt, string Secret) : Row;
