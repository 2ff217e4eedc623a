using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Letters;

namespace Web.Letters;

public static class LetterLabels
{
    /// <summary>Templates of mails, and of the letters to who has no e-mail.</summary>
    public const string Invitation = "affiliation-invitation";
    public const string Typed = "affiliation-typed";
    private const string Reminder = "affiliation-reminder";
    private const string Answered = "affiliation-answered";
    private const string Settled = "affiliation-settled";
    private const string Signed = "affiliation-signed";
    private const string Forced = "affiliation-forced";

    public static string Subject(LetterSummary letter) => letter.Template switch
    {
        Reminder => LetterTexts.Reminder,
        Typed => LetterTexts.Typed,
        Answered => LetterTexts.Answered,
        Settled => LetterTexts.Settled,
        Signed => LetterTexts.Signed,
        Forced => LetterTexts.Forced,
        BeneficiaryPapers.Template => LetterTexts.Papers,
        WaiverTemplates.Accepted => LetterTexts.Waived,
        WaiverTemplates.Refused => LetterTexts.NotWaived,
        WaiverTemplates.Ending => LetterTexts.WaiverEnding,
        DepartureTemplates.Portability => LetterTexts.Portability,
        DepartureTemplates.ToProve => LetterTexts.ToProve,
        DepartureTemplates.Ended => LetterTexts.Ended,
        DepartureTemplates.Cancelled => LetterTexts.Cancelled,
        ProofTemplates.Reminder => LetterTexts.Proof,
        ProofTemplates.Suspended => LetterTexts.Suspended,
        ProofTemplates.Accepted => LetterTexts.Proven,
        ProofTemplates.Refused => LetterTexts.NotProven,
        _ => LetterTexts.Invitation,
    };

    /// <summary>The letter's title, and what it says of a company and an insurer and, of who leaves, of their last day, the end of portability and the day of the proof that is expected.</summary>
    public static (string Title, string Body) Of(LetterSummary letter) => letter.Template switch
    {
        Reminder => (LetterTexts.ReminderTitle, LetterTexts.ReminderBody),
        Typed => (LetterTexts.TypedTitle, LetterTexts.TypedBody),
        Answered => (LetterTexts.AnsweredTitle, LetterTexts.AnsweredBody),
        Settled => (LetterTexts.SettledTitle, LetterTexts.SettledBody),
        Signed => (LetterTexts.SignedTitle, LetterTexts.SignedBody),
        Forced => (LetterTexts.ForcedTitle, LetterTexts.ForcedBody),
        BeneficiaryPapers.Template => (LetterTexts.PapersTitle, LetterTexts.PapersBody),
        WaiverTemplates.Accepted => (LetterTexts.WaivedTitle, LetterTexts.WaivedBody),
        WaiverTemplates.Refused => (LetterTexts.NotWaivedTitle, LetterTexts.NotWaivedBody),
        WaiverTemplates.Ending => (LetterTexts.WaiverEndingTitle, LetterTexts.WaiverEndingBody),
        DepartureTemplates.Portability => (LetterTexts.PortabilityTitle, LetterTexts.PortabilityBody),
        DepartureTemplates.ToProve => (LetterTexts.ToProveTitle, LetterTexts.ToProveBody),
        DepartureTemplates.Ended => (LetterTexts.EndedTitle, LetterTexts.EndedBody),
        DepartureTemplates.Cancelled => (LetterTexts.CancelledTitle, LetterTexts.CancelledBody),
        ProofTemplates.Reminder => (LetterTexts.ProofTitle, LetterTexts.ProofBody),
        ProofTemplates.Suspended => (LetterTexts.SuspendedTitle, LetterTexts.SuspendedBody),
        ProofTemplates.Accepted => (LetterTexts.ProvenTitle, LetterTexts.ProvenBody),
        ProofTemplates.Refused => (LetterTexts.NotProvenTitle, LetterTexts.NotProvenBody),
        _ => (LetterTexts.InvitationTitle, LetterTexts.InvitationBody),
    };

    public static string Count(int count, bool isCut) =>
        isCut ? string.Format(LetterTexts.CountCut, count) : count == 1 ? LetterTexts.CountOne : string.Format(LetterTexts.CountMany, count);

    public static string Posted(int count) => count <= 1 ? LetterTexts.PostedOne : string.Format(LetterTexts.PostedMany, count);
}
