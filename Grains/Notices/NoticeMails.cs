using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Requests;

namespace Grains.Notices;

/// <summary>Which kind of news a mail tells. Those of requests are chosen before they are written, by what was done.</summary>
public static class NoticeMails
{
    /// <summary>Null for what is always sent.</summary>
    public static NoticeKind? KindOf(string template) => template switch
    {
        "affiliation-done" or "waiver-asked" or "waiver-settled-employer" or "waiver-ending-employer" => NoticeKind.Affiliation,
        ProofTemplates.ReminderEmployer or ProofTemplates.SuspendedEmployer or ProofTemplates.SettledEmployer => NoticeKind.Affiliation,
        "mandate-ending" => NoticeKind.MandateEnd,
        "applicant" => NoticeKind.Applicant,
        _ => null,
    };

    /// <summary>What an adviser's entry in a request is to whom the request concerns.</summary>
    public static NoticeKind KindOf(EntryKind entry) => entry switch
    {
        EntryKind.Message or EntryKind.Closed => NoticeKind.Answer,
        EntryKind.Asked => NoticeKind.Asked,
        _ => NoticeKind.Progress,
    };
}
