namespace Grains.Interfaces.Requests;

/// <summary>
/// The rules by which requests reach their team, in the order that decides. Key: <see cref="Caller.StaffPortal"/>. Supervisors write; the right is a condition
/// of the commit, each change a line of the journal. What is sent afterwards goes by them, what is open stays until it is asked for.
/// </summary>
[Alias("IRoutingGrain")]
public interface IRoutingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds a rule behind the others. Refused: NotAllowed to others than supervisors; Empty without a condition or a team; NoSiren; Twice when one with the same
    /// conditions stands already; TooMany beyond <see cref="RoutingRule.Most"/>. A repeat of the operation adds nothing more.
    /// </summary>
    [Alias("Add")]
    Task<Result<RoutingRefusal>> Add(Caller by, OperationId operation, RoutingRule rule);

    /// <summary>Puts a rule one place earlier; the first one stays. Refused: NotAllowed; NotFound when it is gone.</summary>
    [Alias("Raise")]
    Task<Result<RoutingRefusal>> Raise(Caller by, OperationId operation, string id);

    /// <summary>Takes a rule away. Requests that went by it stay where they are. Refused: NotAllowed; NotFound when it is gone.</summary>
    [Alias("Remove")]
    Task<Result<RoutingRefusal>> Remove(Caller by, OperationId operation, string id);
}

/// <summary>Where requests go that are what each of its conditions says; an empty condition holds for all.</summary>
/// <param name="Form">Id of a form.</param>
/// <param name="Domain">What the form's first choice says, as <c>sante</c>; of a form without one, the team that it names.</param>
/// <param name="Theme">What its second choice says.</param>
/// <param name="Siren">Of the company: nine digits.</param>
/// <param name="Team">Key of the team.</param>
[Immutable]
public sealed record RoutingRule(string Form, string Domain, string Theme, string Siren, string Team)
{
    public const int Most = 60;
}

public enum RoutingRefusal
{
    NotFound = 1,
    NotAllowed,
    Empty,
    NoSiren,
    Twice,
    TooMany,
}
