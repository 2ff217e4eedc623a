using System.Globalization;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;
using Web.Display;
using Web.Documents;

namespace Web.Employees.Imports;

/// <summary>How stages, verdicts, columns and faults of imports are named.</summary>
public static class ImportLabels
{
    /// <summary>Those that a view of the lines may keep to, in the order of the tabs.</summary>
    public static readonly IReadOnlyList<ImportVerdict> Verdicts = [ImportVerdict.Refused, ImportVerdict.Ready, ImportVerdict.Skipped, ImportVerdict.Done];

    /// <summary>A text by its name: what departures say otherwise stands in their own texts.</summary>
    public static string Text(ImportKind kind, string name) =>
        (kind is ImportKind.Departures ? DepartureImportTexts.ResourceManager.GetString(name, CultureInfo.InvariantCulture) : null)
            ?? ImportTexts.ResourceManager.GetString(name, CultureInfo.InvariantCulture)!;

    public static string Kind(ImportKind kind) => kind is ImportKind.Departures ? ImportTexts.KindDepartures : ImportTexts.KindAffiliations;

    public static string Title(ImportKind kind, ImportStage stage) => stage switch
    {
        ImportStage.Loading => ImportTexts.HeadLoading,
        ImportStage.Checking => ImportTexts.HeadChecking,
        ImportStage.ToConfirm => ImportTexts.HeadToConfirm,
        ImportStage.Running => Text(kind, nameof(ImportTexts.HeadRunning)),
        ImportStage.Done => ImportTexts.HeadDone,
        ImportStage.DoneInPart => ImportTexts.HeadDoneInPart,
        ImportStage.Stopped => ImportTexts.HeadStopped,
        _ => ImportTexts.HeadCancelled,
    };

    public static string Says(ImportKind kind, ImportStage stage) => stage switch
    {
        ImportStage.Loading => ImportTexts.SaysLoading,
        ImportStage.Checking => ImportTexts.SaysChecking,
        ImportStage.ToConfirm => Text(kind, nameof(ImportTexts.SaysToConfirm)),
        ImportStage.Running => Text(kind, nameof(ImportTexts.SaysRunning)),
        ImportStage.Done => Text(kind, nameof(ImportTexts.SaysDone)),
        ImportStage.DoneInPart => Text(kind, nameof(ImportTexts.SaysDoneInPart)),
        ImportStage.Stopped => Text(kind, nameof(ImportTexts.SaysStopped)),
        _ => Text(kind, nameof(ImportTexts.SaysCancelled)),
    };

    public static string Verdict(ImportKind kind, ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Ready => ImportTexts.VerdictReady,
        ImportVerdict.Skipped => Text(kind, nameof(ImportTexts.VerdictSkipped)),
        ImportVerdict.Refused => ImportTexts.VerdictRefused,
        ImportVerdict.Done => Text(kind, nameof(ImportTexts.VerdictInvited)),
        _ => ImportTexts.VerdictPending,
    };

    public static string Tab(ImportKind kind, ImportVerdict? verdict) => verdict switch
    {
        ImportVerdict.Ready => ImportTexts.FigureReady,
        ImportVerdict.Skipped => Text(kind, nameof(ImportTexts.FigureSkipped)),
        ImportVerdict.Refused => ImportTexts.FigureRefused,
        ImportVerdict.Done => Text(kind, nameof(ImportTexts.FigureInvited)),
        _ => ImportTexts.All,
    };

    public static string? Slug(ImportVerdict? verdict) => verdict switch
    {
        ImportVerdict.Ready => "pretes",
        ImportVerdict.Skipped => "connues",
        ImportVerdict.Refused => "a-corriger",
        ImportVerdict.Done => "faites",
        _ => null,
    };

    public static ImportVerdict? Of(string? slug) => Verdicts.Select(v => (ImportVerdict?)v).FirstOrDefault(v => Slug(v) == slug);

    public static (string Style, string Icon) Mark(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Ready or ImportVerdict.Done => ("done", "st-done"),
        ImportVerdict.Refused => ("bad", "alert"),
        _ => ("waiting", "st-waiting"),
    };

