using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Held;

/// <summary>An adviser's message that is sent, and can still be taken back.</summary>
/// <param name="Id">1, 2, 3… in the request.</param>
/// <param name="Answers">It is the answer that was promised.</param>
public sealed record HeldMessage(
    long Id, string Author, string AuthorName, StaffRole Role, string Text, ImmutableList<Attachment> Files, bool Answers, DateTimeOffset UntilAt)
{
    public Caller By => new(Author, CallerKind.Staff, Caller.StaffPortal, AuthorName, "") { Role = Role };
}

/// <summary>What its author's page shows of it; no query of a customer names this table.</summary>
/// <param name="Files">How many go with it.</param>
[Row("held_message", key: 1)]
public sealed record HeldMessageRow(string Request, long Id, string Author, string Text, long Files, DateTimeOffset UntilAt) : Row;
