using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Grains.Employees.Departures;

/// <summary>A reason for which a contract of employment ends, and what it means for portability.</summary>
/// <param name="Code">As forms and the state name it; it never changes.</param>
/// <param name="Dsn">DSN S21.G00.62.002: what payroll declares. None where the nomenclature was not checked.</param>
/// <param name="ContractMayEnd">The insurer's contract may end with the company: people decide then.</param>
/// <param name="Names">How files name it, beside its code: its label, and others that mean nothing else.</param>
public sealed record DepartureReason(string Code, DepartureGround Ground, IReadOnlyList<string> Dsn, IReadOnlyList<string> Names, bool ContractMayEnd = false)
{
    /// <summary>The code of the one for which nobody is left to write to.</summary>
    public const string Death = "deces";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>In the order in which they are offered. Data, for the nomenclature changes and rules do not.</summary>
    public static readonly IReadOnlyList<DepartureReason> All = Read();

    private static readonly Dictionary<string, DepartureReason> ByName = All
        .SelectMany(r => r.Names.Append(r.Code).Concat(r.Dsn).Select(Folded).Distinct().Select(name => (name, r))).ToDictionary(n => n.name, n => n.r);

    /// <summary>Null for a code that is none.</summary>
    public static DepartureReason? Of(string? code) => All.FirstOrDefault(r => r.Code == code);

    /// <summary>The one that is meant by a code, a name or a DSN code, whatever its case and accents; null for none, and for a word that several have.</summary>
    public static DepartureReason? Named(string typed) =>
        ByName.GetValueOrDefault(Folded(typed)) ?? (typed.Length is 1 or 2 && typed.All(char.IsAsciiDigit) ? ByName.GetValueOrDefault(typed.PadLeft(3, '0')) : null);

    /// <summary>Of somebody who was covered on the last day.</summary>
    public PortabilityAnswer Portability => Ground switch
    {
        DepartureGround.OpensBenefit => PortabilityAnswer.Yes,
        DepartureGround.MayOpenBenefit => PortabilityAnswer.ToProve,
        _ => PortabilityAnswer.No,
    };

    public DepartureBasis Basis => Ground is DepartureGround.Retirement or DepartureGround.Death ? DepartureBasis.EvinFour : DepartureBasis.Portability;

    private static string Folded(string name) => new([.. SearchText.Normalize(name).Where(char.IsLetterOrDigit)]);

    private static IReadOnlyList<DepartureReason> Read()
    {
        using var file = typeof(DepartureReason).Assembly.GetManifestResourceStream("departure-reasons")!;
        return JsonSerializer.Deserialize<List<DepartureReason>>(file, Reading)!;
    }
}
