using Grains.Interfaces.Requests;

namespace Grains.Interfaces.Accounts;

/// <summary>
/// What a person has typed of a registration, while there is no account yet: never the password. Its key is drawn at random and stands in
/// a sealed cookie; a day after its first step everything in it is gone. Key: <c>portal/id</c>.
/// </summary>
[Alias("IRegistrationGrain")]
public interface IRegistrationGrain : IGrainWithStringKey
{
    /// <summary>Null when nothing was begun, or it is over.</summary>
    [Alias("View")]
    Task<RegistrationView?> View();

    /// <summary>Keeps the fields of a step. Changing a field of the proof takes the proof back.</summary>
    [Alias("Save")]
    Task<Result<RegistrationRefusal>> Save(OperationId operation, RegistrationPage page);

    /// <summary>Keeps the fields, and checks them and those kept before against the referential. A wrong proof is counted.</summary>
    [Alias("Prove")]
    Task<ProofAnswer> Prove(OperationId operation, RegistrationPage page);

    /// <summary>Adds one of at most two files of the identity document. Only applicants whose proof was right may.</summary>
    [Alias("Attach")]
    Task<Result<RegistrationRefusal>> Attach(OperationId operation, Attachment file);

    [Alias("Detach")]
    Task<Result<RegistrationRefusal>> Detach(OperationId operation, string file);

    /// <summary>
    /// The account was registered, or was not because the address or number has an owner, whom the refusal has told by mail. Both look alike
    /// from outside.
    /// </summary>
    [Alias("Finish")]
    Task Finish(OperationId operation, RegistrationEnd end);

    /// <summary>Leaves a number to be called back: for applicants without a person number to prove who they are.</summary>
    [Alias("AskContact")]
    Task<Result<RegistrationRefusal>> AskContact(OperationId operation, ContactAsked asked);

    /// <summary>By staff: the call was made.</summary>
    [Alias("ContactDone")]
    Task ContactDone(Caller by, OperationId operation);

    /// <summary>Forgets everything when its day is over; otherwise does nothing.</summary>
    [Alias("Expire")]
    Task Expire(OperationId operation);
}

public enum ProofAnswer
{
    Right = 1,
    /// <summary>Never said which part.</summary>
    Wrong,
    /// <summary>As many wrong ones as the policy allows.</summary>
    TooMany,
}

public enum RegistrationRefusal
{
    /// <summary>Its day is over, or it was finished.</summary>
    Over = 1,
    NotProven,
    TooManyFiles,
    TooLong,
}

/// <param name="Fields">Known ones by name; others are not kept.</param>
/// <param name="Surplus">Names of fields that no form of ours has: a caller tries them. For the journal.</param>
[Immutable]
public sealed record RegistrationPage(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Surplus);

[Immutable]
public sealed record RegistrationView(string Portal, IReadOnlyDictionary<string, string> Fields, ProvenFacts? Proven, IReadOnlyList<Attachment> Files,
    string SentTo);

/// <summary>What the referential said of the proof.</summary>
/// <param name="Establishments">How many active ones.</param>
/// <param name="Email">The insured person's; empty when the referential has none.</param>
[Immutable]
public sealed record ProvenFacts(string Siren, string Company, string City, int Establishments, string ClientNumber, string LastName, string FirstName,
    DateOnly? BirthDate, string Email, string Phone);

/// <param name="SentTo">Masked, as the last page shows it.</param>
[Immutable]
public sealed record RegistrationEnd(string SentTo);

[Immutable]
public sealed record ContactAsked(string Portal, string Siren, string Name, string Phone, string Email);
