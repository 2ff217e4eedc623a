using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures;

/// <summary>A reason for which a contract of employment ends, and what it means for portability.</summary>
/// <param name="Code">As forms and the state name it; it never changes.</param>
/// <param name="Dsn">DSN S21.G00.62.002: what payroll declares. None where the nomenclature was not checked.</param>
/// <param name="ContractMayEnd">The insurer's contract may end with the company: people decide then.</param>
public sealed record DepartureReason(string Code, DepartureGround Ground, IReadOnlyList<string> Dsn, bool ContractMayEnd = false)
{
    /// <summary>The code of the one for which nobody is left to write to.</summary>
    public const string Death = "deces";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>In the order in which they are offered. Data, for the nomenclature changes and rules do not.</summary>
    public static readonly IReadOnlyList<DepartureReason> All = Read();

    /// <summary>Null for a code that is none.</summary>
    public static DepartureReason? Of(string? code) => All.FirstOrDefault(r => r.Code == code);

    /// <summary>Of somebody who was covered on the last day.</summary>
    public PortabilityAnswer Portability => Ground switch
    {
        DepartureGround.OpensBenefit => PortabilityAnswer.Yes,
        DepartureGround.MayOpenBenefit => PortabilityAnswer.ToProve,
        _ => PortabilityAnswer.No,
    };

    public DepartureBasis Basis => Ground is DepartureGround.Retirement or DepartureGround.Death ? DepartureBasis.EvinFour : DepartureBasis.Portability;

    private static IReadOnlyList<DepartureReason> Read()
    {
        using var file = typeof(DepartureReason).Assembly.GetManifestResourceStream("departure-reasons")!;
        return JsonSerializer.Deserialize<List<DepartureReason>>(file, Reading)!;
    }
}
