using Grains.Accounts;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Tests.Employees.Departures;

/// <summary>What portability asks for and until when, row by row.</summary>
public sealed class ProofTermsTests
{
    private static readonly Policy Usual = new();

    [Theory]
    // A year, told in time: registration after 30 days, then every three months, the last within the period.
    [InlineData(PortabilityAnswer.Yes, "2026-03-16", "2027-03-15", "2026-03-10", "2026-04-15 2026-06-16 2026-09-16 2026-12-16")]
    // Declared two months late: nobody is late before they were told, and what the first covers is not asked twice.
    [InlineData(PortabilityAnswer.Yes, "2026-03-16", "2027-03-15", "2026-05-20", "2026-06-19 2026-09-16 2026-12-16")]
    // One month: never after the end.
    [InlineData(PortabilityAnswer.Yes, "2026-03-16", "2026-04-15", "2026-03-16", "2026-04-15")]
    [InlineData(PortabilityAnswer.Yes, "2026-02-01", "2026-02-28", "2026-01-20", "2026-02-28")]
    // Three months to the day: the second would be due after the last.
    [InlineData(PortabilityAnswer.Yes, "2026-03-16", "2026-06-15", "2026-03-16", "2026-04-15")]
    // Over when it is declared; but who has to prove it may still open it.
    [InlineData(PortabilityAnswer.Yes, "2025-03-16", "2025-06-15", "2026-03-16", "")]
    [InlineData(PortabilityAnswer.ToProve, "2025-03-16", "2025-06-15", "2026-03-16", "2026-04-15")]
    [InlineData(PortabilityAnswer.ToProve, "2026-03-16", "2027-03-15", "2026-03-10", "2026-04-15 2026-06-16 2026-09-16 2026-12-16")]
    [InlineData(PortabilityAnswer.No, "2026-03-16", "2027-03-15", "2026-03-10", "")]
    public void Registration_is_due_first_and_benefit_every_three_months(PortabilityAnswer answer, string from, string to, string asked, string days)
    {
        var all = ProofTerms.Of(answer, Day(from), Day(to), Day(asked), Usual)?.All(Day(to)).ToList() ?? [];

        Assert.Equal(days, string.Join(' ', all.Select(p => p.DueOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(all.Select((_, i) => i == 0 ? DepartureEvidence.BenefitNotice : DepartureEvidence.BenefitStatements), all.Select(p => p.Kind));
    }

    [Fact]
    public void A_portal_says_otherwise_by_its_policy()
    {
        var policy = new Policy { PortabilityProofWithin = TimeSpan.FromDays(10), PortabilityProofEvery = 6 };

        var days = ProofTerms.Of(PortabilityAnswer.Yes, Day("2026-03-16"), Day("2027-03-15"), Day("2026-03-10"), policy)!.All(Day("2027-03-15"));

        Assert.Equal([Day("2026-03-26"), Day("2026-09-16")], days.Select(p => p.DueOn));
        Assert.Single(ProofTerms.Of(PortabilityAnswer.Yes, Day("2026-03-16"), Day("2027-03-15"), Day("2026-03-10"), policy with { PortabilityProofEvery = 0 })!
            .All(Day("2027-03-15")));
    }

    [Theory]
    [InlineData(null, "2026-04-15")]
    [InlineData("2026-04-15", "2026-06-16")]
    // « Indemnisé jusqu'au » of a later day spares what was due until then.
    [InlineData("2026-09-16", "2026-12-16")]
    [InlineData("2026-12-16", null)]
    public void The_next_one_is_the_first_that_is_not_proven_yet(string? proven, string? due) =>
        Assert.Equal(due is null ? null : Day(due), Year.Next(Day("2027-03-15"), proven is null ? null : Day(proven))?.DueOn);

    [Theory]
    // A week before; the day after it came to be expected at the earliest.
    [InlineData("2026-06-16", null, "2026-06-09")]
    [InlineData("2026-06-16", "2026-06-12", "2026-06-13")]
    [InlineData("2026-06-16", "2026-07-20", "2026-07-21")]
    public void The_reminder_goes_a_week_before(string due, string? since, string reminder) =>
        Assert.Equal(Day(reminder), Year.RemindOn(new(DepartureEvidence.BenefitStatements, Day(due)), since is null ? null : Day(since)));

    [Theory]
    // Fifteen days after the reminder, and never before the day after it is due; none beyond the last day.
    [InlineData("2026-06-16", "2026-06-09", "2026-06-24")]
    [InlineData("2026-06-16", "2026-05-09", "2026-06-17")]
    [InlineData("2026-06-16", "2027-03-01", null)]
    public void Suspension_follows_the_reminder(string due, string reminded, string? from) => Assert.Equal(
        from is null ? null : Day(from), Year.SuspendFrom(new(DepartureEvidence.BenefitStatements, Day(due)), Day(reminded), Day("2027-03-15")));

    private static ProofTerms Year => ProofTerms.Of(PortabilityAnswer.Yes, Day("2026-03-16"), Day("2027-03-15"), Day("2026-03-10"), Usual)!;

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "O", System.Globalization.CultureInfo.InvariantCulture);
}
