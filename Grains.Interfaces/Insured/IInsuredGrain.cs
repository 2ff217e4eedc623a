using Grains.Interfaces.Employees;

namespace Grains.Interfaces.Insured;

/// <summary>
/// What an insured person's requests changed of themselves and of who is covered with them, beside what the core system knows. Key: that of the account.
/// </summary>
[Alias("IInsuredGrain")]
public interface IInsuredGrain : IGrainWithStringKey
{
    /// <summary>Records what a request changes, once: by the job of the commit that decided it. A repeat changes nothing.</summary>
    [Alias("Record")]
    Task Record(OperationId operation, InsuredChange change);
}

/// <summary>One of an address, somebody who joins, somebody who leaves.</summary>
/// <param name="Request">Key of the request.</param>
/// <param name="Number">Its number.</param>
/// <param name="Day">The first day on which it holds; of somebody who leaves, their last one.</param>
[Immutable]
public sealed record InsuredChange(string Request, string Number, DateOnly Day)
{
    public HomeAddress? Address { get; init; }

    public NewBeneficiary? Joins { get; init; }

    /// <summary>Who leaves, as the person reads their name.</summary>
    public string Leaves { get; init; } = "";
}

/// <param name="People">Who lives there, by the names that the person reads.</param>
[Immutable]
public sealed record HomeAddress(string Street, string Complement, string PostCode, string City, string Country, IReadOnlyList<string> People);
