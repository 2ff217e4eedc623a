using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Silo.Pdf;
using Web.Papers;
using Web.Portals;

namespace Web.Employees.Certificates;

/// <summary>How a certificate of affiliation is written.</summary>
public static class CertificatePaper
{
    public static PortalPaper Of(Portal portal, Certificate certificate)
    {
        var (facts, paper) = (certificate.Facts, new PortalPaper(CertificateTexts.Certificate));
        paper.Begin(PaperFiles.SenderOf(portal), string.Format(CertificateTexts.Dated, FrenchDates.Day(Paris.Day(facts.At))));
        paper.Title(CertificateTexts.Certificate);
        paper.Paragraph(string.Format(CertificateTexts.Lead, portal.Insurer, certificate.Company));
        paper.Facts(Who(certificate));
        foreach (var cover in facts.Covers)
        {
            var contract = certificate.Contracts.FirstOrDefault(c => c.Number == cover.Contract);
            paper.Heading(string.Format(CertificateTexts.Contract, contract is null ? "" : EmployeeLabels.Name(contract.Universe), cover.Contract).Trim());
            paper.Facts(Cover(cover, contract, Paris.Day(facts.At)));
        }
        if (facts.Beneficiaries.Count > 0)
        {
            paper.Heading(EmployeeTexts.Beneficiaries);
            paper.Facts(facts.Beneficiaries.Select(b => (
                EmployeeLabels.Link(b.Link), string.Format(CertificateTexts.Person, $"{b.FirstName} {b.LastName}", FrenchDates.Day(b.BirthDate)))));
        }
        if (facts.SignedAt is { } signed)
            paper.Paragraph(string.Format(CertificateTexts.Signed, FrenchDates.Day(Paris.Day(signed)), FrenchDates.Hour(signed)));
        paper.Note(string.Format(CertificateTexts.Note, FrenchDates.Day(Paris.Day(facts.At)), FrenchDates.Hour(facts.At)));
        return paper;
    }

    private static IEnumerable<(string, string)> Who(Certificate certificate)
    {
        var (person, facts) = (certificate.Facts.Person, certificate.Facts);
        yield return (CertificateTexts.Employee, person.UsualName.Length > 0
            ? string.Format(CertificateTexts.BornAs, $"{person.FirstName} {person.UsualName}", person.LastName) : $"{person.FirstName} {person.LastName}");
        yield return (EmployeeTexts.BirthDate, FrenchDates.Day(person.BirthDate));
        if (facts.NirHint.Length > 0)
            yield return (EmployeeTexts.Nir, facts.NirHint);
        yield return (EmployeeTexts.Company, certificate.Company);
        yield return (CertificateTexts.Siret, facts.Siret);
    }

    private static IEnumerable<(string, string)> Cover(CoverInterval cover, Contract? contract, DateOnly today)
    {
        yield return (CertificateTexts.Option, contract?.Options.FirstOrDefault(o => o.Code == cover.Option)?.Label ?? EmployeeTexts.NoOption);
        yield return (cover.From > today ? CertificateTexts.CoveredFrom : CertificateTexts.CoveredSince, FrenchDates.Day(cover.From));
        if (cover.To is { } last)
            yield return (CertificateTexts.CoveredUntil, FrenchDates.Day(last));
    }
}
