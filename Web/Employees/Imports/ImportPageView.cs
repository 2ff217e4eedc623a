using Grains.Employees.Departures.ByFile;
using Grains.Employees.Imports;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;
using Web.Companies;
using Web.Display;
using Web.Employees.Departures.Several;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Imports;

/// <param name="Path">Of the import's page.</param>
/// <param name="Verdict">The lines that are shown; null for all.</param>
public sealed record ImportPageView(ImportView View, string Path, ImportVerdict? Verdict, int After)
{
    public ImportSummary Import => View.Import;

    public ImportKind Kind => Import.Kind;

    public ImportStage Stage => Import.Stage;

    public string Operation { get; } = FormOperations.NewKey();

    /// <summary>The line that was typed and is still refused, or could not be put there, with what was typed; null for none.</summary>
    public TypedLine? Typed { get; init; }

    /// <summary>What a verb could not do.</summary>
    public string? Said { get; init; }

    public string Itself => At(Verdict, After);

    public string? Next => View.Next is { } next ? At(Verdict, next) : null;

    /// <summary>What names people, and what moves the import, is for who has the right still.</summary>
    public bool IsReadable => Import.Readable == 1;

    public bool IsWorking => Stage is ImportStage.Loading or ImportStage.Checking or ImportStage.Running;

    public bool IsOver => Stage is ImportStage.Done or ImportStage.DoneInPart or ImportStage.Stopped or ImportStage.Cancelled;

    /// <summary>Lines that have been dealt with in the stage that runs, of how many.</summary>
    public (int Done, int Of) Progress => Stage is ImportStage.Running
        ? (Import.Lines - Import.Ready, Import.Lines) : (Import.Judged, Import.Lines);

    public int Step => Stage switch
    {
        ImportStage.Loading or ImportStage.Checking => 2,
        ImportStage.ToConfirm or ImportStage.Running => 3,
        _ => 4,
    };

    public static IReadOnlyList<string> Steps => [ImportTexts.StepFile, ImportTexts.StepCheck, ImportTexts.StepConfirm, ImportTexts.StepReport];

    public string Confirm => Import.Ready == 1 ? Text(nameof(ImportTexts.ConfirmOne)) : string.Format(Text(nameof(ImportTexts.ConfirmMany)), French.Number(Import.Ready));

    /// <summary>How many of those who leave, or have left, port their cover; none of a file of affiliations, and before anybody was judged.</summary>
    public IEnumerable<(PortabilityAnswer Answer, int Count)> Outcomes => new[]
    {
        (PortabilityAnswer.Yes, Import.Ported), (PortabilityAnswer.ToProve, Import.ToProve), (PortabilityAnswer.No, Import.NotPorted),
    }.Where(o => o.Item2 > 0);

    /// <summary>Where lines that were corrected are brought again.</summary>
    public string Again
    {
        get
        {
            var (portal, siren) = (Import.Company.Split('/')[0], Import.Company.Split('/')[1]);
            return $"/{portal}/{(Kind is ImportKind.Departures ? CompanyPages.ImportDepartures : CompanyPages.Import)}?entreprise={siren}";
        }
    }

    public string Text(string name) => ImportLabels.Text(Kind, name);

    public bool MayCorrect(ImportLineView line) => Stage is ImportStage.ToConfirm && line.Verdict is ImportVerdict.Refused && Corrected(line).Count > 0;

    /// <summary>The columns that a refused line asks for anew.</summary>
    public IReadOnlyList<ImportField> Corrected(ImportLineView line) =>
        line.Faults.Any(f => f.Fault is ImportFault.Surplus or ImportFault.Homonym) ? []
        : [.. line.Faults.SelectMany(FieldsOf).Distinct().Order()];

    public string At(ImportVerdict? verdict, int after = 0) =>
        QueryText.Of(Path, ("etat", ImportLabels.Slug(verdict)), ("apres", after > 0 ? $"{after}" : null));

    private static ImportField[] FieldsOf(LineFault fault) => fault switch
    {
        { Fault: ImportFault.Twice } => [ImportField.Nir],
        { Fault: ImportFault.NoAddress, Field: ImportField.Email } => [ImportField.Email, ImportField.Street, ImportField.PostCode, ImportField.City],
        { Fault: ImportFault.UnknownPerson } => [ImportField.Nir, ImportField.LastName, ImportField.FirstName, ImportField.BirthDate],
        { Fault: ImportFault.TwoPeople } => [ImportField.Nir, ImportField.LastName, ImportField.BirthDate],
        { Fault: ImportFault.NoPopulation } => [ImportField.College, ImportField.Siret],
        { Field: ImportField.None } => [],
        var of => [of.Field],
    };
}

public sealed record TypedLine(int Line, IReadOnlyDictionary<ImportField, string> Fields)
{
    /// <summary>Why it was not put there; null where it was.</summary>
    public ImportRefusal? Refusal { get; init; }

    /// <summary>The line as it stands now, where it was not put there.</summary>
    public ImportLineView? Stored { get; init; }

    /// <summary>Somebody else was first, and it may be typed over.</summary>
    public bool MayReplace => Refusal is ImportRefusal.Meanwhile && Stored is not null;
}

/// <summary>One line in its table.</summary>
public sealed record ImportRow(ImportPageView Page, ImportLineView Line)
{
    public string Name => string.Join(
        ", ", new[] { Line.Content[ImportField.LastName], Line.Content[ImportField.FirstName] }.Select(Short).Where(n => n.Length > 0));

    /// <summary>« Couvert jusqu’au 31 décembre 2026 », and what comes after; null where it ends no rights.</summary>
    public (string Covered, string After)? Outcome => Line.Outcome is not { } outcome || DepartureRules.LastDay(Line.Content) is not { } day ? null : (
        string.Format(DepartureImportTexts.CoveredUntil, FrenchDates.Day(day)),
        outcome.Until is { } until ? $"{SeveralOutcomes.Answer(outcome.Portability)}, {string.Format(DepartureTexts.SeveralUntil, FrenchDates.Day(until))}"
            : SeveralOutcomes.Answer(outcome.Portability));

    public TypedLine? Typed => Page.Typed is { } typed && typed.Line == Line.Line && typed.Refusal is null ? typed : null;

    public string ValueOf(ImportField field) => Typed?.Fields.GetValueOrDefault(field) ?? "";

    /// <summary>Shown in a table: a cell that is no name may be long.</summary>
    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.EnumerateRunes().Take(60)) + "…";
}