    public static string Heading(ImportKind kind, ImportField field) => field switch
    {
        ImportField.Nir => ImportTexts.FieldNir,
        ImportField.Civility => ImportTexts.FieldCivility,
        ImportField.LastName => ImportTexts.FieldLastName,
        ImportField.UsualName => ImportTexts.FieldUsualName,
        ImportField.FirstName => ImportTexts.FieldFirstName,
        ImportField.BirthDate => ImportTexts.FieldBirthDate,
        ImportField.Street => ImportTexts.FieldStreet,
        ImportField.PostCode => ImportTexts.FieldPostCode,
        ImportField.City => ImportTexts.FieldCity,
        ImportField.Email => Text(kind, nameof(ImportTexts.FieldEmail)),
        ImportField.Siret => ImportTexts.FieldSiret,
        ImportField.College => ImportTexts.FieldCollege,
        ImportField.Contract => ImportTexts.FieldContract,
        ImportField.Option => ImportTexts.FieldOption,
        ImportField.HiredOn => ImportTexts.FieldHiredOn,
        ImportField.EffectOn => ImportTexts.FieldEffectOn,
        ImportField.WaiverEmail => ImportTexts.FieldWaiverEmail,
        ImportField.LastDay => DepartureTexts.LastDay,
        ImportField.Reason => DepartureTexts.Reason,
        _ => "",
    };

    public static string Headings(ImportKind kind, IEnumerable<ImportField> fields) =>
        French.List([.. fields.Select(f => f is ImportField.Siret ? Heading(kind, f) : Heading(kind, f).ToLowerInvariant())]);

    /// <summary>« I-04 »</summary>
    public static string Code(LineFault fault) => $"I-{(int)fault.Fault:00}";

    /// <summary>What to do about it: never the value that is wrong.</summary>
    public static string Advice(ImportKind kind, LineFault fault) => fault.Fault switch
    {
        ImportFault.Missing => ImportTexts.FaultMissing,
        ImportFault.NoName => ImportTexts.FaultNoName,
        ImportFault.BadDate => ImportTexts.FaultBadDate,
        ImportFault.BadNir => ImportTexts.FaultBadNir,
        ImportFault.BadEmail => ImportTexts.FaultBadEmail,
        ImportFault.NoAddress => Text(kind, nameof(ImportTexts.FaultNoAddress)),
        ImportFault.UnknownEstablishment => ImportTexts.FaultUnknownEstablishment,
        ImportFault.UnknownContract => ImportTexts.FaultUnknownContract,
        ImportFault.UnknownOption => ImportTexts.FaultUnknownOption,
        ImportFault.BadCollege => ImportTexts.FaultBadCollege,
        ImportFault.NoPopulation => ImportTexts.FaultNoPopulation,
        ImportFault.EffectBeforeHire => ImportTexts.FaultEffectBeforeHire,
        ImportFault.TooLong => ImportTexts.FaultTooLong,
        ImportFault.Surplus => ImportTexts.FaultSurplus,
        ImportFault.Twice => string.Format(ImportTexts.FaultTwice, French.Number(fault.Other)),
        ImportFault.AlreadyInvited => ImportTexts.FaultAlreadyInvited,
        ImportFault.AlreadyCovered => ImportTexts.FaultAlreadyCovered,
        ImportFault.Homonym => ImportTexts.FaultHomonym,
        ImportFault.Refused => Text(kind, nameof(ImportTexts.FaultRefused)),
        ImportFault.NoRight => Text(kind, nameof(ImportTexts.FaultNoRight)),
        ImportFault.BadReason => DepartureImportTexts.FaultBadReason,
        ImportFault.DayTooFar => DepartureImportTexts.FaultDayTooFar,
        ImportFault.PastDay => DepartureImportTexts.FaultPastDay,
        ImportFault.UnknownPerson => DepartureImportTexts.FaultUnknownPerson,
        ImportFault.Namesakes => DepartureImportTexts.FaultNamesakes,
        ImportFault.TwoPeople => DepartureImportTexts.FaultTwoPeople,
        ImportFault.AlreadyLeft => DepartureImportTexts.FaultAlreadyLeft,
        ImportFault.NotCovered => DepartureImportTexts.FaultNotCovered,
        ImportFault.LeftBeforeHire => DepartureImportTexts.FaultLeftBeforeHire,
        ImportFault.Changed => DepartureImportTexts.FaultChanged,
        _ => Text(kind, nameof(ImportTexts.FaultFailed)),
    };

