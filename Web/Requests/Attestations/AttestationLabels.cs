using System.Globalization;
using Grains.Contracts;
using Grains.Interfaces.Employees;
using Grains.Requests.Attestations;
using Grains.Text;
using Web.Display;

namespace Web.Requests.Attestations;

/// <summary>How attestations are called, and what they say.</summary>
public static class AttestationLabels
{
    public static string Kind(AttestationKind kind) => kind switch
    {
        AttestationKind.Card => AttestationTexts.Card,
        AttestationKind.Rights => AttestationTexts.Rights,
        AttestationKind.Guarantees => AttestationTexts.Guarantees,
        AttestationKind.Membership => AttestationTexts.Membership,
        _ => AttestationTexts.Employee,
    };

    /// <summary>Of the line in the thread, where the kind stands as its number.</summary>
    public static string Kind(string number) => Kind((AttestationKind)int.Parse(number, CultureInfo.InvariantCulture));

    public static string Contract(AttestedContract contract) => string.Format(
        AttestationTexts.Contract, (Universe)contract.Universe is Universe.Provident ? AttestationTexts.Provident
            : (Universe)contract.Universe is Universe.Retirement ? AttestationTexts.Retirement : AttestationTexts.Health, contract.Number);

    public static string Stands(AttestedEmployee employee, DateOnly day) =>
        employee.To < day ? string.Format(AttestationTexts.Removed, FrenchDates.Day(employee.To.Value))
        : (CoverKind)employee.Stands is CoverKind.Portability ? AttestationTexts.Portability : AttestationTexts.Affiliated;

    public static string Paid(AttestedLine line) => (GuaranteeUnit)line.Unit switch
    {
        GuaranteeUnit.RealCost => CoverTexts.RealCost,
        GuaranteeUnit.NothingLeft => CoverTexts.NothingLeft,
        GuaranteeUnit.PercentOfTariff => string.Format(CoverTexts.PercentBr, French.Decimal(line.Amount)),
        GuaranteeUnit.EurosAYear => string.Format(CoverTexts.EurosAYear, French.Decimal(line.Amount)),
        GuaranteeUnit.EurosADay => string.Format(CoverTexts.EurosADay, French.Decimal(line.Amount)),
        GuaranteeUnit.EurosAnItem => string.Format(CoverTexts.EurosAnItem, French.Decimal(line.Amount)),
        _ => string.Format(CoverTexts.Euros, French.Decimal(line.Amount)),
    };
}
