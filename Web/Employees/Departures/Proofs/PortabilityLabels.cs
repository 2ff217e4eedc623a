using System.Globalization;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Web.Employees.Departures.Proofs;

/// <summary>How proofs of portability are said.</summary>
public static class PortabilityLabels
{
    public static string Kind(DepartureEvidence kind) => kind is DepartureEvidence.BenefitNotice ? PortabilityTexts.Kind1 : PortabilityTexts.Kind2;

    public static string Help(DepartureEvidence kind) => kind is DepartureEvidence.BenefitNotice ? PortabilityTexts.Kind1Help : PortabilityTexts.Kind2Help;

    /// <summary>Class of the mark in the stylesheet, its icon, and its words.</summary>
    public static (string Mark, string Icon, string Words) State(ProofStage stage) => stage switch
    {
        ProofStage.Waiting => ("pending", "em-pending", PortabilityTexts.StageWaiting),
        ProofStage.Accepted => ("covered", "check", PortabilityTexts.StageAccepted),
        _ => ("out", "x", PortabilityTexts.StageRefused),
    };

    /// <summary>« notification de droits au chômage, avant le 15 avril 2026 »</summary>
    public static string Before(ExpectedProof proof) =>
        string.Format(PortabilityTexts.Before, Kind(proof.Kind).ToLower(CultureInfo.GetCultureInfo("fr-FR")), FrenchDates.Day(proof.DueOn));

    /// <summary>What a list says of an employee's proof beside their status; null for nothing.</summary>
    public static string? Note(EmployeeSummary employee, DateTimeOffset now) =>
        employee.IsSuspended(Paris.Day(now)) ? string.Format(PortabilityTexts.SuspendedSince, EmployeeLabels.Short(employee.SuspendedOn, now))
        : employee.ProofKind == 0 ? null
        : employee.ProofWaits == 1 ? PortabilityTexts.ListWaits
        : EmployeeLabels.Day(employee.ProofOn) < Paris.Day(now) ? PortabilityTexts.ListLate
        : string.Format(PortabilityTexts.ListExpected, EmployeeLabels.Short(employee.ProofOn, now));

    /// <summary>« reçu le 12 nov., déposé par Nora Belhadj, indemnisé jusqu’au 30 novembre 2026 »</summary>
    public static string Facts(ProofView proof, DateTimeOffset now) => string.Join(", ", new[]
    {
        string.Format(PortabilityTexts.ReceivedOn, FrenchDates.Short(proof.At!.Value, now)),
        proof.ProvesUntil.Length == 0 ? ""
            : string.Format(proof.Ends == 1 ? PortabilityTexts.EndsOn : PortabilityTexts.ProvesUntil, EmployeeLabels.Long(proof.ProvesUntil)),
    }.Where(part => part.Length > 0));

    /// <summary>What became of a form, as the address says it.</summary>
    public static (string Sentence, bool Done)? Outcome(string? fin) => fin switch
    {
        "justificatif-relance" => (PortabilityTexts.EventReminded, true),
        "justificatif-remis" => (PortabilityTexts.HandedIn, true),
        "justificatif-etude" => (PortabilityTexts.AlreadyWaits, false),
        "justificatif-rien" => (PortabilityTexts.NothingExpected, false),
        "reponse" => (PortabilityTexts.StaffDone, true),
        "deja" => (PortabilityTexts.Already, false),
        _ => null,
    };
}
