namespace Grains.Interfaces.Accounts;

/// <summary>
/// The same account, from its registration until it is active. A pending account holds its address and number only until its purge date;
/// from that second on it does not exist.
/// </summary>
[Alias("IAccountJoiningGrain")]
public interface IAccountRegistrationGrain : IGrainWithStringKey
{
    /// <summary>Creates the account, and mails its link if it has to be activated. Refused when the e-mail or the number is another account's.</summary>
    [Alias("Register")]
    Task<Result<AccountRefusal>> Register(OperationId operation, NewAccount registration);

    /// <summary>What a link leads to, or null when it is dead. Uses nothing up: mail scanners open links.</summary>
    [Alias("Look")]
    Task<LinkView?> PreviewLink(LinkPurpose purpose, byte[] hash);

    /// <summary>Uses the activation link. What the proof opened follows as durable work.</summary>
    [Alias("Activate")]
    Task<Result<AccountRefusal>> Activate(OperationId operation, byte[] hash, NewPassword? password);

    /// <summary>Deletes the account when it was not activated in time; otherwise does nothing.</summary>
    [Alias("Purge")]
    Task Purge(OperationId operation);

    /// <summary>Sends another identity document after a refusal.</summary>
    [Alias("SendIdentity")]
    Task<Result<AccountRefusal>> SendIdentity(OperationId operation, IdentityDocument paper);

    /// <summary>For staff: the document that waits, beside what its holder declared. Null when none waits, or to anybody else.</summary>
    [Alias("Case")]
    Task<IdentityReview?> Case(Caller by);

    /// <summary>By staff. The files go with the decision; the decision stays. A refusal needs a reason, which its holder reads.</summary>
    [Alias("DecideIdentity")]
    Task<Result<AccountRefusal>> DecideIdentity(Caller by, OperationId operation, bool accepted, string reason);
}
