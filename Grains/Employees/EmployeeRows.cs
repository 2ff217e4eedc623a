using Grains.Commits;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <summary>What lists and the sheet's head show of an employee; written whole by each commit.</summary>
/// <param name="Status1">Now; the others begin at their instants, known already.</param>
/// <param name="Folded">As it is ordered: last name, first name.</param>
/// <param name="Words">As it is found.</param>
/// <param name="Contracts">Numbers, separated by spaces.</param>
/// <param name="Step">Of their affiliation; 0 before they have begun.</param>
/// <param name="Mail">Names the last invitation's mail; empty for none.</param>
/// <param name="TypedAt">When the employer typed what stands; null where the employee filled it in.</param>
/// <param name="Contest">What the employee says against what their employer typed, while it has no answer.</param>
/// <param name="ProofKind">Of the proof of portability that is expected, as <c>DepartureEvidence</c> numbers it; 0 for none.</param>
/// <param name="ProofOn">When it is due.</param>
/// <param name="ProofWaits">It came, and waits for the insurer.</param>
/// <param name="SuspendedOn">The first day of a suspension, come or to come; empty for none.</param>
[Row("employee_list", key: 1)]
public sealed record EmployeeListRow(
    string Employee, string Portal, string Company, string Siret, string LastName, string FirstName, string Civility, string BirthDate, string HiredOn,
    string Number, string Email, string Folded, string Words, string Contracts, EmployeeStatus Status1, DateTimeOffset? From2, EmployeeStatus? Status2,
    DateTimeOffset? From3, EmployeeStatus? Status3, DateTimeOffset? From4, EmployeeStatus? Status4, DateTimeOffset? From5, EmployeeStatus? Status5,
    DateTimeOffset? InvitedAt, DateTimeOffset? LastAt, int Reminders, int Step, string Mail, string NirHint, string IbanHint, string Waiver, string Mandate,
    DateTimeOffset? SignedAt, DateTimeOffset? TypedAt, string Contest, DateTimeOffset? ContestedAt, long Version, int ProofKind, string ProofOn,
    bool ProofWaits, string SuspendedOn) : Row;

/// <summary>The same of one contract, where an employee's contracts may differ.</summary>
[Row("employee_contract", key: 2)]
public sealed record EmployeeContractRow(
    string Employee, string Contract, string Company, string Population, string OptionCode, string SinceOn, string UntilOn, EmployeeStatus Status1,
    DateTimeOffset? From2, EmployeeStatus? Status2, DateTimeOffset? From3, EmployeeStatus? Status3, DateTimeOffset? From4, EmployeeStatus? Status4,
    DateTimeOffset? From5, EmployeeStatus? Status5) : Row;

/// <summary>A dated interval; a change closes one and opens another.</summary>
[Row("employee_interval", key: 4)]
public sealed record EmployeeIntervalRow(
    string Employee, string Contract, string FromOn, CoverKind Kind, string ToOn, string Population, string OptionCode) : Row;

/// <param name="FromOn">Of who was added by a request; empty for those of the affiliation.</param>
/// <param name="ToOn">The last day of who has left.</param>
[Row("employee_beneficiary", key: 2)]
public sealed record EmployeeBeneficiaryRow(string Employee, int Rank, string Link, string LastName, string FirstName, string BirthDate, string FromOn, string ToOn) : Row;

/// <summary>What the employee handed in for a beneficiary.</summary>
[Row("employee_paper", key: 2)]
public sealed record EmployeePaperRow(
    string Employee, string File, int Rank, PaperKind Kind, string Name, string Type, long Size, DateTimeOffset At) : Row;

/// <summary>What was signed by a code, when and from where.</summary>
[Row("employee_signature", key: 2)]
public sealed record EmployeeSignatureRow(
    string Employee, string Mandate, DateTimeOffset At, string Source, string Channel, string Text, string Hash) : Row;

/// <summary>A line of the employee's history.</summary>
[Row("employee_event", key: 2)]
public sealed record EmployeeEventRow(string Employee, int Event, DateTimeOffset At, EmployeeEventKind Kind, string Name, string Detail) : Row;

public enum EmployeeEventKind
{
    Known = 1,
    Invited,
    Reminded,
    AddressCorrected,
    Withdrawn,
    Forced,
    Begun,
    Signed,
    WaiverAsked,
    LinkClosed,
    NirSeen,
    IbanSeen,
    Corrected,
    LetterPosted,
    /// <summary>By what the employer typed.</summary>
    Affiliated,
    Contested,
    ContestAnswered,
    PaperReceived,
    ContestSettled,
    DeathReported,
    BeneficiaryAdded,
    BeneficiaryLeft,
    Departed,
    DepartureCancelled,
    WaiverAccepted,
    WaiverRefused,
    /// <summary>To the insurer.</summary>
    WaiverForwarded,
    WaiverReminded,
    /// <summary>Of portability, as the next four.</summary>
    ProofReceived,
    ProofReminded,
    ProofAccepted,
    ProofRefused,
    PortabilitySuspended,
}
