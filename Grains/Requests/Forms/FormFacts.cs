using System.Collections.Frozen;
using Grains.Contracts;
using Grains.Requests.Forms.Formulas;

namespace Grains.Requests.Forms;

/// <summary>What formulas read beside the answers: the day in Paris, and what the core system says of the contract and of the employee.</summary>
public sealed record FormFacts(DateOnly Today)
{
    /// <summary>Every fact that a form may name, with its type. A fact that is not known of somebody is nothing.</summary>
    public static readonly FrozenDictionary<string, FormulaType> Known = new Dictionary<string, FormulaType>
    {
        ["contract.count"] = FormulaType.Number,
        ["contract.only"] = FormulaType.Text,
        ["contract.sole"] = FormulaType.List,
        ["contract.ij.franchise"] = FormulaType.Number,
        ["contract.ij.kind"] = FormulaType.Text,
        ["contract.ij.perChild"] = FormulaType.Truth,
        ["contract.ij.maternity"] = FormulaType.Truth,
        ["contract.ij.paternity"] = FormulaType.Truth,
        ["contract.over"] = FormulaType.Truth,
        ["claims.lateAfter"] = FormulaType.Number,
        ["employee.hiredOn"] = FormulaType.Date,
        ["employee.bornOn"] = FormulaType.Date,
        ["employee.siret"] = FormulaType.Text,
        ["employee.college"] = FormulaType.Text,
        ["employee.account"] = FormulaType.Truth,
        ["employee.affiliated"] = FormulaType.Truth,
        ["franchise.end"] = FormulaType.Date,
        ["overlap.from"] = FormulaType.Date,
        ["overlap.to"] = FormulaType.Date,
        ["overlap.number"] = FormulaType.Text,
        ["provident"] = FormulaType.Truth,
        ["contract.universe"] = FormulaType.Text,
        ["contract.start"] = FormulaType.Date,
        ["contract.end"] = FormulaType.Date,
        ["stop.only"] = FormulaType.Text,
        ["stop.first"] = FormulaType.Date,
        ["stop.last"] = FormulaType.Date,
        ["account.same"] = FormulaType.Truth,
        ["insured.everybody"] = FormulaType.List,
        ["insured.from"] = FormulaType.Date,
        ["insured.until"] = FormulaType.Date,
        ["insured.frozenFrom"] = FormulaType.Date,
        ["insured.frozenTo"] = FormulaType.Date,
        ["insured.partner"] = FormulaType.Truth,
        ["insured.isThere"] = FormulaType.Truth,
        ["open.health"] = FormulaType.Truth,
        ["open.provident"] = FormulaType.Truth,
        ["open.affiliation"] = FormulaType.Truth,
        ["open.retirement"] = FormulaType.Truth,
        ["company.establishments"] = FormulaType.Number,
        ["company.employees"] = FormulaType.Truth,
    }.ToFrozenDictionary();

    /// <summary>Whether one may ask about a universe: covered for it, and of a company with the right to act on it.</summary>
    internal static readonly IReadOnlyList<(string Fact, Universe Universe)> Open =
    [
        ("open.health", Universe.Health), ("open.provident", Universe.Provident), ("open.affiliation", Universe.Affiliation),
        ("open.retirement", Universe.Retirement),
    ];

    /// <summary>The employee's stops that go on, by number.</summary>
    public IReadOnlyList<FormOption> Stops { get; init; } = [];

    /// <summary>The insured person and those who are covered with them, by name.</summary>
    public IReadOnlyList<FormOption> People { get; init; } = [];

    /// <summary>The contracts that may be chosen, by number.</summary>
    public IReadOnlyList<FormOption> Contracts { get; init; } = [];

    public IReadOnlyList<FormOption> OptionsOf(FormField field) => field.Type switch
    {
        FieldType.Stop => Stops,
        FieldType.Person or FieldType.People => People,
        FieldType.Contract or FieldType.Contracts => Contracts,
        _ => [],
    };

    public IReadOnlyDictionary<string, object> Values { get; init; } = new Dictionary<string, object>();

    /// <summary>What an employee or a contract that was chosen is called, by field; none of one that the caller may not choose.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
