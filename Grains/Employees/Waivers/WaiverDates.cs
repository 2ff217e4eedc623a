using Grains.Contracts;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>The days from which the time to ask for a waiver by right is counted.</summary>
/// <param name="SetUpOn">Of the scheme; null where it is not known.</param>
/// <param name="OtherCoverOn">As the employee says; null where it is not the occasion.</param>
public sealed record WaiverDates(DateOnly HiredOn, DateOnly? SetUpOn, DateOnly? OtherCoverOn)
{
    public static DateOnly? SetUp(Contract contract) => contract.Act?.Date ?? contract.Start;

    /// <summary>On which occasion somebody who asks on that day is in time; <see cref="WaiverWindow.None"/> for none, and for a case that knows no time.</summary>
    /// <param name="days">How long each occasion lasts: the articles name no number, so that a portal's policy does.</param>
    public WaiverWindow WindowOf(WaiverCase of, DateOnly asked, int days) => of.Windows.FirstOrDefault(window => window switch
    {
        WaiverWindow.Hiring => asked <= HiredOn.AddDays(days),
        // Who came later found the scheme there: they have been hired into it.
        WaiverWindow.SetUp => SetUpOn is { } setUp && HiredOn <= setUp && asked <= setUp.AddDays(days),
        _ => OtherCoverOn is { } begins && asked <= begins.AddDays(days) && begins <= asked.AddDays(days),
    });
}
