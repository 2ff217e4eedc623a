using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <param name="After">The last page's <see cref="MemberPage.Next"/>.</param>
public sealed record MemberFilter(string? Search, SpaceRole? Role, string? After);

/// <param name="Total">Of the filter, all pages together.</param>
public sealed record MemberPage(IReadOnlyList<MemberSummary> Rows, int Total, string? Next)
{
    /// <summary>Mandates of clients stand in the space: it is an accountants' firm.</summary>
    public bool HasClients { get; init; }
}

public sealed record SpaceChoice
{
    public string Space { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The caller's.</summary>
    public SpaceRole Role { get; init; }

    public string Member { get; init; } = "";

    public bool Administers => Role is SpaceRole.Administrateur;
}

public sealed record MemberSummary
{
    public string Space { get; init; } = "";

    public string Member { get; init; } = "";

    public string? Account { get; init; }

    public SpaceRole Role { get; init; }

    public bool Whole { get; init; }

    /// <summary>Their account is shut: they see nothing, and administrate nothing.</summary>
    public bool Closed { get; init; }

    /// <summary>How many companies are granted; 0 to who sees the whole portfolio.</summary>
    public int Companies { get; init; }

    public UniverseRights Rights { get; init; }

    public MemberStatus Status { get; init; }

    public DateTimeOffset? FromAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string AskedBy { get; init; } = "";

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? AskedUntil { get; init; }

    public string Title { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Mobile { get; init; } = "";

    public string JobTitle { get; init; } = "";

    public string FirmSiren { get; init; } = "";

    public string FirmName { get; init; } = "";

    /// <summary>Of an accountant whose mandate stands in a space of their firm: what that is called; else empty.</summary>
    public string FirmSpaceName { get; init; } = "";

    public string Folded { get; init; } = "";

    /// <summary>What the space is called, where members of several are listed.</summary>
    public string SpaceName { get; init; } = "";

    /// <summary>Of the invitation's mail: how far it came, null when it is not noted yet.</summary>
    public int? Delivery { get; init; }

    /// <summary>They chose their password by the mailed link, and have not signed in since.</summary>
    public bool Joining { get; init; }

    public string Name => $"{FirstName} {LastName}".Trim();
}

public sealed record EndingMandate
{
    public string Member { get; init; } = "";

    public string Name { get; init; } = "";

    public DateTimeOffset EndsAt { get; init; }
}

public sealed record InvitationSummary
{
    public string Space { get; init; } = "";

    public string SpaceName { get; init; } = "";

    public string Member { get; init; } = "";

    public SpaceRole Role { get; init; }

    public UniverseRights Rights { get; init; }

    public bool Whole { get; init; }

    public int Companies { get; init; }

    public string AskedBy { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset AskedUntil { get; init; }
}

public sealed record ClosedMembership
{
    public string SpaceName { get; init; } = "";

    public MemberStatus Status { get; init; }

    public DateTimeOffset? FromAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }
}

public sealed record JournalPage(IReadOnlyList<JournalEntry> Rows, string? Next);

public sealed record JournalEntry
{
    public string Entry { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public string Action { get; init; } = "";

    /// <summary>What it was done to: a name as it was typed, a company, or the key of an account.</summary>
    public string Detail { get; init; } = "";

    public string Account { get; init; } = "";

    /// <summary>Of who did it; empty for what nobody did.</summary>
    public string Name { get; init; } = "";

    public Interfaces.CallerKind Kind { get; init; }

    /// <summary>Name of the account that <see cref="Detail"/> is the key of; else empty.</summary>
    public string About { get; init; } = "";
}
