using Grains.Employees;
using Grains.Text;
using Silo.Pdf;
using Web.Papers;
using Web.Portals;

namespace Web.Employees.Sheet;

/// <summary>An employee's sheet on A4: what the page shows, numbers masked.</summary>
public static class EmployeeSheetPaper
{
    public static PortalPaper Of(Portal portal, EmployeeSheet sheet, DateTimeOffset now)
    {
        var (employee, paper) = (sheet.Employee, new PortalPaper(string.Format(EmployeeTexts.SheetTitle, sheet.Employee.Name)));
        paper.Begin(PaperFiles.SenderOf(portal), string.Format(EmployeeTexts.SheetDated, FrenchDates.Day(Paris.Day(now))));
        paper.Title(string.Format(EmployeeTexts.SheetTitle, employee.Name));
        paper.Facts(employee.Contracts.Select(c => (
            EmployeeLabels.Name(c.Universe), $"{EmployeeLabels.Label(c.Status)}, {(c.Option.Length > 0 ? c.Option : EmployeeTexts.NoOption)}")));
        Section(paper, EmployeeTexts.Identity, [
            (EmployeeTexts.BirthDate, EmployeeLabels.Long(employee.BirthDate)),
            (EmployeeTexts.Nir, employee.NirHint), (EmployeeTexts.Iban, employee.IbanHint)]);
        Section(paper, EmployeeTexts.Employment, [
            (EmployeeTexts.Company, employee.CompanyName), (EmployeeTexts.Establishment, employee.Establishment),
            (EmployeeTexts.HiredOn, EmployeeLabels.Long(employee.HiredOn)), (EmployeeTexts.Number, employee.Number), (EmployeeTexts.Email, employee.Email)]);
        Section(paper, EmployeeTexts.RightsTitle, sheet.Intervals.Select(i => (
            EmployeeLabels.Name((Grains.Contracts.Universe)i.Universe), RightsLine.Words(i))));
        Section(paper, EmployeeTexts.Beneficiaries, sheet.Beneficiaries.Select(b => (
            EmployeeLabels.Link(b.Link), $"{b.FirstName} {b.LastName}, {string.Format(EmployeeTexts.BornOn, EmployeeLabels.Long(b.BirthDate))}")));
        Section(paper, EmployeeTexts.History, sheet.Events.Select(e => (
            FrenchDates.Day(Paris.Day(DateTimeOffset.FromUnixTimeMilliseconds(e.At))), EmployeeLabels.Event(e.Kind))));
        paper.Note(string.Format(EmployeeTexts.SheetNote, FrenchDates.Day(Paris.Day(now)), FrenchDates.Hour(now)));
        return paper;
    }

    // What is not known is left out, and a part of which nothing is.
    private static void Section(PortalPaper paper, string title, IEnumerable<(string Label, string Value)> facts)
    {
        var known = facts.Where(f => f.Value.Length > 0).ToList();
        if (known.Count == 0)
            return;
        paper.Heading(title);
        paper.Facts(known);
    }
}
