namespace Grains.Interfaces.Spaces;

/// <summary>
/// What a member may do in each universe of the companies they see: a bit for each universe and action. An action contains the former ones:
/// who administrates acts, who acts reads. What belongs to no universe needs any of them.
/// </summary>
[Flags]
public enum UniverseRights
{
    None = 0,
    ReadHealth = 1,
    ReadProvident = 2,
    ReadAffiliation = 4,
    ReadRetirement = 8,
    Read = ReadHealth | ReadProvident | ReadAffiliation | ReadRetirement,
    ActHealth = ReadHealth << 4,
    ActProvident = ReadProvident << 4,
    ActAffiliation = ReadAffiliation << 4,
    ActRetirement = ReadRetirement << 4,
    Act = Read << 4,
    AdministerHealth = ReadHealth << 8,
    AdministerProvident = ReadProvident << 8,
    AdministerAffiliation = ReadAffiliation << 8,
    AdministerRetirement = ReadRetirement << 8,
    Administer = Read << 8,
    /// <summary>The preset of collaborators and accountants.</summary>
    ReadAndAct = Read | Act,
    /// <summary>The preset of administrators.</summary>
    All = Read | Act | Administer,
}

public enum MemberStatus
{
    Added = 1,
    /// <summary>Waits for the person; nothing is open to them.</summary>
    Invited,
    /// <summary>The person said no.</summary>
    Refused,
    /// <summary>By an administrator, until one restores it.</summary>
    Suspended,
    /// <summary>Has a mandate passed on, by the firm that holds it: no member of the client's space, and no longer than the mandate and the firm's member are.</summary>
    PassedOn,
}
