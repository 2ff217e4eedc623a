using Grains.Spaces.Mandates;

namespace Web.Spaces.Mandates;

/// <summary>Who has a mandate passed on, as either side reads it.</summary>
/// <param name="EndsAt">Where a form takes it from one of them; null for who only reads.</param>
/// <param name="AtFirm">Read by the firm itself: it takes back what it gave. Else the client removes.</param>
public sealed record HoldersView(IReadOnlyList<MandateHolder> Rows, string Accountant, string? EndsAt, bool AtFirm, DateTimeOffset Now)
{
    public string Suspended => AtFirm ? MandateTexts.SuspendedThere : MandateTexts.SuspendedAtFirm;

    public string Go => AtFirm ? MandateTexts.TakeBack : MandateTexts.Remove;

    public string GoNamed => AtFirm ? MandateTexts.TakeBackNamed : MandateTexts.RemoveNamed;

    public string Ask => AtFirm ? MandateTexts.TakeBackAsk : MandateTexts.RemoveAsk;

    public string Confirm => AtFirm ? MandateTexts.TakeBackGo : MandateTexts.RemoveGo;
}
