namespace Grains.Interfaces.Employees.Imports;

/// <param name="Company"><c>portal/siren</c>.</param>
/// <param name="Lines">How many are added next, 1 to <see cref="MostLines"/>.</param>
[Immutable]
public sealed record NewImport(string Company, string FileName, ImportFormat Format, int Lines)
{
    public const int MostLines = 100_000;

    /// <summary>Lines of one <see cref="IImportGrain.Add"/>.</summary>
    public const int MostAtOnce = 500;

    public ImportKind Kind { get; init; } = ImportKind.Affiliations;
}

/// <summary>What the lines of a file ask for.</summary>
public enum ImportKind
{
    /// <summary>Each person is invited.</summary>
    Affiliations = 1,
    /// <summary>Each person's departure is declared.</summary>
    Departures,
}

/// <summary>What was detected in a file.</summary>
/// <param name="Encoding">As people know it: <c>UTF-8</c>, <c>Windows-1252</c>; empty of a workbook.</param>
/// <param name="Separator"><c>;</c>, <c>,</c>, a tab, or empty of a workbook.</param>
/// <param name="Dates">How days are written; empty where no line has one.</param>
[Immutable]
public sealed record ImportFormat(string Encoding, string Separator, ImportDates Dates, IReadOnlyList<ImportColumn> Columns);

/// <param name="Field">0 for a column that is not read.</param>
[Immutable]
public sealed record ImportColumn(string Heading, ImportField Field);

[Flags]
public enum ImportDates
{
    None = 0,
    /// <summary><c>31/12/2026</c>, with a stroke, a dot or a dash.</summary>
    DayFirst = 1,
    /// <summary><c>2026-12-31</c>.</summary>
    YearFirst = 2,
    /// <summary>A spreadsheet's number of days.</summary>
    Serial = 4,
}

/// <summary>What a column may say of an employee.</summary>
public enum ImportField
{
    None = 0,
    Nir,
    Civility,
    LastName,
    UsualName,
    FirstName,
    BirthDate,
    Street,
    PostCode,
    City,
    Email,
    Siret,
    College,
    Contract,
    Option,
    HiredOn,
    EffectOn,
    WaiverEmail,
    /// <summary>Of the contract of employment.</summary>
    LastDay,
    /// <summary>For which it ends.</summary>
    Reason,
}
