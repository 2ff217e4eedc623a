using Grains.Access;
using Grains.Requests;
using Grains.Spaces;
using Grains.Text;
using Web.Companies;
using Web.Display;
using Web.Shared;

namespace Web.Spaces;

/// <summary>The first page after signing in: what waits for the person, what is new, the companies.</summary>
/// <param name="Yours">Requests and drafts that wait for the person, newest first, some eight of them.</param>
/// <param name="News">Requests with unread answers, some five of them.</param>
public sealed record HomeView(
    string FirstName,
    RequestCounts Counts,
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

    /// <summary>Where live updates ask for what has changed, for the same company.</summary>
    public string Fetch => QueryText.Of(HomePath, (ChosenCompany.Field, Choice));

    /// <summary>Whose account this is decides it: requests for a company, for themselves, or none.</summary>
    public OwnRequests Own { get; init; }

    public MembershipRequestList Asking => new(Applicants, AccessPath, Now);

    /// <summary>The day, and how much waits for the person.</summary>
    public string Lead
    {
        get
        {
            var today = Typography.Capital(FrenchDates.DayAndMonth(Paris.Day(Now)));
            return (Counts.Yours + Applicants.Count + Invitations.Count) switch
            {
                _ when !MayAsk && Invitations.Count == 0 => today,
                0 => string.Format(SpaceTexts.LeadNone, today),
                1 => string.Format(SpaceTexts.LeadOne, today),
                var n => string.Format(SpaceTexts.LeadMany, today, French.Some(n)),
            };
        }
    }

    /// <summary>The table on the page holds this many; the portfolio's page lists them all.</summary>
    public const int MostCompanies = 8;

    public bool HasCompanies => Companies.Count > 0;

    public bool MayAsk => HasCompanies || Own is not OwnRequests.None;

    /// <summary>Waits for their document to be accepted: one request is theirs until then.</summary>
    public bool AsksOnce => !HasCompanies && Own is OwnRequests.One;

    /// <summary>Has no contact of a company: a team calls back.</summary>
    public bool CallsBack => !HasCompanies && Own is OwnRequests.Any;

    public bool HasAsked => Counts.All > 0;
}

/// <param name="Link">Where to do something about it, or null.</param>
public sealed record Waiting(string Sentence, string? Link = null, string? Label = null, string Icon = "clock");
