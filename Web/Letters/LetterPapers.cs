using Grains.Letters;
using Grains.Portals;
using Grains.Text;
using QRCoder;
using Silo.Pdf;
using Web.Employees;
using Web.Papers;
using Web.Portals;

namespace Web.Letters;

/// <summary>How letters are written: the address in the envelope's window, what is to be typed below the fold.</summary>
public sealed class LetterPapers(PortalDirectory portals, SiteAddress site, TimeProvider clock)
{
    public PortalPaper Of(IReadOnlyList<LetterToPrint> letters)
    {
        var paper = new PortalPaper(LetterTexts.Title);
        foreach (var letter in letters)
            Write(paper, letter);
        return paper;
    }

    private void Write(PortalPaper paper, LetterToPrint print)
    {
        var (letter, portal) = (print.Letter, portals.Find(print.Letter.Portal)!);
        var address = $"{site.Origin}/{letter.Portal}/lettre/{print.Secret.Reference}";
        paper.Begin(
            PaperFiles.SenderOf(portal), string.Format(LetterTexts.Dated, FrenchDates.Day(Paris.Day(clock.GetUtcNow()))),
            [letter.Name, letter.Street, $"{letter.PostCode} {letter.City.ToUpperInvariant()}"]);
        var (title, body) = LetterLabels.Of(letter);
        paper.Title(title);
        paper.Paragraph(string.Format(LetterTexts.Greeting, letter.Name));
        paper.Paragraph(string.Format(body, letter.CompanyName, portal.Insurer, EmployeeLabels.Long(letter.LeftOn), EmployeeLabels.Long(letter.PortedUntil),
            EmployeeLabels.Long(letter.ProofOn)));
        paper.Paragraph(LetterTexts.How);
        paper.ToType(
            [(LetterTexts.Address, address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..]), (LetterTexts.Code, PrintedCode.Shown(print.Secret.Code))],
            QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M).ModuleMatrix, LetterTexts.Picture);
        paper.Paragraph(string.Format(LetterTexts.Until, FrenchDates.Day(Paris.Day(letter.EndsAt!.Value))));
        paper.Note(LetterTexts.Safe);
        paper.Paragraph(portal.Insurer);
    }
}
