using Grains.Spaces;
using Web.Display;

namespace Web.Spaces.Welcome;

/// <param name="Main">What is proposed first.</param>
public sealed record FirstStep(string Title, string Text, string Link, string Label, bool IsDone, bool Main = false);

/// <summary>« Premiers pas » of who administrates a new space: what is done, what is to do.</summary>
public sealed record FirstStepsView(IReadOnlyList<FirstStep> Steps)
{
    public int Done => Steps.Count(s => s.IsDone);

    /// <param name="siren">Of the company that the page shows, or of the first one.</param>
    /// <param name="affiliates">The caller affiliates employees of it.</param>
    /// <param name="hides">People of the portal may hide establishments.</param>
    /// <param name="again">Asked for from help: shown though all of them are done.</param>
    /// <returns>Null for who has none to take: not an administrator, or all of them done.</returns>
    public static FirstStepsView? Of(
        FirstSteps? facts, string portal, string siren, int establishments, bool hasSeveral, bool affiliates, bool hides, bool again)
    {
        if (facts is not { Administers: true })
            return null;
        var sheet = $"/{portal}/entreprises/{siren}?onglet=etablissements";
        IEnumerable<FirstStep> steps =
        [
            new(WelcomeTexts.StepAccount, WelcomeTexts.StepAccountText, $"/{portal}/profil", WelcomeTexts.StepAccountLink, true),
            new(establishments == 1 ? WelcomeTexts.StepSitesOne : string.Format(WelcomeTexts.StepSites, French.Number(establishments)),
                hides ? WelcomeTexts.StepSitesHide : WelcomeTexts.StepSitesText, sheet, WelcomeTexts.StepSitesLink, true),
            new(WelcomeTexts.StepCompanies, WelcomeTexts.StepCompaniesText, $"/{portal}/entreprises/ajouter", WelcomeTexts.StepCompaniesLink, hasSeveral),
            new(WelcomeTexts.StepColleague, WelcomeTexts.StepColleagueText, $"/{portal}/utilisateurs/ajouter", WelcomeTexts.StepColleagueLink,
                facts.HasColleague),
            .. affiliates
                ? [new FirstStep(WelcomeTexts.StepEmployees, WelcomeTexts.StepEmployeesText, $"/{portal}/salaries/nouveau", WelcomeTexts.StepEmployeesLink,
                    facts.HasEmployee, Main: true)]
                : Array.Empty<FirstStep>(),
        ];
        var all = steps.ToList();
        return !again && all.TrueForAll(s => s.IsDone) ? null : new(all);
    }
}
