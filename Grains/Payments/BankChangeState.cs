using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces.Payments;

namespace Grains.Payments;

/// <summary>What another account's way remembers; the number itself under seal.</summary>
public sealed record BankChangeState : GrainState
{
    public string Number { get; init; } = "";

    public string Portal { get; init; } = "";

    /// <summary>Whose it is: a company's key, or a person's own file.</summary>
    public string Company { get; init; } = "";

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public BankPurpose Purpose { get; init; }

    public string Contract { get; init; } = "";

    public string Holder { get; init; } = "";

    public SealedNumber? Iban { get; init; }

    /// <summary>It is an unrelated customer's, too: what advisers alone see.</summary>
    public bool Flagged { get; init; }

    /// <summary>A link went to an address known long enough.</summary>
    public bool ByLink { get; init; }

    /// <summary>No such address, but a telephone: the link that confirms went there as a text message.</summary>
    public bool BySms { get; init; }

    /// <summary>The author's address of less than 30 days ago hears of each step, too; null for none.</summary>
    public FormerAddress? Former { get; init; }

    /// <summary>The author's telephone is too young to be called back on.</summary>
    public bool NewPhone { get; init; }

    /// <summary>Address or telephone changed in the last days: it is held longer.</summary>
    public bool HeldLonger { get; init; }

    public BankStage Stage { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When something is due without anybody: the end of the hold, of the wait for a confirmation; null for nothing.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public AdviserAct? Call { get; init; }

    public AdviserAct? Approval { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Reference of the mandate that was signed with it; empty for none.</summary>
    public string Mandate { get; init; } = "";

    /// <summary>Accounts that hear of each step: the author, and who administrates the company.</summary>
    public ImmutableList<string> Told { get; init; } = [];

    public bool Exists => Author.Length > 0;

    [JsonIgnore]
    public bool IsOpen => Stage is BankStage.Confirming or BankStage.Approving or BankStage.Held;

    /// <summary>An employer's.</summary>
    [JsonIgnore]
    public bool NeedsApproval => !Rights.IsOwnFile(Company);

    public BankChangeRow Row(string key) => new(
        key, Number, Portal, Company, Author, AuthorName, Purpose, Contract, Holder, Iban?.Mac ?? "", Iban?.Hint ?? "", Flagged, ByLink, NewPhone, Stage,
        AskedAt, DueAt, Call?.By ?? "", Call?.ByName ?? "", Call?.At, Call?.Note ?? "", Approval?.ByName ?? "", Approval?.At, EndedAt, Reason, Mandate, BySms);
}

public sealed record AdviserAct(string By, string ByName, DateTimeOffset At, string Note = "");

/// <param name="IbanMac">By which the same number is found.</param>
/// <param name="IbanHint">« FR•• •••• 2606 ».</param>
[Row("bank_change", key: 1)]
public sealed record BankChangeRow(
    string Request, string Number, string Portal, string Company, string Author, string AuthorName, BankPurpose Purpose, string Contract, string Holder,
    string IbanMac, string IbanHint, bool Flagged, bool ByLink, bool NewPhone, BankStage Stage, DateTimeOffset AskedAt, DateTimeOffset? DueAt, string CallBy,
    string CallName, DateTimeOffset? CallAt, string CallNote, string ApprovedName, DateTimeOffset? ApprovedAt, DateTimeOffset? EndedAt, string Reason,
    string Mandate, bool BySms) : Row;
