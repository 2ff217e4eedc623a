using Grains.Contracts;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Tests.Employees.Departures;

/// <summary>Portability as rules 1 has it, row by row.</summary>
public sealed class PortabilityTests
{
    private static readonly DateOnly Ended = new(2026, 3, 15);

    [Theory]
    // 15 days; two months and ten days; six months to the day, and one day more; three years.
    [InlineData("2026-03-01", "2026-03-15", 1, "2026-03-16", "2026-04-15")]
    [InlineData("2026-01-06", "2026-03-15", 3, "2026-03-16", "2026-06-15")]
    [InlineData("2025-01-01", "2025-06-30", 6, "2025-07-01", "2025-12-31")]
    [InlineData("2025-01-01", "2025-07-01", 7, "2025-07-02", "2026-02-01")]
    [InlineData("2023-03-16", "2026-03-15", 12, "2026-03-16", "2027-03-15")]
    // Days that a month does not have, and the day itself.
    [InlineData("2026-01-31", "2026-02-28", 1, "2026-03-01", "2026-03-31")]
    [InlineData("2026-05-31", "2026-08-30", 3, "2026-08-31", "2026-11-30")]
    [InlineData("2026-03-15", "2026-03-15", 1, "2026-03-16", "2026-04-15")]
    public void A_month_that_has_begun_counts_whole_and_twelve_are_the_most(string begun, string ended, int months, string from, string to) =>
        Assert.Equal(new Portability(months, Day(from), Day(to)), Portability.Of(Day(begun), Day(ended)));

    [Theory]
    [InlineData("2025-01-01", "2025-07-01", 6, "2025-08-01", "2026-01-31")]
    [InlineData("2026-03-01", "2026-03-15", 0, "2026-04-01", "2026-03-31")]
    public void A_portal_may_count_full_months_from_the_first_of_the_next(string begun, string ended, int months, string from, string to) =>
        Assert.Equal(new Portability(months, Day(from), Day(to)), Portability.Of(Day(begun), Day(ended), PortabilityStart.FirstOfNextMonth));

    [Theory]
    // Four months and five, one after the other; the same with a day between; none that holds the last day.
    [InlineData("2025-06-16 2025-10-15;2025-10-16 2026-03-15", "2025-06-16", 9)]
    [InlineData("2025-06-16 2025-10-14;2025-10-16 2026-03-15", "2025-10-16", 5)]
    [InlineData("2025-10-16 -;2025-06-16 2025-10-15", "2025-06-16", 9)]
    [InlineData("2025-06-16 2025-10-15", null, null)]
    public void Contracts_without_a_gap_count_as_one(string contracts, string? begun, int? months)
    {
        var periods = contracts.Split(';').Select(c => c.Split(' ')).Select(c => new Period(Day(c[0]), c[1] == "-" ? null : Day(c[1])));

        var start = Portability.ChainStart(periods, Ended);

        Assert.Equal(begun is null ? null : Day(begun), start);
        Assert.Equal(months, start is { } day ? Portability.Of(day, Ended).Months : null);
    }

    [Theory]
    [InlineData(null, null, null, null, null, "2026-09-15")]
    [InlineData("2026-06-30", null, null, null, null, "2026-06-30")]
    [InlineData("2026-08-31", "2026-07-31", null, null, null, "2026-07-31")]
    [InlineData(null, null, "2026-05-31", null, null, "2026-05-31")]
    [InlineData(null, null, null, "2026-04-02", "2026-12-31", "2026-04-02")]
    [InlineData(null, null, null, null, "2026-06-01", "2026-06-01")]
    public void Whatever_comes_first_ends_it(string? benefit, string? other, string? retirement, string? death, string? contract, string end) => Assert.Equal(
        Day(end), Portability.Of(new DateOnly(2025, 9, 16), Ended).ActualEnd(new PortabilityStops(Some(benefit), Some(other), Some(retirement), Some(death), Some(contract))));

