using Grains.Access;
using Grains.Reads;
using Grains.Requests;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Grains.Text;
using Web.Companies;
using Web.Display;
using Web.Shared;
using Web.Spaces.Welcome;

namespace Web.Spaces;

/// <summary>The first page after signing in: what waits for the person, what is new, the companies.</summary>
/// <param name="Yours">Requests and drafts that wait for the person, newest first, some eight of them.</param>
/// <param name="News">Requests with unread answers, some five of them.</param>
public sealed record HomeView(
    string FirstName,
    WaitingCount Count,
    IReadOnlyList<RequestSummary> Yours,
    IReadOnlyList<RequestSummary> News,
    IReadOnlyList<CompanyChoice> Companies,
    string RequestsPath,
    string HomePath,
    string AccessPath,
    IReadOnlyList<string> Topics,
    DateTimeOffset Now)
{
    /// <summary>People who proved one of the caller's companies and wait for the caller's answer.</summary>
    public IReadOnlyList<MembershipRequestSummary> Applicants { get; init; } = [];

    /// <summary>What the caller is invited to.</summary>
    public IReadOnlyList<InvitationSummary> Invitations { get; init; } = [];

    /// <summary>Spaces of the firm that each invitation names, which a mandate can be accepted for: the firm's own first.</summary>
    public ILookup<(string Space, string Member), FirmChoice> Firms { get; init; } = Array.Empty<FirmChoice>().ToLookup(f => (f.Space, f.Member));

    /// <summary>Who asks to administrate a space of the caller's.</summary>
    public IReadOnlyList<SpaceClaimSummary> Claims { get; init; } = [];

    /// <summary>The caller's.</summary>
    public string Account { get; init; } = "";

    /// <summary>What the caller waits for before they see anything, or what they were refused.</summary>
    public Waiting? Waits { get; init; }

    public bool RemindsQuestions { get; init; }

    public IReadOnlyList<BlockView> Blocks { get; init; } = [];

    /// <summary>Of the chosen company; null where the person has none.</summary>
    public UniversesView? Universes { get; init; }

    /// <summary>What addresses carry of it.</summary>
    public string Choice { get; init; } = "";

    /// <summary>Of an insured person; null for others.</summary>
    public InsuredCoverView? Cover { get; init; }

    /// <summary>The last requests of an insured person.</summary>
    public IReadOnlyList<RequestSummary> Latest { get; init; } = [];

    /// <summary>Their companies in which something waits, those where most does first.</summary>
    public IReadOnlyList<CompanyWaits> Waiting { get; init; } = [];

    public PortalNewsView Told { get; init; } = null!;

    /// <summary>The presentation is shown: the person has not seen it, or asks for it again.</summary>
    public bool Presents { get; init; }

    public FirstStepsView? Steps { get; init; }

    /// <summary>Where a part is marked as seen.</summary>
    public string Seen => Told.Seen;

    public IEnumerable<string> Presentation => Cover is not null
        ? [WelcomeTexts.PresentCover, WelcomeTexts.PresentRequests, WelcomeTexts.PresentTurn]
        : !HasCompanies ? [WelcomeTexts.PresentRequests, WelcomeTexts.PresentTurn]
        : [
            WelcomeTexts.PresentRequests, WelcomeTexts.PresentTurn,
            .. Universes?.Affiliates is true ? [WelcomeTexts.PresentEmployees] : Array.Empty<string>(),
            .. Administers ? [WelcomeTexts.PresentTeam] : Array.Empty<string>(),
            .. Universes?.Contacts.Count > 0 ? [WelcomeTexts.PresentContacts] : Array.Empty<string>(),
        ];

    /// <summary>Of a space: who sees what is theirs to say.</summary>
    public bool Administers { get; init; }

    public IEnumerable<HomeTile> Tiles => HomeTile.Of(this);

    /// <summary>Employees to remind, counted as far as it goes.</summary>
    public int ToRemind => Waiting.Sum(w => w.ToRemind);

    /// <summary>Waivers to decide, counted as far as it goes.</summary>
    public int Waivers => Waiting.Sum(w => w.Waivers);

    /// <summary>Where they are listed: in their company, or in all; who has one company names none.</summary>
    public string RemindPath => QueryText.Of(
        $"{HomePath[..^"accueil".Length]}salaries", ("statut", "a-relancer"), (ChosenCompany.Field, Where(w => w.ToRemind)));

    public string WaiversPath => QueryText.Of($"{HomePath[..^"accueil".Length]}salaries/dispenses", (ChosenCompany.Field, Where(w => w.Waivers)));

    /// <summary>The companies of the table: those in which something waits, then the first by name.</summary>
    public IReadOnlyList<CompanyLine> Lines =>
    [
        .. Waiting.Select(w => new CompanyLine(w.Siren, w.Name, w.City, w.Establishments, w))
            .Concat(Companies.Where(c => Waiting.All(w => w.Siren != c.Siren)).Select(c => new CompanyLine(c.Siren, c.Name, c.Detail, c.Establishments)))
            .Take(Math.Max(MostCompanies, Math.Min(Waiting.Count, MostWaiting))),
    ];

    /// <summary>Where live updates ask for what has changed, for the same company.</summary>
    public string Fetch => QueryText.Of(HomePath, (ChosenCompany.Field, Choice));

    /// <summary>Whose account this is decides it: requests for a company, for themselves, or none.</summary>
    public OwnRequests Own { get; init; }

    public MembershipRequestList Asking => new(Applicants, AccessPath, Now);

    private string? Where(Func<CompanyWaits, int> waits) => Companies.Count < 2 ? null
        : Waiting.Where(w => waits(w) > 0).ToList() is [var only] ? only.Siren : ChosenCompany.Everything;

    /// <summary>What waits for an answer of theirs above the list: applicants, invitations, who asks to administrate their space.</summary>
    public int WaitsAbove => Applicants.Count + Invitations.Count + Claims.Count(c => c.Account != Account);

    /// <summary>The day, and how much waits for the person.</summary>
    public string Lead
    {
        get
        {
            var today = Typography.Capital(FrenchDates.DayAndMonth(Paris.Day(Now)));
            return (Count.Yours + WaitsAbove) switch
            {
                _ when !MayAsk && Invitations.Count == 0 => today,
                0 when ToRemind > 0 || Waivers > 0 => string.Format(WelcomeTexts.LeadRemind, today),
                0 => string.Format(SpaceTexts.LeadNone, today),
                1 => string.Format(SpaceTexts.LeadOne, today),
                var n => string.Format(SpaceTexts.LeadMany, today, French.Some(n)),
            };
        }
    }

    /// <summary>The table on the page holds this many; the portfolio's page lists them all.</summary>
    public const int MostCompanies = 8;

    /// <summary>More of them where something waits in more: an accountant finds every client here.</summary>
    private const int MostWaiting = 100;

    public bool HasCompanies => Companies.Count > 0;

    public bool MayAsk => HasCompanies || Own is not OwnRequests.None;

    /// <summary>Waits for their document to be accepted: one request is theirs until then.</summary>
    public bool AsksOnce => !HasCompanies && Own is OwnRequests.One;

    /// <summary>Has no contact of a company: a team calls back.</summary>
    public bool CallsBack => !HasCompanies && Own is OwnRequests.Any;

    public bool HasAsked => Count.AnyAtAll > 0;
}

/// <param name="Link">Where to do something about it, or null.</param>
public sealed record Waiting(string Sentence, string? Link = null, string? Label = null, string Icon = "clock");

/// <param name="Waits">Null where nothing does.</param>
public sealed record CompanyLine(string Siren, string Name, string City, int Establishments, CompanyWaits? Waits = null)
{
    public string InWords => Waits is null ? "" : string.Join(" · ", Said(Waits));

    private static IEnumerable<string> Said(CompanyWaits of)
    {
        if (of.Yours > 0)
            yield return string.Format(WelcomeTexts.WaitsYours, French.Some(of.Yours));
        if (of.Unread > 0)
            yield return of.Unread == 1 ? WelcomeTexts.WaitsUnreadOne : string.Format(WelcomeTexts.WaitsUnread, French.Some(of.Unread));
        if (of.Waivers > 0)
            yield return of.Waivers == 1 ? WelcomeTexts.WaitsWaiver : string.Format(WelcomeTexts.WaitsWaivers, French.Some(of.Waivers));
        if (of.ToRemind > 0)
            yield return string.Format(WelcomeTexts.WaitsRemind, French.Some(of.ToRemind));
    }
}
