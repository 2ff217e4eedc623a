using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Employees.Invite;

namespace Web.Employees.Waivers;

/// <summary>A waiver as its employee types it.</summary>
/// <param name="Since">First day of the other cover, jj/mm/aaaa; empty where it is not said.</param>
/// <param name="Until">The last day, jj/mm/aaaa.</param>
/// <param name="File">The id of what was uploaded, and its name: a form that is refused keeps it.</param>
public sealed record WaiverForm(string Contract, string Case, string Reason, string Since, string Until, bool Told, string File, string FileName)
{
    private const int Longest = 260;

    public static WaiverForm Typed(IFormCollection form, string reason) => new(
        Line(form["contrat"]), Line(form["cas"]), reason, Line(form["depuis"]), Line(form["fin"]), form["informe"].Count > 0, Line(form["piece"]), Line(form["nom_piece"]));

    public WaiverAsked Asked => new(Contract, Case, Reason, Told) { Since = InviteRules.Day(Since), Until = InviteRules.Day(Until), File = File };

    /// <param name="begins">The earliest day of the waiver.</param>
    public IReadOnlyList<FieldFault> Faults(WaiverCase of, DateOnly begins, DateOnly today)
    {
        var faults = new List<FieldFault>();
        if (Reason.Length is 0 or > WaiverAsked.MostSigns)
            faults.Add(new FieldFault("raison", WaiverTexts.ReasonMissing));
        var since = InviteRules.Day(Since);
        if (of.AsksSince && Since.Length > 0 && since is null)
            faults.Add(new FieldFault("depuis", WaiverTexts.SinceWrong));
        var from = of.AsksSince && since > begins ? since.Value : begins;
        if (of.NeedsDay)
        {
            if (InviteRules.Day(Until) is not { } last)
                faults.Add(new FieldFault("fin", WaiverTexts.UntilWrong));
            else if (last < from || last < today)
                faults.Add(new FieldFault("fin", WaiverTexts.UntilPast));
            else if (!of.MayEnd(from, today, last))
                faults.Add(new FieldFault("fin", string.Format(WaiverTexts.UntilFar, of.MostMonths)));
        }
        if (of.NeedsFile && File.Length == 0)
            faults.Add(new FieldFault("fichier", WaiverTexts.FileMissing));
        if (!Told)
            faults.Add(new FieldFault("informe", WaiverTexts.ToldMissing));
        return faults;
    }

    private static string Line(Microsoft.Extensions.Primitives.StringValues typed) => SingleLine.Of(typed.ToString()) is { Length: <= Longest } text ? text : "";
}
