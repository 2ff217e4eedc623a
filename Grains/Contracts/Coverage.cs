namespace Grains.Contracts;

public enum CoverState
{
    None = 0,
    /// <summary>A contract has been signed and has not begun.</summary>
    Upcoming,
    Current,
    /// <summary>Read only: the last contract ended within 24 months, or is suspended.</summary>
    Ended,
}

/// <param name="From">Of what is to come, its first day.</param>
/// <param name="Until">Of what has ended, the last day on which it is shown; null while suspended.</param>
public sealed record UniverseCover(CoverState State, DateOnly? From = null, DateOnly? Until = null)
{
    public static readonly UniverseCover None = new(CoverState.None);

    public bool IsShown => State is not CoverState.None;

    /// <summary>Current or to come: what is asked for is not about the past alone.</summary>
    public bool IsOpen => State is CoverState.Current or CoverState.Upcoming;
}

/// <summary>What a company is covered for on a day: it decides which universes, sections and forms its people find.</summary>
public sealed record Coverage(UniverseCover Health, UniverseCover Provident, bool Retirement, bool Affiliation)
{
    /// <summary>How long an ended contract is still read.</summary>
    public const int MonthsAfterEnd = 24;

    /// <summary>Before a contract begins, its people may already be affiliated.</summary>
    public const int DaysBeforeStart = 60;

    // What happened before the end may be declared after it.
    private static readonly IReadOnlyList<string> AfterEnd = ["arret-travail", "deces", "remboursement", "attestation", "reclamation"];

    public UniverseCover Of(Universe universe) => universe switch
    {
        Universe.Health => Health,
        Universe.Provident => Provident,
        Universe.Retirement => Retirement ? new(CoverState.Current) : UniverseCover.None,
        _ => Affiliation ? new(CoverState.Current) : UniverseCover.None,
    };

    public bool Offers(Universe universe, string form) =>
        Of(universe) is var cover && (cover.IsOpen || (cover.State is CoverState.Ended && AfterEnd.Contains(form)));

    /// <param name="contracts">Those that the reader sees: of somebody at an establishment that is not hidden from them.</param>
    public static Coverage On(DateOnly day, IReadOnlyList<Contract> contracts, bool retirement) => new(
        Cover(day, [.. contracts.Where(c => c.Universe is Universe.Health)]),
        Cover(day, [.. contracts.Where(c => c.Universe is Universe.Provident)]),
        retirement,
        Affiliation: contracts.Any(c =>
            c.StatusOn(day) is ContractStatus.Current || (c.StatusOn(day) is ContractStatus.Upcoming && c.Start <= day.AddDays(DaysBeforeStart))));

    /// <summary>A contract that ended longer ago is read no more.</summary>
    public static bool IsShown(Contract contract, DateOnly day) => !(contract.End?.AddMonths(MonthsAfterEnd) < day);

    /// <summary>
    /// The next day on which a contract begins, ends, is suspended or taken up again, opens to affiliation or is read no more; null when nothing is
    /// to come.
    /// </summary>
    public static DateOnly? NextChange(DateOnly day, IEnumerable<Contract> contracts) => contracts
        .SelectMany(c => new[]
        {
            c.Start, c.Start?.AddDays(-DaysBeforeStart), c.SuspendedFrom, c.SuspendedTo?.AddDays(1), c.End?.AddDays(1),
                c.End?.AddMonths(MonthsAfterEnd).AddDays(1),
        })
        .Where(d => d > day).Min();

    private static UniverseCover Cover(DateOnly day, IReadOnlyList<Contract> contracts)
    {
        var standing = contracts.ToLookup(c => c.StatusOn(day));
        if (standing[ContractStatus.Current].Any())
            return new(CoverState.Current);
        if (standing[ContractStatus.Upcoming].Any())
            return new(CoverState.Upcoming, From: standing[ContractStatus.Upcoming].Min(c => c.Start));
        if (standing[ContractStatus.Suspended].Any())
            return new(CoverState.Ended);
        var last = standing[ContractStatus.Ended].Max(c => c.End)?.AddMonths(MonthsAfterEnd);
        return last >= day ? new(CoverState.Ended, Until: last) : UniverseCover.None;
    }
}
