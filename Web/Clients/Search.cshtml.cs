using Grains.Access;
using Grains.Clients;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers: finds an account, a company or an insured person by any number, name, e-mail address or telephone.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class SearchModel(Rights rights, ClientQueries clients, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public const int MaxLength = 200;

    public StaffShell Frame { get; private set; } = null!;

    public string Query { get; private set; } = "";

    public IReadOnlyList<ClientHit> Companies { get; private set; } = [];

    /// <summary>Accounts, then people whom the insurer knows.</summary>
    public IReadOnlyList<ClientHit> People { get; private set; } = [];

    /// <summary>What waits for a second adviser; shown before anything is searched for.</summary>
    public IReadOnlyList<ProposalSummary> Proposals { get; private set; } = [];

    /// <summary>The same of addresses.</summary>
    public IReadOnlyList<ProposalSummary> Addresses { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public RequestSummary? Numbered { get; private set; }

    /// <summary>There is more than is shown.</summary>
    public bool IsCut { get; private set; }

    public int Count => Companies.Count + People.Count + (Numbered is null ? 0 : 1);

    public async Task OnGet(string? q)
    {
        Frame = await frames.Staff(HttpContext);
        Query = q is { Length: > MaxLength } ? q[..MaxLength] : q ?? "";
        if (Query.Length == 0)
        {
            Proposals = await clients.PhoneProposals(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
            Addresses = await clients.EmailProposals(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        }
        var (found, request) = await clients.Search(rights.ScopeOf(HttpContext.Caller()), Query, HttpContext.RequestAborted);
        var shown = found.Take(ClientQueries.Most).ToList();
        (IsCut, Numbered) = (found.Count > shown.Count, request);
        Companies = [.. shown.Where(hit => hit.Kind is ClientKind.Company)];
        People = [.. shown.Where(hit => hit.Kind is not ClientKind.Company).OrderBy(hit => hit.Kind)];
    }
}
