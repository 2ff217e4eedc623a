using Grains.Companies;
using Grains.Requests;

namespace Grains.Clients;

public enum ClientKind
{
    Account = 1,
    Company = 2,
    Insured = 3,
}

/// <summary>One client as a search finds it.</summary>
public sealed record ClientHit
{
    public ClientKind Kind { get; init; }

    /// <summary>Key of the account or of the company, or the insured person's client number.</summary>
    public string Client { get; init; } = "";

    public string Portal { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>SIREN, or the number that the client signs in or is known with.</summary>
    public string Number { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string City { get; init; } = "";

    /// <summary>1 while the account may sign in; companies and insured people always.</summary>
    public long Active { get; init; }
}

/// <summary>Another telephone of a client that waits for a second adviser.</summary>
public sealed record PhoneProposalSummary
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

/// <summary>A message that was sent to the client, and how far it got.</summary>
public sealed record SheetDelivery
{
    /// <summary>Key of the job that sent it; it begins with the message's template.</summary>
    public string Job { get; init; } = "";

    /// <summary>1 by text message, 0 by e-mail.</summary>
    public long Channel { get; init; }

    public long State { get; init; }

    public string Error { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>All that an adviser reads of one client, each list with its newest lines only.</summary>
/// <param name="People">Who sees the company; empty for a person.</param>
/// <param name="Readings">Who read this sheet before.</param>
public sealed record ClientSheet(
    ClientHit Client,
    IReadOnlyList<CompanySummary> Companies,
    IReadOnlyList<ClientHit> People,
    IReadOnlyList<RequestSummary> Requests,
    IReadOnlyList<SheetEvent> Events,
    IReadOnlyList<SheetDelivery> Deliveries,
    IReadOnlyList<SheetEvent> Readings)
{
    /// <summary>So many of each list are shown; of companies, people and requests one more is read where there are more.</summary>
    public const int Most = 20;
}
