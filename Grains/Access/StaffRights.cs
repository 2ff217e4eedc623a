using Grains.Interfaces;

namespace Grains.Access;

/// <summary>What people of the back office do to a customer's account and messages.</summary>
public enum StaffAct
{
    /// <summary>A new link by mail: to the activation that is awaited, or to a new password.</summary>
    SendLink = 1,
    /// <summary>Lifts a lock, with a reason.</summary>
    Unlock,
    /// <summary>Proposes or approves another telephone, or corrects the address of an account that was never activated.</summary>
    CorrectContact,
    /// <summary>Has a message tried again.</summary>
    RetryDelivery,
    /// <summary>Shuts an account, or opens it again, with a reason.</summary>
    Close,
}

/// <summary>Which staff role may do what. Reading is every role's; what is done needs these.</summary>
public static class StaffRights
{
    // A medical referee answers about care, and a technical administrator about machines: neither knows the customer on the telephone.
    private static readonly StaffRole[] Advisers = [StaffRole.Conseiller, StaffRole.Gestionnaire, StaffRole.Superviseur];

    public static bool May(Caller by, StaffAct act) => by.IsStaff && act switch
    {
        StaffAct.RetryDelivery => Advisers.Contains(by.Role) || by.Role is StaffRole.AdministrateurTechnique,
        _ => Advisers.Contains(by.Role),
    };
}
