using Grains.Commits;
using Grains.Companies;
using Grains.Contracts;
using Grains.Interfaces.Companies;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class CoverageChangeTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("2019-01-01", "", "", "", "")]
    [InlineData("", "", "", "", "")]
    [InlineData("2027-01-01", "", "", "", "2027-01-01")]
    [InlineData("2027-06-01", "", "", "", "2027-04-02")]
    [InlineData("2019-01-01", "2026-12-31", "", "", "2027-01-01")]
    [InlineData("2019-01-01", "2026-11-28", "", "", "2026-11-29")]
    [InlineData("2019-01-01", "2025-12-31", "", "", "2028-01-01")]
    [InlineData("2019-01-01", "2024-11-27", "", "", "")]
    [InlineData("2019-01-01", "", "2026-11-01", "2026-12-15", "2026-12-16")]
    [InlineData("2019-01-01", "", "2026-12-01", "", "2026-12-01")]
    public void Next_day_on_which_the_coverage_changes(string start, string end, string suspendedFrom, string suspendedTo, string change)
    {
        var contract = Health with { Start = Day(start), End = Day(end), SuspendedFrom = Day(suspendedFrom), SuspendedTo = Day(suspendedTo) };

        Assert.Equal(Day(change), Coverage.NextChange(Today, [contract]));
        if (Day(change) is { } day)
            Assert.NotEqual(Coverage.On(day.AddDays(-1), [contract], false), Coverage.On(day, [contract], false));
    }

    [Fact]
    public void Change_is_one_job_of_the_company_at_midnight_in_Paris()
    {
        var decision = new CompanyState().Describe("multi-siren/812345676", new CompanyFacts("812345676", "Ateliers Brumont", "Bellerive", 1), new(2027, 1, 1));

        var job = Assert.Single(decision.Effects.OfType<Schedule>());
        Assert.Equal("coverage/multi-siren/812345676/2027-01-01", job.Key);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), job.DueAt);
        Assert.Empty(new CompanyState().CoverageChanged("multi-siren/812345676", null).Effects.OfType<Schedule>());
        Assert.Contains(decision.Effects, e => e is Notify { Topic: "company/multi-siren/812345676" });
    }

    private static DateOnly? Day(string day) => day.Length == 0 ? null : DateOnly.ParseExact(day, "O");
}
