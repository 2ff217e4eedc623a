using Grains.Letters;
using Grains.Portals;
using Grains.Requests.Attestations;
using Grains.Text;
using QRCoder;
using Silo.Pdf;
using Web.Display;
using Web.Papers;
using Web.Portals;

namespace Web.Requests.Attestations;

/// <summary>How an attestation is written: what was said on its day, and how anybody checks it.</summary>
public sealed class AttestationPaper(PortalDirectory portals, SiteAddress site)
{
    public PortalPaper Of(MadeAttestation made)
    {
        var (portal, facts, title) = (portals.Find(made.Portal)!, made.Facts, AttestationLabels.Kind(made.Kind));
        var paper = new PortalPaper(title);
        paper.Begin(PaperFiles.SenderOf(portal), string.Format(AttestationTexts.Dated, FrenchDates.Day(Paris.Day(made.At))));
        paper.Title(title);
        if (facts.Recipient.Length > 0)
            paper.Paragraph(string.Format(AttestationTexts.For, facts.Recipient));
        paper.Paragraph(string.Format(
            made.Kind is AttestationKind.Membership or AttestationKind.Employee ? AttestationTexts.LeadCompany : AttestationTexts.LeadInsured, portal.Insurer,
            FrenchDates.Day(made.Day)));
        paper.Facts(Who(made));
        paper.Heading(AttestationLabels.Contract(facts.Contract));
        paper.Facts(Cover(made));
        foreach (var heading in facts.Lines.GroupBy(l => l.Heading))
        {
            paper.Heading(heading.Key);
            paper.Facts(heading.Select(l => (l.Care, AttestationLabels.Paid(l))));
        }
        paper.Paragraph(AttestationTexts.Check);
        var address = $"{site.Origin}/verification";
        paper.ToType(
            [(AttestationTexts.Address, address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..]), (AttestationTexts.Code, PrintedCode.Shown(made.Code))],
            QRCodeGenerator.GenerateQrCode($"{address}?code={made.Code}", QRCodeGenerator.ECCLevel.M).ModuleMatrix, AttestationTexts.Picture);
        paper.Note(string.Format(AttestationTexts.Note, FrenchDates.Day(Paris.Day(made.At)), FrenchDates.Hour(made.At)));
        return paper;
    }

    private static IEnumerable<(string, string)> Who(MadeAttestation made)
    {
        var facts = made.Facts;
        if (made.Kind is AttestationKind.Membership or AttestationKind.Employee)
        {
            yield return (AttestationTexts.Company, facts.Holder);
            yield return (AttestationTexts.Siren, French.Siren(facts.Number));
            if (facts.Employee is { } employee)
            {
                yield return (AttestationTexts.Name, employee.Name);
                if (employee.BirthDate is { } born)
                    yield return (AttestationTexts.Born, FrenchDates.Day(born));
            }
            yield break;
        }
        yield return (AttestationTexts.Holder, facts.Holder);
        if (facts.Number.Length > 0)
            yield return (AttestationTexts.ClientNumber, facts.Number);
        if (facts.People.Count > 0)
            yield return (AttestationTexts.People, string.Join(", ", facts.People));
    }

    private static IEnumerable<(string, string)> Cover(MadeAttestation made)
    {
        var contract = made.Facts.Contract;
        if (contract.Title.Length > 0)
            yield return (AttestationTexts.Title, contract.Title);
        if (contract.Company.Length > 0)
            yield return (AttestationTexts.OfCompany, contract.Company);
        if (contract.Option.Length > 0)
            yield return (AttestationTexts.Option, contract.Option);
        if (made.Facts.Employee is { } employee)
        {
            yield return (AttestationTexts.Stands, AttestationLabels.Stands(employee, made.Day));
            yield return (AttestationTexts.Since, FrenchDates.Day(employee.From));
            yield break;
        }
        if (contract.From is { } from)
            yield return (AttestationTexts.Since, FrenchDates.Day(from));
        if ((made.Until ?? contract.To) is { } to)
            yield return (AttestationTexts.Until, FrenchDates.Day(to));
    }
}
