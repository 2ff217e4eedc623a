namespace Grains.Interfaces.Employees;

/// <param name="LastName">Of birth.</param>
/// <param name="UsualName">Empty when it is the name of birth.</param>
/// <param name="Civility"><c>madame</c>, <c>monsieur</c>, or empty.</param>
[Immutable]
public sealed record Person(string LastName, string FirstName, DateOnly BirthDate, string UsualName = "", string Civility = "");

/// <param name="College">DSN S21.G00.40.003; empty where the core system does not say.</param>
[Immutable]
public sealed record Employment(string Siret, DateOnly HiredOn, string College = "");

/// <summary>What an employee is to be covered by in one contract.</summary>
[Immutable]
public sealed record CoverChoice(string Contract, string Population, string Option, DateOnly From);

/// <summary>A part in a contract from a day on; both days are included, an open end is null. What has been is never overwritten.</summary>
[Immutable]
public sealed record CoverInterval(string Contract, CoverKind Kind, DateOnly From, DateOnly? To = null, string Population = "", string Option = "");

/// <param name="Nir">Fifteen signs with the key, or empty.</param>
/// <param name="Email">Empty: the link goes by letter, to the address.</param>
/// <param name="WaiverEmail">Who is written to when the employee asks for a waiver.</param>
/// <param name="TellWhenDone">The caller gets a mail when the affiliation is signed.</param>
[Immutable]
public sealed record NewEmployee(
    string Company, Person Person, string Nir, Employment Employment, IReadOnlyList<CoverChoice> Covers, string Email, string WaiverEmail = "",
    bool TellWhenDone = false, PostalAddress? Address = null)
{
    /// <summary>The id of the employee that this is, where one of that name born the same day is known; empty for another person, null before it was asked.</summary>
    public string? SameAs { get; init; }

    /// <summary>Among people of one name born the same day; 1 for the first.</summary>
    public int Rank { get; init; } = 1;
}

/// <summary>What the employer may correct of an employee.</summary>
/// <param name="Number">The company's own number for them; empty for none.</param>
[Immutable]
public sealed record EmployeeIdentity(Person Person, string Number, Employment Employment);

/// <param name="Number">The company's own number for them, or the insurer's; empty for none.</param>
[Immutable]
public sealed record EmployeeFacts(
    string Company, Person Person, string Nir, Employment Employment, IReadOnlyList<CoverInterval> Covers, string Email = "", string Number = "");

/// <summary>A personal link: its secret goes into the encrypted mail only, the grain keeps the hash.</summary>
[Immutable]
public sealed record PersonalLink(byte[] Hash, string Token, PrintedLink? Printed = null);

/// <summary>The same for a letter, where both the link and the code are typed off the paper.</summary>
/// <param name="Secret">Both, sealed for the print queue.</param>
[Immutable]
public sealed record PrintedLink(byte[] Hash, byte[] CodeHash, string Secret);

/// <summary>Where a letter goes.</summary>
[Immutable]
public sealed record PostalAddress(string Street, string PostCode, string City);
