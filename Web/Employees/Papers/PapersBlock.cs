namespace Web.Employees.Papers;

/// <summary>The papers of an employee's beneficiaries, as one of three sees them: who hands them in, the employer, an adviser.</summary>
public sealed record PapersBlock(IReadOnlyList<PaperLine> Lines, DateTimeOffset Now)
{
    public string Title { get; init; } = PaperTexts.Documents;

    public string? Lead { get; init; }

    public string? Note { get; init; }

    /// <summary>Where a file is opened, by its id behind it; null where it is nobody's to open: that it came is all that is said.</summary>
    public string? Files { get; init; }

    /// <summary>Where one is handed in; null where it is not.</summary>
    public string? Deposit { get; init; }

    /// <summary>Where one is taken back; null where it is not.</summary>
    public string? Remove { get; init; }

    /// <summary>The key of the forms that are drawn.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The employer's, who says that the person handed them over where the affiliation is typed.</summary>
    public static PapersBlock OfEmployer(IReadOnlyList<PaperLine> lines, DateTimeOffset now, string? deposit) => new(lines, now)
    {
        Lead = deposit is not null && lines.Any(l => l.IsMissing) ? PaperTexts.EmployerLead : null,
        Note = PaperTexts.EmployerNote,
        Deposit = deposit,
    };
}
