namespace Grains.Interfaces;

/// <summary>Who is asking: resolved once per request from the session, then passed on as an argument.</summary>
/// <param name="Account">Key of the account's grain.</param>
/// <param name="Portal">The portal signed in to; <see cref="CallerKind.Staff"/>'s is <c>gestion</c>.</param>
/// <param name="Name">First and last name as others read it.</param>
[Immutable]
public sealed record Caller(string Account, CallerKind Kind, string Portal, string Name, string Session)
{
    public const string StaffPortal = "gestion";

    /// <summary>The staff role acted in; a commit is refused once the account has another. None for customers.</summary>
    public StaffRole Role { get; init; }

    public bool IsStaff => Kind is CallerKind.Staff;
}

public enum CallerKind
{
    Customer = 0,
    Staff = 1,
}

public enum StaffRole
{
    None = 0,
    Conseiller = 1,
    Gestionnaire = 2,
    ReferentMedical = 3,
    Superviseur = 4,
    AdministrateurTechnique = 5,
}