    public static TheoryData<string, string, PortabilityAnswer, DepartureBasis> Reasons => new()
    {
        { "licenciement-economique", "014", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "csp", "026", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "liquidation", "011", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "fermeture", "012", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "fin-de-chantier", "015", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "licenciement-autre", "020", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "inaptitude", "091 092", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "faute-grave", "087", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "faute-lourde", "088", PortabilityAnswer.No, DepartureBasis.Portability },
        { "anticipee-faute-grave", "095", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "anticipee-faute-lourde", "096", PortabilityAnswer.No, DepartureBasis.Portability },
        { "rupture-conventionnelle", "043", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "rupture-collective", "", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "fin-de-cdd", "031", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "fin-de-mission", "032", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "fin-d-apprentissage", "081", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "essai-employeur", "034", PortabilityAnswer.Yes, DepartureBasis.Portability },
        { "essai-salarie", "035", PortabilityAnswer.ToProve, DepartureBasis.Portability },
        { "demission", "059", PortabilityAnswer.ToProve, DepartureBasis.Portability },
        { "prise-d-acte", "058", PortabilityAnswer.ToProve, DepartureBasis.Portability },
        { "resiliation-judiciaire", "082", PortabilityAnswer.ToProve, DepartureBasis.Portability },
        { "depart-en-retraite", "039", PortabilityAnswer.No, DepartureBasis.EvinFour },
        { "mise-a-la-retraite", "038", PortabilityAnswer.No, DepartureBasis.EvinFour },
        { "deces", "066", PortabilityAnswer.No, DepartureBasis.EvinFour },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_has_its_answer_its_code_and_its_text(string code, string dsn, PortabilityAnswer answer, DepartureBasis basis)
    {
        var outcome = Outcome("SA1 C 2020-01-01 -", code);

        Assert.Equal((answer, basis), (outcome.Portability, outcome.Basis));
        Assert.Equal(dsn, string.Join(' ', DepartureReason.Of(code)!.Dsn));
        Assert.Equal(answer is PortabilityAnswer.Yes, outcome.Covers.Any(c => c.Kind is CoverKind.Portability));
        Assert.Equal(answer is PortabilityAnswer.No ? 0 : 4, outcome.Evidence(Ended, new Grains.Accounts.Policy()).Count);
        Assert.Equal(answer is PortabilityAnswer.No ? null : Ended.AddMonths(12), outcome.Period?.To);
    }

    [Fact]
    public void No_reason_is_offered_that_no_row_speaks_of() =>
        Assert.Equal(Reasons.Select(r => (string)r[0]).Order(), DepartureReason.All.Select(r => r.Code).Order());

    [Fact]
    public void A_company_that_is_wound_up_needs_a_decision_of_people() =>
        Assert.Equal(["liquidation"], DepartureReason.All.Where(r => Outcome("SA1 C 2020-01-01 -", r.Code).NeedsDecision).Select(r => r.Code));

    [Theory]
    // Who is dispensed in a contract has nothing to port there; what begins later never does; what has ended stays as it was.
    [InlineData("SA1 W 2020-01-01 -", PortabilityAnswer.No, "SA1 W 2020-01-01 2026-03-15")]
    [InlineData("SA1 W 2020-01-01 -;PR1 C 2020-01-01 -", PortabilityAnswer.Yes,
        "SA1 W 2020-01-01 2026-03-15;PR1 C 2020-01-01 2026-03-15;PR1 P 2026-03-16 2027-03-15")]
    [InlineData("SA1 C 2026-04-01 -", PortabilityAnswer.No, "")]
    [InlineData("SA1 W 2020-01-01 2021-08-31;SA1 C 2021-09-01 -", PortabilityAnswer.Yes,
        "SA1 W 2020-01-01 2021-08-31;SA1 C 2021-09-01 2026-03-15;SA1 P 2026-03-16 2027-03-15")]
    [InlineData("SA1 C 2020-01-01 2026-01-31", PortabilityAnswer.No, "SA1 C 2020-01-01 2026-01-31")]
    public void Only_what_was_held_on_the_last_day_goes_on(string covers, PortabilityAnswer answer, string after)
    {
        var outcome = Outcome(covers, "rupture-conventionnelle");

        Assert.Equal(answer, outcome.Portability);
        Assert.Equal(Parse(after), outcome.Covers);
        Assert.Equal(answer is PortabilityAnswer.No ? DepartureGround.NotCovered : DepartureGround.OpensBenefit, outcome.Ground);
    }

    [Theory]
    [InlineData("rupture-conventionnelle", "2026-03-15", CoverRight.Covered)]
    [InlineData("rupture-conventionnelle", "2026-03-16", CoverRight.Portability)]
    [InlineData("rupture-conventionnelle", "2027-03-15", CoverRight.Portability)]
    [InlineData("rupture-conventionnelle", "2027-03-16", CoverRight.Frozen)]
    [InlineData("faute-lourde", "2026-03-15", CoverRight.Covered)]
    [InlineData("faute-lourde", "2026-03-16", CoverRight.Frozen)]
    [InlineData("demission", "2026-03-16", CoverRight.Frozen)]
    public void Rights_are_frozen_from_the_day_after_unless_portability_covers_it(string reason, string day, CoverRight right) =>
        Assert.Equal(right, EmployeeStatuses.RightOn(Outcome("SA1 C 2020-01-01 -", reason).Covers, Day(day)));

    [Fact]
    public void A_day_that_is_past_says_that_benefits_may_be_reclaimed()
    {
        var outcome = Outcome("SA1 C 2020-01-01 -", "demission");

        Assert.True(outcome.IsPast(Ended.AddDays(1)));
        Assert.False(outcome.IsPast(Ended));
    }

    private static DepartureOutcome Outcome(string covers, string reason) =>
        DepartureOutcome.Of(Parse(covers), new DateOnly(2020, 1, 1), Ended, DepartureReason.Of(reason)!);

    private static List<CoverInterval> Parse(string story) => [.. story.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(i => i.Split(' ')).Select(i =>
        new CoverInterval(i[0], i[1] switch { "W" => CoverKind.Waived, "P" => CoverKind.Portability, _ => CoverKind.Covered }, Day(i[2]), Some(i[3])))];

    private static DateOnly Day(string day) => DateOnly.Parse(day);

    private static DateOnly? Some(string? day) => day is null or "-" ? null : DateOnly.Parse(day);
}
