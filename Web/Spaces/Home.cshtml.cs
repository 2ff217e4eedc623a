using Grains.Access;
using Grains.Accounts;
using Grains.Companies;
using Grains.Interfaces.Accounts;
using Grains.Requests;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans;
using Web.Accounts;
using Web.Accounts.Session;
using Web.Display;
using Web.Security;
using Web.Shared;

namespace Web.Spaces;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class HomeModel(
    Rights rights, RequestQueries requests, CompanyQueries companies, SpaceQueries spaces, IGrainFactory grains, PolicyBook policies, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public HomeView Home { get; private set; } = null!;

    public AnswerNotice Notice { get; private set; } = new(null);

    /// <summary>The page, or what waits alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? fin)
    {
        Notice = new AnswerNotice(fin);
        var session = HttpContext.Session();
        var scope = rights.ScopeOf(session.Caller);
        Frame = await frames.Portal(HttpContext, PortalSection.Home);
        var mine = await companies.List(scope, take: 20);
        Home = new HomeView(
            session.FirstName,
            await requests.Counts(scope),
            (await requests.List(scope, new RequestFilter(ListView.Yours, Take: 8))).Rows,
            (await requests.List(scope, new RequestFilter(ListView.Unread, Take: 5))).Rows,
            mine,
            Frame.Path("demandes"), Frame.Path("accueil"), Frame.Path("acces"), Frame.Topics, clock.GetUtcNow())
        {
            Applicants = await spaces.Waiting(scope),
            Own = Rights.OwnRequestsOf(session.Standing),
            Waits = await Waits(scope, seesCompanies: mine.Count > 0),
            RemindsQuestions = policies.For(session.Portal).SecretQuestions is not SecretQuestionRule.Off && !(await grains.GetGrain<IAccountGrain>(session.Account).View())!.HasQuestions,
        };
        return HttpContext.IsFragment() ? Partial("_HomeFragment", Home) : Page();
    }

    // Who may see nothing yet is told why, and who decides; who was refused, as long as nothing else is open to him.
    private async Task<Waiting?> Waits(Scope scope, bool seesCompanies)
    {
        var asked = await spaces.Asked(scope);
        if (asked is { RefusedAt: { } refused } && !seesCompanies)
            return new Waiting(string.Format(SpaceTexts.AdmissionRefused, asked.CompanyName, FrenchDates.Long(refused)), Icon: "info");
        if (asked is { RefusedAt: null })
            return new Waiting(string.Format(SpaceTexts.AdmissionAwaited, asked.CompanyName, FrenchDates.DayAndMonth(Paris.Day(asked.AskedAt + policies.For(scope.Portal).MembershipDecision))));
        var account = (await grains.GetGrain<IAccountGrain>(scope.Account).View())!;
        return account.Identity switch
        {
            IdentityState.Waiting => new Waiting(SpaceTexts.IdentityAwaited, Frame.Path("profil/identite"), SpaceTexts.IdentitySee),
            IdentityState.Refused => new Waiting(SpaceTexts.IdentityRefused, Frame.Path("profil/identite"), SpaceTexts.IdentityAgain),
            _ => null,
        };
    }
}
