using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;

namespace Grains.Requests.Bulk;

/// <summary>Which requests are left out of an act on many, and why: shown before, and asked again by each commit.</summary>
public static class BulkRules
{
    /// <summary>The team that answers complaints.</summary>
    public const string Complaints = "reclamations";

    /// <summary>Each of them is answered by itself, whatever team has it now.</summary>
    public static bool IsComplaint(FormCatalogue forms, string form, string team) => team == Complaints || forms.Find(form)?.Team == Complaints;

    /// <summary>Its end ends what it asked for.</summary>
    public static bool ChangesAccount(FormCatalogue forms, string form) => forms.Find(form)?.Effect?.Changes is ChangeKind.Account;

    /// <summary>Null for one that is not left out.</summary>
    public static RequestRefusal? Keeps(BulkAct act, BulkMatter matter, Caller by) => matter switch
    {
        { Status: RequestStatus.Closed } => RequestRefusal.AlreadyClosed,
        { Handler: { } handler } when act is BulkAct.TakeCharge => handler == by.Account ? RequestRefusal.AlreadyThere : RequestRefusal.TakenByAnother,
        { Handler: { } handler } when handler != by.Account && !(act is BulkAct.Transfer && by.Role is StaffRole.Superviseur) => RequestRefusal.TakenByAnother,
        _ when act is not BulkAct.Close => null,
        { MissesItems: true } => RequestRefusal.ItemsAsked,
        { IsMedical: true } => RequestRefusal.IsMedical,
        { IsComplaint: true } => RequestRefusal.IsComplaint,
        { ChangesAccount: true } => RequestRefusal.ChangesAccount,
        _ => null,
    };
}

/// <summary>What decides whether an act on many leaves a request out.</summary>
/// <param name="Handler">Account of who has it; null for nobody.</param>
/// <param name="MissesItems">Something that was asked for is not handed in.</param>
/// <param name="IsMedical">It holds a medical piece.</param>
public sealed record BulkMatter(RequestStatus Status, string? Handler, bool MissesItems, bool IsMedical, bool IsComplaint, bool ChangesAccount);
