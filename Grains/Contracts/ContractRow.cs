using System.Globalization;

namespace Grains.Contracts;

/// <summary>Rows of a contract and of its parts, as both databases give them: days are ISO 8601 text, an empty one is open.</summary>
internal sealed record ContractRow
{
    public string Number { get; init; } = "";

    public string Siren { get; init; } = "";

    public Universe Universe { get; init; }

    public string Title { get; init; } = "";

    public string ActKind { get; init; } = "";

    public string ActOn { get; init; } = "";

    public string StartOn { get; init; } = "";

    public string DueDay { get; init; } = "";

    public string EndOn { get; init; } = "";

    public string EndReason { get; init; } = "";

    public string SuspendedFrom { get; init; } = "";

    public string SuspendedTo { get; init; } = "";

    public string Waivers { get; init; } = "";

    public string Guarantees { get; init; } = "";

    public string Provident { get; init; } = "";

    public string DsnCodeOc { get; init; } = "";

    public string DsnCodeDeleg { get; init; } = "";

    public string DsnReference { get; init; } = "";

    public string DsnPeriodicity { get; init; } = "";

    public static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> List(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

internal sealed record PopulationRow(string Siren, string Contract, string Code, string Label, string Colleges, string Sirets, string Provident);

internal sealed record OptionRow(string Siren, string Contract, string Code, string Label, long Base, string FromOn, string ToOn);

internal sealed record ContributionRow(
    string Siren, string Contract, string Population, string OptionCode, string Structure, string Band, string FromOn, string ToOn, long Unit, string Value,
        string EmployerShare);

internal sealed record DocumentRow(string Siren, string Contract, string Kind, long Version, string FromOn, string Audience, string File);

internal sealed record ContactRow(string Universe, string Card, string FromOn, string ToOn);

internal sealed record CardRow(
    string Id, string Name, string Role, string Phone, string Universes, string Team, string Calendar, string AbsentFrom, string AbsentTo, string Substitute);

internal sealed record AdhesionRow(string Contract, string Siren, string FromOn, string Population, string OptionCode, string Band, string ToOn,
    string EndCause, string? Company);

internal sealed record BeneficiaryRow(
    long Rank, string Link, string LastName, string FirstName, string BirthDate, string FromOn, string ToOn, string LimitOn, long Handicap, long SecondCover);

internal sealed record GuaranteeRow(string Siren, string Contract, string OptionCode, string Heading, string Line, string Value);

internal sealed record ChangeRow(
    string Number, long Kind, string FromOn, string Street, string Complement, string PostCode, string City, string Country, string People, string Link,
    string LastName, string FirstName, string BirthDate);
