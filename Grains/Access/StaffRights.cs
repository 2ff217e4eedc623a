using Grains.Interfaces;

namespace Grains.Access;

/// <summary>What people of the back office do to a customer's account and messages, and what not all of them read.</summary>
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
    /// <summary>Publishes and withdraws what a portal tells its people.</summary>
    Announce,
    /// <summary>Decides in their stead who is let into a space whose administrators do not answer, and who administrates one whose administrators are gone.</summary>
    DecideClaim,
    /// <summary>Reads employees and their affiliations, and prints letters to them.</summary>
    ReadEmployees,
    /// <summary>Ends what an employee contests, with a word to them and to the employer.</summary>
    SettleContest,
    /// <summary>Answers requests: only to such a colleague one is given.</summary>
    AnswerRequests,
    /// <summary>Reads medical pieces, beside who handed them in.</summary>
    ReadMedical,
    /// <summary>Gives advice to who answers requests, when asked.</summary>
    GiveAdvice,
    /// <summary>Notes a call about another account, approves it, or refuses it.</summary>
    DecideAccount,
    /// <summary>Writes the replies that advisers choose from.</summary>
    WriteReplies,
    /// <summary>Has past days of the statistics computed again.</summary>
    RecountDays,
    /// <summary>Says which team requests go to.</summary>
    RouteRequests,
    /// <summary>Reads identity documents and decides about them; calls those who asked for it while they registered.</summary>
    ReviewIdentity,
    /// <summary>Answers for the insurer a waiver that was asked for too late.</summary>
    DecideWaiver,
    /// <summary>Writes teams, and when they work.</summary>
    ManageTeams,
    /// <summary>Invites colleagues, gives them roles and a new way in, and shuts the account of who leaves.</summary>
    ManageStaff,
    /// <summary>Answers for the insurer what proves that portability goes on.</summary>
    DecideProof,
}

/// <summary>Which staff role may do what. Reading is every role's but where an act says so; what is done needs these.</summary>
public static class StaffRights
{
    // A medical referee answers about care, and a technical administrator about machines: neither knows the customer on the telephone.
    private static readonly StaffRole[] Advisers = [StaffRole.Conseiller, StaffRole.Gestionnaire, StaffRole.Superviseur];

    /// <summary>The roles that answer requests: a medical referee about care.</summary>
    internal static readonly StaffRole[] Answering = [.. Advisers, StaffRole.ReferentMedical];

    /// <summary>The roles that are asked for advice: what is medical is read by them alone.</summary>
    internal static readonly StaffRole[] Advising = [StaffRole.ReferentMedical];

    public static bool May(Caller by, StaffAct act) => by.IsStaff && act switch
    {
        StaffAct.Announce or StaffAct.WriteReplies or StaffAct.RecountDays or StaffAct.RouteRequests or StaffAct.ManageTeams =>
            by.Role is StaffRole.Superviseur,
        StaffAct.ManageStaff => by.Role is StaffRole.Superviseur or StaffRole.AdministrateurTechnique,
        StaffAct.AnswerRequests => Answering.Contains(by.Role),
        StaffAct.ReadEmployees => by.Role is not (StaffRole.None or StaffRole.AdministrateurTechnique),
        StaffAct.ReadMedical => by.Role is StaffRole.ReferentMedical,
        StaffAct.GiveAdvice => Advising.Contains(by.Role),
        StaffAct.RetryDelivery => Advisers.Contains(by.Role) || by.Role is StaffRole.AdministrateurTechnique,
        _ => Advisers.Contains(by.Role),
    };
}
