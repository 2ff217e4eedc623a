using Grains.Text;
using Silo.Pdf;
using Web.Display;
using Web.Papers;
using Web.Portals;
using Web.Requests.Thread;

namespace Web.Requests.Receipts;

/// <summary>A piece that was handed in with the form.</summary>
/// <param name="Hash">SHA-256 of its content; empty where the reader may not see what it is.</param>
public sealed record ReceivedPiece(string Name, long Size, string Hash);

/// <summary>How the receipt of a sent request is written: what was answered and handed in, and when.</summary>
public static class ReceiptPaper
{
    /// <param name="view">With its first entries.</param>
    public static PortalPaper Of(Portal portal, ThreadView view, IReadOnlyList<ReceivedPiece> pieces)
    {
        var (request, sent) = (view.Request, view.Request.SentAt!.Value);
        var paper = new PortalPaper(string.Format(ReceiptTexts.Title, request.Number));
        paper.Begin(PaperFiles.SenderOf(portal), string.Format(ReceiptTexts.Dated, FrenchDates.Day(Paris.Day(sent))));
        paper.Title(string.Format(ReceiptTexts.Title, request.Number));
        paper.Paragraph(string.Format(ReceiptTexts.Lead, portal.Insurer, FrenchDates.Day(Paris.Day(sent)), FrenchDates.Hour(sent)));
        paper.Facts(Head(view));
        foreach (var step in view.Answers)
        {
            paper.Heading(step.Step);
            paper.Facts(step.Answers.Select(a => (a.Label, a.Text)));
        }
        if (view.Thread.Entries.FirstOrDefault(e => e.Tick == Grains.Requests.RequestState.FirstMessage) is { Text: { Length: > 0 } text } && text != request.Subject)
        {
            paper.Heading(ReceiptTexts.Message);
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Length > 0))
                paper.Paragraph(line);
        }
        paper.Heading(ReceiptTexts.Pieces);
        if (pieces.Count == 0)
            paper.Paragraph(ReceiptTexts.NoPiece);
        foreach (var piece in pieces)
        {
            paper.Paragraph(piece.Hash.Length == 0 ? piece.Name : string.Format(ReceiptTexts.Piece, piece.Name, French.Size(piece.Size)));
            if (piece.Hash.Length > 0)
                paper.Note(string.Format(ReceiptTexts.Hash, piece.Hash));
        }
        paper.Note(ReceiptTexts.Note);
        return paper;
    }

    private static IEnumerable<(string, string)> Head(ThreadView view)
    {
        var request = view.Request;
        yield return (ReceiptTexts.Number, request.Number!);
        yield return (ReceiptTexts.Subject, request.Subject);
        if (request.Siren.Length > 0)
            yield return (RequestTexts.FactCompany, $"{request.CompanyName} ({French.Siren(request.Siren)})");
        yield return (RequestTexts.FactAuthor, request.AuthorName);
    }
}
