using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;

namespace Grains.Clients;

public enum ClientKind
{
    Account = 1,
    Company = 2,
    Insured = 3,
    /// <summary>Somebody whom a space has invited and who has no account in it yet.</summary>
    Invited = 4,
}

/// <summary>One client as a search finds it.</summary>
public sealed record ClientHit
{
    public ClientKind Kind { get; init; }

    /// <summary>Key of the account or of the company, or the insured person's client number; of an invited one the keys of space and member.</summary>
    public string Client { get; init; } = "";

    public string Portal { get => Kind is ClientKind.Invited ? Client.Split('/')[0] : field; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>SIREN, or the number that the client signs in or is known with.</summary>
    public string Number { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string City { get; init; } = "";

    /// <summary>1 while the account may sign in; companies and insured people always.</summary>
    public long Active { get; init; }

    /// <summary>What the space of who is invited is called; empty for others.</summary>
    public string SpaceName { get; init; } = "";

    /// <summary>Of who is invited, as <see cref="AskedUntil"/> is.</summary>
    public MemberStatus Status { get; init; }

    public DateTimeOffset? AskedUntil { get; init; }
}

/// <summary>Another telephone, or another address, of a client that waits for a second adviser.</summary>
public sealed record ProposalSummary
{
    public string Account { get; init; } = "";

    public string Portal { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Name of the adviser who proposed it.</summary>
    public string AskedBy { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }
}

/// <summary>A line of the journal, as a sheet shows it.</summary>
public sealed record SheetEvent
{
    public DateTimeOffset At { get; init; }

    public string Action { get; init; } = "";

    /// <summary>Who did it, by name; empty for the client and for nobody.</summary>
    public string By { get; init; } = "";
}

/// <summary>A message or a letter that was sent to the client, and how far it got.</summary>
public sealed record SheetDelivery
{
    /// <summary>Key of the job that sent it, or of the letter.</summary>
    public string Job { get; init; } = "";

    /// <summary>Of the message or letter; of one from before it was noted the beginning of its key.</summary>
    public string Template { get; init; } = "";

    /// <summary>2 by post, 1 by text message, 0 by e-mail.</summary>
    public long Channel { get; init; }

    /// <summary>Whom it is for, on a company's sheet; empty where that is not known.</summary>
    public string Name { get; init; } = "";

    public long State { get; init; }

    public string Error { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>All that an adviser reads of one client, each list with its newest lines only.</summary>
/// <param name="Members">Who sees the company, with an account; empty for a person.</param>
/// <param name="Invited">Who was asked in and has none there yet.</param>
/// <param name="Deliveries">One page of what was sent to the client, or to the company's people.</param>
/// <param name="Next">Where the next page of deliveries begins; null on the last.</param>
/// <param name="Readings">Who read this sheet before.</param>
public sealed record ClientSheet(
    ClientHit Client,
    IReadOnlyList<CompanySummary> Companies,
    IReadOnlyList<MemberSummary> Members,
    IReadOnlyList<MemberSummary> Invited,
    IReadOnlyList<RequestSummary> Requests,
    IReadOnlyList<SheetEvent> Events,
    IReadOnlyList<SheetDelivery> Deliveries,
    string? Next,
    IReadOnlyList<SheetEvent> Readings)
{
    /// <summary>Of who is invited: their own row.</summary>
    public MemberSummary? Asked => Client.Kind is ClientKind.Invited && Invited.Count == 1 ? Invited[0] : null;

    /// <summary>So many of each list are shown; of companies, members and requests one more is read where there are more.</summary>
    public const int Most = 20;
}
