using Grains.Employees.Evidence;
using Grains.Text;
using Silo.Messaging;
using Silo.Pdf;

namespace Silo.Evidence;

/// <summary>The paper that lists waivers of a bundle.</summary>
internal static class EvidencePaper
{
    public static string Name(EvidenceIndex index) => index.Of == 1 ? EvidenceTexts.IndexName : string.Format(EvidenceTexts.IndexNameOf, index.Number);

    /// <param name="portal">Null for one that is configured no more.</param>
    public static PortalPaper Of(EvidenceIndex index, MailPortal? portal)
    {
        var paper = new PortalPaper($"{EvidenceTexts.Title}, {index.CompanyName}");
        paper.Begin(
            PaperSender.Of(portal?.Brand ?? "", portal?.Insurer ?? "", portal?.ReturnAddress ?? ""),
            string.Format(EvidenceTexts.Dated, FrenchDates.Day(Paris.Day(index.AskedAt))));
        paper.Title(EvidenceTexts.Title);
        paper.Paragraph(string.Format(
            EvidenceTexts.Lead, index.CompanyName, index.Siren, index.AskedBy, FrenchDates.Day(Paris.Day(index.AskedAt)), FrenchDates.Hour(index.AskedAt)));
        if (index.Lines.Count == 0)
        {
            paper.Paragraph(EvidenceTexts.None);
            return paper;
        }
        if (index.Of > 1)
            paper.Paragraph(string.Format(EvidenceTexts.Part, index.Number, index.Of, index.Lines[0].Line, index.Lines[^1].Line));
        paper.Table(
            [(EvidenceTexts.Number, 10), (EvidenceTexts.Employee, 28), (EvidenceTexts.Waiver, 40), (EvidenceTexts.Decision, 42), (EvidenceTexts.Proof, 50)],
            index.Lines.Select(Row));
        paper.Note(EvidenceTexts.Verify);
        return paper;
    }

    private static IReadOnlyList<string> Row(EvidenceContent line) =>
    [
        $"{line.Line}",
        $"{line.LastName}\n{line.FirstName}",
        string.Join('\n', EvidenceLabels.Contract(line), $"{line.Case}, {EvidenceLabels.Case(line.Case)}", EvidenceLabels.Basis(line)),
        string.Join('\n', Decision(line)),
        line.Sha256.Length == 0 ? EvidenceLabels.Proof(line) : $"{line.FileName}\n{line.Path}\n{line.Sha256}",
    ];

    private static IEnumerable<string> Decision(EvidenceContent line)
    {
        var (asked, occasion) = (string.Format(EvidenceTexts.Asked, FrenchDates.Day(Paris.Day(line.AskedAt))), EvidenceLabels.Occasion(line));
        yield return occasion.Length == 0 ? asked : $"{asked}, {occasion}";
        yield return string.Format(EvidenceTexts.Said, line.Reason.ReplaceLineEndings(" "));
        if (line.DecidedAt is { } at)
            yield return string.Format(EvidenceTexts.Granted, FrenchDates.Day(Paris.Day(at)), EvidenceLabels.By(line));
        yield return line.Until is { } last ? string.Format(EvidenceTexts.FromUntil, FrenchDates.Day(line.From), FrenchDates.Day(last))
            : string.Format(EvidenceTexts.FromOpen, FrenchDates.Day(line.From));
    }
}
