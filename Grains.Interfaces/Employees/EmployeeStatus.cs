namespace Grains.Interfaces.Employees;

/// <summary>
/// Where an employee stands in a contract: computed from dated facts and the clock, never stored alone. The smallest of an employee's contracts is what
/// lists show.
/// </summary>
public enum EmployeeStatus
{
    /// <summary>À relancer: eight days have gone since the last invitation or reminder, or a waiver has ended.</summary>
    ToRemind = 1,
    /// <summary>En cours d’affiliation.</summary>
    Pending = 2,
    /// <summary>Dispensé(e).</summary>
    Waived = 3,
    /// <summary>Affilié(e).</summary>
    Covered = 4,
    /// <summary>En portabilité.</summary>
    Portability = 5,
    /// <summary>Radié(e).</summary>
    Removed = 6,
}

public enum CoverKind
{
    Covered = 1,
    /// <summary>Dispense.</summary>
    Waived = 2,
    Portability = 3,
    /// <summary>Portability whose proof has not come: no right, until one is accepted.</summary>
    Suspended = 4,
}
