namespace Grains.Interfaces.Companies;

/// <summary>The company that a customer looked at last, where an address names none. Key: that of the account.</summary>
[Alias("IChosenCompanyGrain")]
public interface IChosenCompanyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Remembers the choice; the same one again writes nothing. Refused: NotFound when the caller sees no such company, or is another account.
    /// </summary>
    /// <param name="company">The company's key; empty for all of them.</param>
    [Alias("Choose")]
    Task<Result<ChosenCompanyRefusal>> Choose(Caller by, OperationId operation, string company);
}

public enum ChosenCompanyRefusal
{
    NotFound = 1,
}
