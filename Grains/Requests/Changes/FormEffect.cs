namespace Grains.Requests.Changes;

/// <summary>What a form's definition says that it changes elsewhere, and by whose decision.</summary>
public sealed record FormEffect(ChangeKind Changes, ChangeTime When);

public enum ChangeKind
{
    /// <summary>Where the author lives.</summary>
    Address = 1,
    /// <summary>Who is covered with somebody.</summary>
    Family = 2,
    /// <summary>An employee died: nothing is sent to them any more.</summary>
    Death = 3,
    /// <summary>The account to pay to, or to collect from: on a way of its own, see <see cref="Grains.Interfaces.Payments.IBankChangeGrain"/>.</summary>
    Account = 4,
}

public enum ChangeTime
{
    Sent = 1,
    /// <summary>Once an adviser has looked at the pieces.</summary>
    Recorded = 2,
}
