using System.Globalization;
using Grains.Employees.Departures;
using Grains.Interfaces.Employees.Departures;

namespace Web.Employees.Departures;

/// <summary>How departures are said.</summary>
public static class DepartureLabels
{
    public static IEnumerable<KeyValuePair<string, string>> Reasons => DepartureReason.All.Select(r => KeyValuePair.Create(r.Code, Reason(r.Code)));

    /// <summary>« Rupture conventionnelle individuelle »; the code where it is no longer offered.</summary>
    public static string Reason(string code) => DepartureTexts.ResourceManager.GetString($"R_{code.Replace('-', '_')}", CultureInfo.InvariantCulture) ?? code;

    /// <summary>Why somebody is passed over.</summary>
    public static string Stop(LeaverStop stop) => stop switch
    {
        LeaverStop.NoRight => DepartureTexts.StopNoRight,
        LeaverStop.Left => DepartureTexts.StopLeft,
        LeaverStop.NotCovered => DepartureTexts.StopNotCovered,
        LeaverStop.NoAddress => DepartureTexts.StopNoAddress,
        _ => DepartureTexts.StopBeforeHire,
    };

    public static string Ground(DepartureGround ground) => ground switch
    {
        DepartureGround.OpensBenefit => DepartureTexts.GroundOpens,
        DepartureGround.MayOpenBenefit => DepartureTexts.GroundMay,
        DepartureGround.GrossFault => DepartureTexts.GroundGross,
        DepartureGround.Retirement => DepartureTexts.GroundRetirement,
        DepartureGround.Death => DepartureTexts.GroundDeath,
        _ => DepartureTexts.GroundNotCovered,
    };

    /// <summary>The line of a history: « 30 novembre 2026, démission ».</summary>
    public static string Event(string detail) =>
        string.Format(DepartureTexts.DepartedOn, EmployeeLabels.Long(detail[..10]), Reason(detail[11..]).ToLowerInvariant());

    /// <summary>What comes after the last day, as a fact of the sheet: its name and its value.</summary>
    public static (string Name, string Value) After(DepartureView departure) => departure.Portability switch
    {
        PortabilityAnswer.Yes => (DepartureTexts.PortedUntil, EmployeeLabels.Long(departure.UntilOn)),
        PortabilityAnswer.ToProve => (DepartureTexts.ProvedUntil, EmployeeLabels.Long(departure.UntilOn)),
        _ => (DepartureTexts.Portability, DepartureTexts.None),
    };
}
