using Grains.Letters;

namespace Web.Letters;

public static class LetterLabels
{
    public static string Subject(LetterSummary letter) => IsReminder(letter) ? LetterTexts.Reminder : LetterTexts.Invitation;

    public static bool IsReminder(LetterSummary letter) => letter.Template == "affiliation-reminder";

    public static string Count(int count, bool isCut) =>
        isCut ? string.Format(LetterTexts.CountCut, count) : count == 1 ? LetterTexts.CountOne : string.Format(LetterTexts.CountMany, count);

    public static string Posted(int count) => count <= 1 ? LetterTexts.PostedOne : string.Format(LetterTexts.PostedMany, count);
}
