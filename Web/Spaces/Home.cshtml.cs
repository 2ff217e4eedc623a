using Grains.Access;
using Grains.Accounts;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Portals;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;
using Web.Spaces.Welcome;

namespace Web.Spaces;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class HomeModel(
    Rights rights, PortalQueries portal, MandateQueries mandates, HomeCover cover, IGrainFactory grains, PolicyBook policies, PageShells frames, TimeProvider clock) : PageModel,
        IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public HomeView Home { get; private set; } = null!;

    public AnswerNotice Notice { get; private set; } = new(null);

    /// <summary>The page, or what waits alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? fin, string? revoir)
    {
        Notice = new AnswerNotice(fin);
        var session = HttpContext.Session();
        var facts = await portal.Home(rights.ScopeOf(session.Caller), ChosenCompany.KeyIn(HttpContext, session.Caller), yours: 8, news: 5,
            last: session.Standing is AccessBasis.Insured ? 3 : 0, HttpContext.RequestAborted);
        Frame = frames.Portal(HttpContext, facts.Shell, PortalSection.Home);
        Home = new HomeView(
            session.FirstName,
            facts.Waiting,
            facts.Yours,
            facts.News,
            Frame.Companies,
            Frame.Path("demandes"), Frame.Path("accueil"), Frame.Path("acces"), Frame.Topics, clock.GetUtcNow())
        {
            Applicants = facts.Applicants,
            Invitations = facts.Invitations,
            Claims = facts.Claims,
            Account = session.Account,
            Own = Rights.OwnRequestsOf(session.Standing),
            Administers = facts.Steps is { Administers: true },
            Choice = Frame.Choice ?? "",
            Latest = facts.Latest,
            Waiting = facts.Waits,
            Presents = facts.Portal.Onboarding?.PresentedAt is null || revoir is "presentation",
            Told = new PortalNewsView(session.Portal, facts.Portal, clock.GetUtcNow()),
            Universes = Frame.Company is { } chosen ? await cover.Of(session.Caller, Frame.Portal, chosen, HttpContext.RequestAborted) : null,
            Cover = session.Standing is AccessBasis.Insured ? await cover.Own(session.Caller, HttpContext.RequestAborted) : null,
            Waits = Closed(facts.Closed, seesCompanies: facts.Shell.Companies.Count > 0)
                ?? await Waits(session, facts.Asked, seesCompanies: facts.Shell.Companies.Count > 0)
                ?? (facts.Shell is { Companies.Count: 0, Spaces.Count: > 0 } ? NoCompany(facts.Steps is { Administers: true }) : null),
            Blocks = await cover.Blocks(Frame.Portal, HttpContext.RequestAborted),
            RemindsQuestions = policies.For(session.Portal).SecretQuestions is not SecretQuestionRule.Off
                && !(await grains.GetGrain<IAccountGrain>(session.Account).View())!.HasQuestions,
        };
        if (facts.Invitations.Any(i => i.Role is SpaceRole.ExpertComptable))
            Home = Home with { Firms = (await mandates.Firms(rights.ScopeOf(session.Caller), HttpContext.RequestAborted)).ToLookup(f => (f.Space, f.Member)) };
        if (facts.Portal.Onboarding?.StepsHiddenAt is null || revoir is "pas")
            Home = Home with { Steps = StepsOf(facts, revoir is "pas") };
        return HttpContext.IsFragment() ? Partial("_HomeFragment", Home) : Page();
    }

    /// <summary>A part was seen, and is not shown again by itself.</summary>
    public async Task<IActionResult> OnPostVu(string? quoi, long jusque)
    {
        OnboardingPart? part = quoi switch
        {
            "presentation" => OnboardingPart.Presentation,
            "nouveautes" => OnboardingPart.News,
            "pas" => OnboardingPart.FirstSteps,
            _ => null,
        };
        if (part is null)
            return NotFound();
        var (caller, until) = (HttpContext.Caller(), Math.Clamp(jusque, 0, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        await grains.GetGrain<IOnboardingGrain>(caller.Account)
            .Seen(caller, default, part.Value, part is OnboardingPart.News ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null);
        return new SeeOther($"/{caller.Portal}/accueil");
    }

    private FirstStepsView? StepsOf(HomeFacts facts, bool again) => (Frame.Company ?? Frame.Companies.FirstOrDefault()) is { } company
        ? FirstStepsView.Of(
            facts.Steps, Frame.Portal.Slug, company.Siren, company.Establishments, Frame.HasSeveral, Home.Universes?.Affiliates ?? true,
            hides: policies.For(Frame.Portal.Slug).Proof is ProofKind.SiretAndContract, again)
        : null;

    // An administrator opens companies themselves.
    private Waiting NoCompany(bool administers) => administers
        ? new(SpaceTexts.NoCompanyYet, Frame.Path("entreprises/ajouter"), SpaceTexts.NoCompanyYetAdd, "info")
        : new(SpaceTexts.NoCompanyOpen, Frame.Path("utilisateurs"), SpaceTexts.NoCompanyOpenSee, "info");

    // Who sees nothing of a space that they are in is told why.
    private Waiting? Closed(ClosedMembership? closed, bool seesCompanies) =>
        closed is null || seesCompanies ? null : new Waiting(MemberLabels.Closed(closed, clock.GetUtcNow()), Icon: "info");

    // Who may see nothing yet is told why, and who decides; who was refused, as long as nothing else is open to them.
    private async Task<Waiting?> Waits(SessionFacts session, MembershipRequestSummary? asked, bool seesCompanies)
    {
        if (asked is { RefusedAt: { } refused } && !seesCompanies)
            return new Waiting(
                string.Format(asked.Reason.Length > 0 ? SpaceTexts.AdmissionRefusedWhy : SpaceTexts.AdmissionRefused, asked.CompanyName,
                    FrenchDates.Long(refused), asked.Reason), Icon: "info");
        if (asked is { RefusedAt: null })
            return new Waiting(
                string.Format(SpaceTexts.AdmissionAwaited, asked.CompanyName,
                    FrenchDates.DayAndMonth(Paris.Day(asked.AskedAt + policies.For(session.Portal).AdmissionAnswer))));
        var account = (await grains.GetGrain<IAccountGrain>(session.Account).View())!;
        return account.Identity switch
        {
            IdentityState.Waiting => new Waiting(SpaceTexts.IdentityAwaited, Frame.Path("profil/identite"), SpaceTexts.IdentitySee),
            IdentityState.Refused => new Waiting(SpaceTexts.IdentityRefused, Frame.Path("profil/identite"), SpaceTexts.IdentityAgain),
            _ => null,
        };
    }
}
