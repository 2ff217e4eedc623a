using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Mandates;

/// <summary>Somebody who has a mandate passed on, with what they have of it: never more than the mandate gives now.</summary>
public sealed record MandateHolder
{
    /// <summary>Key of the client's space.</summary>
    public string Space { get; init; } = "";

    public string Member { get; init; } = "";

    /// <summary>The accountant's key in the client's space.</summary>
    public string Mandate { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>What the firm's space is called.</summary>
    public string FirmName { get; init; } = "";

    public bool Whole { get; init; }

    public int Companies { get; init; }

    public UniverseRights Rights { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Who passed it on.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>In the firm's space: suspended there, they see nothing here.</summary>
    public MemberStatus Status { get; init; }
}

/// <summary>A client of a firm: a mandate that stands in its space.</summary>
public sealed record FirmClient
{
    /// <summary>Key of the client's space.</summary>
    public string Space { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Their name as they are listed by it.</summary>
    public string Folded { get; init; } = "";

    /// <summary>The accountant's key in the client's space.</summary>
    public string Mandate { get; init; } = "";

    /// <summary>Whom the client named.</summary>
    public string Accountant { get; init; } = "";

    public string? Account { get; init; }

    public bool Whole { get; init; }

    public int Companies { get; init; }

    public UniverseRights Rights { get; init; }

    public MemberStatus Status { get; init; }

    public DateTimeOffset? FromAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public IReadOnlyList<MandateHolder> Holders { get; init; } = [];

    /// <summary>Of the client's space, as addresses carry it.</summary>
    public string Suffix => Space[(Space.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>It gives nothing any more: ended, or suspended by the client.</summary>
    public bool IsOver(DateTimeOffset at) => Status is not MemberStatus.Added || EndsAt <= at;
}

/// <param name="Total">Of the search, all pages together.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record FirmClientPage(IReadOnlyList<FirmClient> Rows, int Total, string? Next);

/// <summary>A space of the caller that holds the firm which an invitation names.</summary>
/// <param name="Space">Of the invitation, with <paramref name="Member"/>.</param>
/// <param name="Firm">Key of the firm's space.</param>
public sealed record FirmChoice(string Space, string Member, string Firm, string Name);
