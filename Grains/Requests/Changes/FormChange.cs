using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Insured;
using Grains.Interfaces.Payments;

namespace Grains.Requests.Changes;

/// <summary>What a sent form changes elsewhere.</summary>
/// <param name="Day">The first day on which it holds; of somebody who leaves, or died, their last one.</param>
/// <param name="Employee">Whom it is about; empty for the author.</param>
public sealed record FormChange(ChangeKind Kind, DateOnly Day, string Employee = "")
{
    public HomeAddress? Address { get; init; }

    public NewBeneficiary? Joins { get; init; }

    /// <summary>Who leaves, as they were named.</summary>
    public string Leaves { get; init; } = "";

    public AskedAccount? Account { get; init; }
}

/// <param name="Contract">Numbers of those that it is for, parted by a comma and a space; empty for all.</param>
/// <param name="Iban">Read, and right.</param>
/// <param name="Mandate">Its author signs a mandate by sending it.</param>
public sealed record AskedAccount(BankPurpose Purpose, string Contract, string Holder, string Iban, bool Mandate);

/// <summary>Where a change of a request stands.</summary>
public enum ChangeStage
{
    /// <summary>There is none.</summary>
    None = 0,
    /// <summary>Until an adviser has looked at the pieces.</summary>
    Waits = 1,
    /// <summary>Its job is in the commit that decided it.</summary>
    Recorded = 2,
}

/// <summary>A change on its way to whom it is about.</summary>
/// <param name="Request">Key.</param>
/// <param name="Account">The request's author.</param>
public sealed record DueChange(string Request, string Number, string Account, string Company, FormChange Change)
{
    internal Effect At(DateTimeOffset due) => new Schedule(FormChangeJob.JobKind, $"{FormChangeJob.JobKind}/{Request}", JsonSerializer.Serialize(this), due, JobLane.Grains);
}
