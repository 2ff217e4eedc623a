namespace Web.Shared.Tables;

/// <summary>How a table is downloaded.</summary>
public enum TableFormat
{
    /// <summary>For spreadsheets in French: semicolons, UTF-8 with its mark, days as <c>31/12/2026</c>.</summary>
    Csv = 0,
    Xlsx = 1,
}
