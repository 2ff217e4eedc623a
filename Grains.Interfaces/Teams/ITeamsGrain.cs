namespace Grains.Interfaces.Teams;

/// <summary>
/// The teams beside those that the forms name, what supervisors call each of them, and who is in which one. Key: <see cref="Caller.StaffPortal"/>. Supervisors
/// write; the right is a condition of the commit, each change a line of the journal. Nothing is written over what the caller has not seen.
/// </summary>
[Alias("ITeamsGrain")]
public interface ITeamsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a team, and answers its key. Refused: NotAllowed to others than supervisors; NoName unless in 1 to <see cref="TeamName.Longest"/> characters;
    /// Twice when
    /// another one is called so; TooMany beyond <see cref="TeamName.Most"/>. A repeat of the operation makes no second one.
    /// </summary>
    [Alias("Create")]
    Task<Result<string, TeamRefusal>> Create(Caller by, OperationId operation, string name);

    /// <summary>
    /// Calls a team something else; one that the forms name, too. Refused: as <see cref="Create"/>; NotFound of one that was never made; Changed when it is
    /// called
    /// other than <paramref name="seen"/> by now. Its own name again changes nothing.
    /// </summary>
    /// <param name="seen">The name that the caller has read.</param>
    [Alias("Rename")]
    Task<Result<TeamRefusal>> Rename(Caller by, OperationId operation, string team, string seen, string name);

    /// <summary>
    /// Puts a colleague into a team, or into none. Moves none of their requests. Refused: NotAllowed; NotFound of an account that answers no requests, or a
    /// team that was
    /// never made; Changed when the colleague is in another team than <paramref name="seen"/> by now.
    /// </summary>
    /// <param name="seen">The team that the caller has read; empty for none.</param>
    /// <param name="team">Empty for none.</param>
    [Alias("Move")]
    Task<Result<TeamRefusal>> Move(Caller by, OperationId operation, string account, string seen, string team);
}

/// <summary>What a team is called by supervisors.</summary>
[Immutable]
public sealed record TeamName(string Team, string Name)
{
    /// <summary>Characters.</summary>
    public const int Longest = 60;

    public const int Most = 30;

    /// <summary>What the keys of teams begin with that supervisors made.</summary>
    public const string MadePrefix = "equipe-";
}

public enum TeamRefusal
{
    NotFound = 1,
    NotAllowed,
    NoName,
    Twice,
    Changed,
    TooMany,
}
