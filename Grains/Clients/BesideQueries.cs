using System.Globalization;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Reads;
using Grains.Requests;
using Grains.Spaces;
using Grains.Text;

namespace Grains.Clients;

/// <summary>A contract of the client, as it is named beside a request: days are ISO 8601 text, an empty one is open.</summary>
public sealed record BesideContract
{
    public string Number { get; init; } = "";

    public Universe Universe { get; init; }

    public string Title { get; init; } = "";

    public string StartOn { get; init; } = "";

    public string EndOn { get; init; } = "";
}

/// <summary>The employee whom a request is about: days are ISO 8601 text.</summary>
public sealed record BesideEmployee
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    public string Company { get; init; } = "";

    public string Name { get; init; } = "";

    public string BirthDate { get; init; } = "";

    public EmployeeStatus Status { get; init; }
}

/// <summary>Who sent a request, and what else an adviser looks for while they answer it: each list with its newest lines only.</summary>
/// <param name="Author">Null for who has no account.</param>
/// <param name="Employee">Whom it is about; null for nobody, for who is not among the company's employees, and for whoever reads none.</param>
/// <param name="SignedInAt">When the author last did; null when none of their newest lines of the journal says it.</param>
/// <param name="Requests">Of the company, or of the person; never the one that is open.</param>
/// <param name="Members">Who sees the company; empty for a person.</param>
/// <param name="Sent">What the author was sent.</param>
public sealed record ClientBeside(
    ClientHit? Author,
    BesideEmployee? Employee,
    DateTimeOffset? SignedInAt,
    IReadOnlyList<BesideContract> Contracts,
    IReadOnlyList<RequestSummary> Requests,
    IReadOnlyList<MemberSummary> Members,
    IReadOnlyList<SheetDelivery> Sent)
{
    /// <summary>So many of each list are shown; one more is read where there are more.</summary>
    public const int Most = 4;
}

/// <summary>For advisers alone: what stands of a client beside the request that is open.</summary>
public sealed class BesideQueries(IStateStore store, ISqlDialect dialect)
{
    // So far back one looks for a sign-in.
    private const int NewestEvents = 50;
    private const int MostAndMore = ClientBeside.Most + 1;

    /// <summary>Null for whoever is no adviser.</summary>
    /// <param name="request">As the adviser sees it.</param>
    /// <param name="readsEmployees">The adviser's role reads affiliations.</param>
    public async Task<ClientBeside?> Of(Scope scope, RequestSummary request, bool readsEmployees, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return null;
        var isPerson = request.Siren.Length == 0;
        var person = new StatementBatch(scope);
        var author = person.Add(Author(scope, request.Author));
        var signedIn = person.Add(SignedIn(scope, request.Author));
        var sent = person.Add(SheetDeliveries.Of(scope, dialect, ClientKind.Account, request.Author, null, employees: false));
        var others = isPerson ? person.Add(SheetStatements.Requests(scope, ClientKind.Account, request.Author)) : null;
        var employee = readsEmployees && !isPerson ? person.Add(Concerned(scope, request)) : null;
        var contracts = person.Add(isPerson ? OfInsured(scope, request.Author) : OfCompany(scope, request.Siren));
        await person.Run(store, cancel);
        if (isPerson)
            return Answer([]);
        var company = new StatementBatch(scope);
        others = company.Add(SheetStatements.Requests(scope, ClientKind.Company, request.Company));
        var members = company.Add(SheetStatements.Members(scope, dialect, request.Company, invited: false));
        await company.Run(store, cancel);
        return Answer(members.Value);

        ClientBeside Answer(IReadOnlyList<MemberSummary> seen) => new(
            author.Value, employee?.Value, signedIn.Value is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, contracts.Value,
            [.. others!.Value.Where(r => r.Request != request.Request)], seen, sent.Value);
    }

    internal static Statement<ClientHit?> Author(Scope scope, string account) => Statement.First<ClientHit>(
        scope,
        $"""
        SELECT {(int)ClientKind.Account} AS kind, a.account AS client, a.portal, a.first_name || ' ' || a.last_name AS name, a.number, a.email, a.phone, a.active
        FROM account_list a WHERE a.account = @client
        """, ("client", account));

    /// <summary>A form names whom it is about by their id, or says that they are not in the list.</summary>
    internal static Statement<BesideEmployee?> Concerned(Scope scope, RequestSummary request) => Statement.First<BesideEmployee>(
        scope,
        $"""
        SELECT e.employee, e.company, e.first_name || ' ' || e.last_name AS name, e.birth_date, {EmployeeSets.Current("e")} AS status
        FROM draft_field df JOIN employee_list e ON e.employee = @of || df.value
        WHERE df.request = @request AND df.name = 'salarie' AND e.company = @company AND {scope.Employees("e")}
        """, ("request", request.Request), ("company", request.Company), ("of", $"{request.Company.Split('/')[0]}/"));

    internal static Statement<long?> SignedIn(Scope scope, string account) => Statement.First<long?>(
        scope,
        $"""
        SELECT n.at FROM (SELECT j.at, j.action, j.entry FROM journal j WHERE j.owner = @client ORDER BY j.entry DESC LIMIT {NewestEvents}) n
        WHERE n.action = 'signed-in' ORDER BY n.entry DESC LIMIT 1
        """, ("client", account));

    internal static Statement<IReadOnlyList<BesideContract>> OfCompany(Scope scope, string siren) => Statement.Rows<BesideContract>(
        scope,
        $"""
        SELECT k.number, k.universe, k.title, k.start_on, k.end_on FROM ref_contract k WHERE k.siren = @siren
        ORDER BY CASE WHEN k.end_on = '' OR k.end_on >= @today THEN 0 ELSE 1 END, k.universe, k.number LIMIT {MostAndMore}
        """, ("siren", siren), ("today", Today(scope)));

    // An insured person's account bears the client number that they proved.
    internal static Statement<IReadOnlyList<BesideContract>> OfInsured(Scope scope, string account) => Statement.Rows<BesideContract>(
        scope,
        $"""
        SELECT k.number, k.universe, k.title, a.from_on AS start_on, a.to_on AS end_on
        FROM account_list m JOIN ref_adhesion a ON a.client_number = m.number JOIN ref_contract k ON k.number = a.contract AND k.siren = a.siren
        WHERE m.account = @client AND m.standing = {(long)AccessBasis.Insured} AND m.number <> ''
        ORDER BY CASE WHEN a.to_on = '' OR a.to_on >= @today THEN 0 ELSE 1 END, k.universe, k.number LIMIT {MostAndMore}
        """, ("client", account), ("today", Today(scope)));

    private static string Today(Scope scope) => Paris.Day(scope.Now).ToString("O", CultureInfo.InvariantCulture);
}
