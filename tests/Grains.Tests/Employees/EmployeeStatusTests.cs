using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Tests.Employees;

public sealed class EmployeeStatusTests
{
    private static readonly DateTimeOffset Now = Paris.At(new DateTime(2026, 3, 24, 10, 0, 0));

    [Theory]
    [InlineData("2026-03-24T10:00:00", "2026-04-01T10:00:00")]
    [InlineData("2026-10-20T10:00:00", "2026-10-28T10:00:00")]
    [InlineData("2026-06-01T23:59:59", "2026-06-09T23:59:59")]
    public void Eight_days_end_at_the_same_hour_in_Paris_whatever_the_clocks_do(string invited, string due) =>
        Assert.Equal(Paris.At(DateTime.Parse(due)), AffiliationClock.RemindFrom(Paris.At(DateTime.Parse(invited))));

    [Fact]
    public void One_second_before_it_is_still_pending()
    {
        var facts = new ContractFacts([], Now);
        var due = AffiliationClock.RemindFrom(Now);

        Assert.Equal(TimeSpan.FromHours(8 * 24 - 1), due - Now);
        Assert.Equal(EmployeeStatus.Pending, EmployeeStatuses.Of(facts, due.AddSeconds(-1)));
        Assert.Equal(EmployeeStatus.ToRemind, EmployeeStatuses.Of(facts, due));
    }

    public static TheoryData<string, EmployeeStatus?> Stories => new()
    {
        { "", null },
        { "C 2020-01-01 -", EmployeeStatus.Covered },
        { "C 2026-04-01 -", EmployeeStatus.Covered },
        { "C 2020-01-01 2026-03-24", EmployeeStatus.Covered },
        { "C 2020-01-01 2026-03-23", EmployeeStatus.Removed },
        { "C 2020-01-01 2026-03-23;P 2026-03-24 2026-12-31", EmployeeStatus.Portability },
        { "C 2020-01-01 2025-03-23;P 2025-03-24 2025-12-31", EmployeeStatus.Removed },
        { "W 2025-01-01 2026-12-31", EmployeeStatus.Waived },
        { "W 2025-01-01 2026-03-23", EmployeeStatus.ToRemind },
        { "W 2020-01-01 2021-08-31;C 2021-09-01 -", EmployeeStatus.Covered },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_status_follows_from_dated_intervals(string intervals, EmployeeStatus? status) =>
        Assert.Equal(status, EmployeeStatuses.Of(new ContractFacts(Parse(intervals), null), Now));

    [Theory]
    [InlineData("C 2020-01-01 -", "W 2020-01-01 -", EmployeeStatus.Waived)]
    [InlineData("C 2020-01-01 2025-01-01", "C 2020-01-01 -", EmployeeStatus.Covered)]
    [InlineData("C 2020-01-01 2025-01-01", "C 2020-01-01 2026-03-01;P 2026-03-02 2026-09-01", EmployeeStatus.Portability)]
    public void The_list_shows_the_first_that_holds_of_all_contracts(string one, string other, EmployeeStatus status) =>
        Assert.Equal(status, EmployeeStatuses.Of([new(Parse(one), null), new(Parse(other), null)], Now));

    [Fact]
    public void Changes_to_come_are_known_ahead()
    {
        var phases = EmployeeStatuses.Phases(
            [new(Parse("C 2020-01-01 2026-04-30;P 2026-05-01 2026-08-31"), null), new(Parse("W 2026-01-01 2026-03-31"), null)], Now);

        Assert.Equal(
            [EmployeeStatus.Waived, EmployeeStatus.ToRemind], phases.Select(p => p.Status));
        Assert.Equal(AffiliationClock.Midnight(new DateOnly(2026, 4, 1)), phases[1].From);
    }

    [Theory]
    [InlineData("2019-12-31", CoverRight.None)]
    [InlineData("2020-01-01", CoverRight.Covered)]
    [InlineData("2026-03-15", CoverRight.Covered)]
    [InlineData("2026-03-16", CoverRight.Portability)]
    [InlineData("2026-06-16", CoverRight.Frozen)]
    public void What_was_true_on_a_day_can_be_asked(string day, CoverRight right) =>
        Assert.Equal(right, EmployeeStatuses.RightOn(Parse("C 2020-01-01 2026-03-15;P 2026-03-16 2026-06-15"), DateOnly.Parse(day)));

    [Theory]
    [InlineData("185057800608491", true)]
    [InlineData("185057800608490", false)]
    [InlineData("269054958815780", true)]
    [InlineData("2690549588157", false)]
    [InlineData("269052A58815718", false)]
    public void A_social_security_number_has_its_key(string nir, bool isOne) => Assert.Equal(isOne, Nir.IsValid(nir));

    private static List<CoverInterval> Parse(string story) =>
        [.. story.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(i => i.Split(' ')).Select(i => new CoverInterval(
            "SA1", i[0] switch { "W" => CoverKind.Waived, "P" => CoverKind.Portability, _ => CoverKind.Covered }, DateOnly.Parse(i[1]),
            i[2] == "-" ? null : DateOnly.Parse(i[2])))];
}
