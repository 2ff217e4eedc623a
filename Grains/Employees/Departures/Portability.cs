using Grains.Contracts;

namespace Grains.Employees.Departures;

/// <summary>From which day cover goes on. Sources differ: the statute's own day is the rule, the other is for a portal whose contracts say so.</summary>
public enum PortabilityStart
{
    /// <summary>Art. L. 911-8: from the end of the contract of employment.</summary>
    DayAfterEnd = 1,
    /// <summary>From the first of the next month, for full months of service.</summary>
    FirstOfNextMonth,
}

/// <summary>
/// How long cover goes on: as many months as the last contract lasted, a month that has begun counting whole, twelve at most (art. L. 911-8 1° of the Code
/// de la sécurité sociale).
/// </summary>
/// <param name="Months">0: it does not begin.</param>
/// <param name="From">The first day; of 0 months the day on which it would have been.</param>
/// <param name="To">The last day, if nothing ends it before.</param>
public readonly record struct Portability(int Months, DateOnly From, DateOnly To)
{
    public const int MostMonths = 12;

    /// <param name="begun">First day of the last contract, or of the unbroken chain that it ends: see <see cref="ChainStart"/>.</param>
    /// <param name="ended">Last day of the contract; not before <paramref name="begun"/>.</param>
    public static Portability Of(DateOnly begun, DateOnly ended, PortabilityStart start = PortabilityStart.DayAfterEnd)
    {
        var (whole, next) = Served(begun, ended.AddDays(1));
        var (months, from) = start is PortabilityStart.DayAfterEnd
            ? (next ? whole + 1 : whole, ended.AddDays(1))
            : (whole, new DateOnly(ended.Year, ended.Month, 1).AddMonths(1));
        months = Math.Min(months, MostMonths);
        return new Portability(months, from, After(from, months).AddDays(-1));
    }

    /// <summary>The first day of the contracts that follow one another without a gap up to the one that holds the last day; null where none does.</summary>
    public static DateOnly? ChainStart(IEnumerable<Period> contracts, DateOnly ended)
    {
        DateOnly? begun = null;
        foreach (var contract in contracts.Where(c => c.From <= ended).OrderByDescending(c => c.From))
        {
            if (contract.To is not null && contract.To.Value.AddDays(1) < (begun ?? ended.AddDays(1)))
                break;
            begun = contract.From;
        }
        return begun;
    }

    /// <summary>The last day that counts: the period's own, or an earlier one on which something else ends it.</summary>
    public DateOnly ActualEnd(PortabilityStops stops) => new[]
    {
        stops.BenefitEnds, stops.OtherCover, stops.Retirement, stops.Death, stops.InsurerContractEnds,
    }.OfType<DateOnly>().Append(To).Min();

    private static (int Whole, bool Begun) Served(DateOnly begun, DateOnly after)
    {
        var whole = 0;
        while (After(begun, whole + 1) <= after)
            whole++;
        return (whole, After(begun, whole) < after);
    }

    // A month whose day does not exist ends with the month (art. 641 of the Code de procédure civile): the next day is the first of another.
    private static DateOnly After(DateOnly day, int months)
    {
        var then = day.AddMonths(months);
        return then.Day < day.Day ? then.AddDays(1) : then;
    }
}

/// <summary>What ends portability before its period: the last day of each, where it is known.</summary>
/// <param name="BenefitEnds">Of unemployment benefit: the statute's own stop.</param>
/// <param name="OtherCover">Usually by a new employer.</param>
public sealed record PortabilityStops(
    DateOnly? BenefitEnds = null, DateOnly? OtherCover = null, DateOnly? Retirement = null, DateOnly? Death = null, DateOnly? InsurerContractEnds = null);
