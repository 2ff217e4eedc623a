using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class CoverageTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("2027-01-01", "", ContractStatus.Upcoming)]
    [InlineData("2026-11-29", "", ContractStatus.Upcoming)]
    [InlineData("2026-11-28", "", ContractStatus.Current)]
    [InlineData("2019-01-01", "2026-11-28", ContractStatus.Current)]
    [InlineData("2019-01-01", "2026-11-27", ContractStatus.Ended)]
    [InlineData("", "", ContractStatus.Current)]
    public void Contract_stands_by_its_first_and_last_day(string start, string end, ContractStatus status) =>
        Assert.Equal(status, (Health with { Start = Day(start), End = Day(end) }).StatusOn(Today));

    [Theory]
    [InlineData("2026-11-01", "2026-11-28", ContractStatus.Suspended)]
    [InlineData("2026-11-01", "", ContractStatus.Suspended)]
    [InlineData("2026-11-01", "2026-11-27", ContractStatus.Current)]
    [InlineData("2026-11-29", "", ContractStatus.Current)]
    public void Contract_is_suspended_from_a_day_to_another(string from, string to, ContractStatus status) =>
        Assert.Equal(status, (Health with { SuspendedFrom = Day(from), SuspendedTo = Day(to) }).StatusOn(Today));

    [Theory]
    // In force; to come within 60 days, and later; ended 24 months ago and a day more.
    [InlineData("2019-01-01", "", CoverState.Current, true)]
    [InlineData("2027-01-27", "", CoverState.Upcoming, true)]
    [InlineData("2027-01-28", "", CoverState.Upcoming, false)]
    [InlineData("2019-01-01", "2024-11-28", CoverState.Ended, false)]
    [InlineData("2019-01-01", "2024-11-27", CoverState.None, false)]
    public void Universe_is_shown_by_its_contracts(string start, string end, CoverState state, bool affiliation)
    {
        var coverage = Coverage.On(Today, [Provident with { Start = Day(start), End = Day(end) }], retirement: false);

        Assert.Equal((state, CoverState.None, affiliation), (coverage.Provident.State, coverage.Health.State, coverage.Affiliation));
        Assert.Equal(state is CoverState.Upcoming ? Day(start) : null, coverage.Provident.From);
    }

    [Fact]
    public void Suspended_contract_is_read_and_brings_nobody_in()
    {
        var coverage = Coverage.On(Today, [Health with { SuspendedFrom = new(2026, 10, 1) }], retirement: true);

        Assert.Equal(new Coverage(new(CoverState.Ended), UniverseCover.None, Retirement: true, Affiliation: false), coverage);
    }

    [Fact]
    public void One_current_contract_is_enough_beside_an_ended_one() =>
        Assert.Equal(CoverState.Current,
            Coverage.On(Today, [Health with { End = new(2025, 12, 31) }, Health with { Number = "SA2026000" }], false).Health.State);

    [Theory]
    [InlineData("arret-travail", true, true)]
    [InlineData("reclamation", true, true)]
    [InlineData("affiliation", true, false)]
    [InlineData("contact", true, false)]
    public void What_happened_before_the_end_may_still_be_declared(string form, bool current, bool ended)
    {
        Assert.Equal(current, Coverage.On(Today, [Provident], false).Offers(Universe.Provident, form));
        Assert.Equal(ended, Coverage.On(Today, [Provident with { End = new(2025, 12, 31) }], false).Offers(Universe.Provident, form));
        Assert.False(Coverage.On(Today, [Provident], false).Offers(Universe.Health, form));
    }

    [Fact]
    public void Contract_of_establishments_that_are_not_seen_covers_nothing()
    {
        var ofOneSite = Health with { Populations = [Health.Populations[0] with { Sirets = ["81234567600033"] }] };

        Assert.False(Of(ofOneSite, "81234567600017").Health.IsShown);
        Assert.False(Of(ofOneSite, "81234567600017").Affiliation);
        Assert.True(Of(ofOneSite, "81234567600033").Health.IsShown);
        Assert.True(Of(Health, "81234567600017").Health.IsShown);
        Assert.True(Of(ofOneSite, null).Health.IsShown);

        static Coverage Of(Contract contract, string? seen) =>
            Coverage.On(Today, [.. new[] { contract }.Where(c => c.IsOf(seen is null ? null : new HashSet<string> { seen }))], retirement: false);
    }

    private static DateOnly? Day(string day) => day.Length == 0 ? null : DateOnly.ParseExact(day, "O");
}