    public static string Sentence(TableReading read) => read.Fault switch
    {
        FileFault.Empty => ImportTexts.FileEmpty,
        FileFault.TooLarge => string.Format(ImportTexts.FileTooLarge, UploadLabels.Limit),
        FileFault.Protected => ImportTexts.FileProtected,
        FileFault.NoText => string.Format(ImportTexts.FileNoText, French.Number(read.Line)),
        FileFault.UnclosedQuote => string.Format(ImportTexts.FileUnclosedQuote, French.Number(read.Line)),
        FileFault.CellTooLong => string.Format(ImportTexts.FileCellTooLong, French.Number(read.Line)),
        FileFault.TooManyColumns => string.Format(ImportTexts.FileTooManyColumns, French.Number(ImportHeadings.MostColumns)),
        FileFault.TooManyLines => string.Format(ImportTexts.FileTooManyLines, French.Number(NewImport.MostLines)),
        FileFault.NoHeadings => string.Format(ImportTexts.FileNoHeadings, Headings(read.Kind, ImportHeadings.Of(read.Kind).Telling.Take(3))),
        FileFault.ColumnMissing => string.Format(ImportTexts.FileColumnMissing, Heading(read.Kind, read.Field)),
        FileFault.ColumnTwice => string.Format(ImportTexts.FileColumnTwice, Heading(read.Kind, read.Field)),
        FileFault.MergedCells => string.Format(ImportTexts.FileMergedCells, French.Number(read.Line)),
        FileFault.NoLines => ImportTexts.FileNoLines,
        _ => ImportTexts.FileNoTable,
    };

    /// <summary>« UTF-8, séparateur point-virgule, dates jj/mm/aaaa »</summary>
    public static string Detected(ImportFormat format) => string.Join(", ",
    [
        format.Encoding.Length > 0 ? format.Encoding : ImportTexts.Workbook,
        .. format.Separator.Length > 0 ? [string.Format(ImportTexts.DetectedSeparator, Separator(format))] : Array.Empty<string>(),
        .. format.Dates is ImportDates.None ? Array.Empty<string>() : [string.Format(ImportTexts.DetectedDates, Dates(format))],
    ]);

    public static string Separator(ImportFormat format) => format.Separator switch
    {
        ";" => ImportTexts.Semicolon,
        "," => ImportTexts.Comma,
        "" => "",
        _ => ImportTexts.Tab,
    };

    public static string Dates(ImportFormat format) => format.Dates is ImportDates.None ? ImportTexts.None : French.List(
    [
        .. format.Dates.HasFlag(ImportDates.DayFirst) ? [ImportTexts.DatesDayFirst] : Array.Empty<string>(),
        .. format.Dates.HasFlag(ImportDates.YearFirst) ? [ImportTexts.DatesYearFirst] : Array.Empty<string>(),
        .. format.Dates.HasFlag(ImportDates.Serial) ? [ImportTexts.DatesSerial] : Array.Empty<string>(),
    ]);

    /// <summary>Who moved the import, in the order of the verbs.</summary>
    public static IReadOnlyList<(string Verb, string Name)> Movers(ImportSummary import) =>
    [
        .. new[] { (ImportTexts.StartedBy, import.StartedBy), (ImportTexts.ConfirmedBy, import.ConfirmedBy), (ImportTexts.CancelledBy, import.CancelledBy) }
            .Where(m => m.Item2.Length > 0),
    ];

    public static string State(ImportSummary import) =>
        string.Format(ImportTexts.SummaryText, Kind(import.Kind), French.Count(import.Lines, ImportTexts.LineOne, ImportTexts.LineMany), Title(import.Kind, import.Stage).ToLowerInvariant());
}
