using Grains.Companies;
using Grains.Requests;

namespace Web.Spaces;

/// <summary>The first page after signing in: what waits for the person, what is new, the companies.</summary>
/// <param name="Yours">Requests and drafts that wait for the person, newest first, some eight of them.</param>
/// <param name="News">Requests with unread answers, some five of them.</param>
public sealed record HomeView(
    string FirstName,
    RequestCounts Counts,
    IReadOnlyList<RequestSummary> Yours,
    IReadOnlyList<RequestSummary> News,
    IReadOnlyList<CompanySummary> Companies,
    string RequestsPath,
    string HomePath,
    IReadOnlyList<string> Topics,
    DateTimeOffset Now);
