using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Notices;

/// <summary>News that a person wanted to hear of once a day: the subject of the mail that was not sent, under seal, for it may name people.</summary>
public sealed record HeldNotice
{
    private const string Context = "held-notice";

    public string Job { get; init; } = "";

    public NoticeKind Kind { get; init; }

    public byte[] Sealed { get; init; } = [];

    public static byte[] Seal(ISealer sealer, string job, string text) => sealer.Seal(Encoding.UTF8.GetBytes(text), $"{Context}/{job}");

    public string Open(ISealer sealer) => Encoding.UTF8.GetString(sealer.Open(Sealed, $"{Context}/{Job}"));

    /// <summary>The first of the caller's, of those whose company they still read in the universe of employees.</summary>
    internal static Statement<IReadOnlyList<HeldNotice>> Of(Scope scope, DateTimeOffset from, DateTimeOffset until, int most) => Statement.Rows<HeldNotice>(
        scope,
        $"""
        SELECT h.job, h.kind, h.sealed FROM held_notice h WHERE h.account = @account AND h.at >= @from AND h.at < @until
        AND (h.company = '' OR {scope.Sees("h.company", $"{(int)UniverseRights.ReadAffiliation}", "h.siret")}) ORDER BY h.at, h.job LIMIT {most}
        """, ("from", from.ToUnixTimeMilliseconds()), ("until", until.ToUnixTimeMilliseconds()));
}
