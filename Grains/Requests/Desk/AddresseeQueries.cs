using Grains.Access;
using Grains.Accounts;
using Grains.Clients;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Requests.Desk;

/// <summary>Somebody an adviser may write to first, and about what.</summary>
public sealed record Addressee
{
    /// <summary>Key of the company, or of the person's own file.</summary>
    public string Company { get; init; } = "";

    /// <summary>Empty for the person's own file.</summary>
    public string CompanyName { get; init; } = "";

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";
}

/// <summary>For advisers alone: people with an open account who see a company now, and those who have a file of their own.</summary>
public sealed class AddresseeQueries(IStateStore store)
{
    /// <summary>So many are offered.</summary>
    public const int Most = 50;

    private static readonly string Columns = "a.account, a.first_name || ' ' || a.last_name AS name";
    private static readonly string IsOpen = $"a.kind = {(int)CallerKind.Customer} AND a.active = 1";

    /// <summary>Of a company, or of a person; by name. Nobody for another kind of client.</summary>
    public Task<IReadOnlyList<Addressee>> Of(Scope scope, ClientKind kind, string client, CancellationToken cancel = default) =>
        !scope.IsStaff || kind is not (ClientKind.Account or ClientKind.Company) ? Task.FromResult<IReadOnlyList<Addressee>>([])
        : ListOf(scope, kind, client).Alone(store, cancel);

    /// <summary>Null for who sees the company no more.</summary>
    public async Task<Addressee?> Find(Scope scope, string company, string account, CancellationToken cancel = default) => !scope.IsStaff ? null
        : (await Statement.Rows<Addressee>(
            scope, $"{Members("ca.company = @company AND ca.account = @client")} UNION ALL {Own("a.account = @client")} LIMIT {Most}",
            ("company", company), ("client", account), ("own_mark", Rights.OwnFileOf("", ""))).Alone(store, cancel)).FirstOrDefault(a => a.Company == company);

    internal static Statement<IReadOnlyList<Addressee>> ListOf(Scope scope, ClientKind kind, string client) => Statement.Rows<Addressee>(
        scope,
        kind is ClientKind.Company ? $"{Members("ca.company = @client")} ORDER BY 4, 3 LIMIT {Most}"
            : $"{Members("ca.account = @client")} UNION ALL {Own("a.account = @client")} ORDER BY 2, 1 LIMIT {Most}",
        ("client", client), ("own_mark", Rights.OwnFileOf("", "")));

    private static string Members(string which) =>
        $"""
        SELECT DISTINCT ca.company, c.name AS company_name, {Columns} FROM company_access ca JOIN account_list a ON a.account = ca.account JOIN company_list c ON c.company = ca.company
        WHERE {which} AND {IsOpen} AND (ca.ends_at IS NULL OR ca.ends_at > @now) AND (ca.rights & {(int)UniverseRights.Read}) <> 0
        """;

    private static string Own(string which) =>
        $"SELECT a.portal || @own_mark || a.account AS company, '' AS company_name, {Columns} FROM account_list a WHERE {which} AND {IsOpen} AND a.standing = {(long)AccessBasis.Insured}";
}
