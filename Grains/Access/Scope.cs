using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Access;

/// <summary>
/// What a caller may see, as SQL. Made by <see cref="Rights"/> only; every query takes one and joins on it, so no statement can forget
/// whose rows it reads.
/// </summary>
public sealed class Scope
{
    // Of a membership ca: the caller's, and it holds now.
    private const string Holds = "ca.account = @account AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)";
    private const int AnyRead = (int)UniverseRights.Read;
    // A company's SIREN, with which the numbers of its establishments begin.
    private const string Siren = "substr(ca.company, length(ca.company) - 8)";
    private const string Hidden = $"t.space = ca.space AND t.siret >= {Siren} AND t.siret < {Siren} || 'Z'";
    // The spaces of the caller that hide any establishment are found once; of these alone each company is asked whether it is one of its own.
    private const string HidesNothing =
        $"""
        (ca.space NOT IN (SELECT t.space FROM space_member o CROSS JOIN space_unticked t WHERE o.account = @account AND t.space = o.space)
        OR NOT EXISTS (SELECT 1 FROM space_unticked t WHERE {Hidden}))
        """;
    private static readonly string IsOpen = $"(ca.rights & {AnyRead}) = {AnyRead} AND {HidesNothing}";

    internal Scope(Caller caller, DateTimeOffset now, CancellationToken gone) =>
        (Account, Portal, Own, IsStaff, IsReferee, Now, Gone) =
            (caller.Account, caller.Portal, Rights.OwnFile(caller), caller.IsStaff, StaffRights.May(caller, StaffAct.ReadMedical), now, gone);

    public string Account { get; }

    public string Portal { get; }

    /// <summary>The caller's own file, beside their companies.</summary>
    public string Own { get; }

    public bool IsStaff { get; }

    /// <summary>A medical referee, who alone beside its uploader reads a medical piece.</summary>
    public bool IsReferee { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Cancelled when the caller no longer waits: every statement of this scope ends with it.</summary>
    public CancellationToken Gone { get; }

    /// <summary>
    /// True for the companies on which the caller has any right now, and for their own file. Needs the parameters of <see cref="Parameters"/>.
    /// </summary>
    public string Companies(string column) => IsStaff ? "1 = 1" :
        $"{column} IN (SELECT ca.company FROM company_access ca WHERE {Holds} AND (ca.rights & {AnyRead}) <> 0 UNION ALL SELECT @own)";

    /// <summary>
    /// The same as a set, each of them once, those of the caller's portal alone that ever had a request or an employee; <c>open</c> is 1 where the caller reads all universes and no
    /// establishment is hidden from them, so that nothing of the company has to be judged by itself.
    /// </summary>
    public string CompanySet => IsStaff ? throw new InvalidOperationException("Staff see all companies.") :
        $"""
        SELECT ca.company, max(CASE WHEN {IsOpen} THEN 1 ELSE 0 END) FROM company_access ca
        WHERE {Holds} AND ca.busy = 1 AND (ca.rights & {AnyRead}) <> 0 AND substr(ca.company, 1, length(@portal) + 1) = @portal || '/' GROUP BY ca.company
        UNION ALL SELECT @own, 1
        """;

    /// <summary>The caller's memberships, a row for each of their companies that ever had a request or an employee: to see whether there are many.</summary>
    public static string Memberships => $"company_access ca WHERE {Holds} AND ca.busy = 1";

    /// <summary>
    /// Companies of the caller's portal in which they read one of these universes, each once; <c>open</c> is 1 where no establishment is hidden from
    /// them. For people alone: staff see all.
    /// </summary>
    /// <param name="narrowed">More about the membership <c>ca</c>.</param>
    public static string CompaniesReading(string universes, string narrowed = "") =>
        $"""
        SELECT ca.company, max(CASE WHEN {HidesNothing} THEN 1 ELSE 0 END) AS open FROM company_access ca
        WHERE {Holds} AND (ca.rights & {universes}) <> 0 AND substr(ca.company, 1, length(@portal) + 1) = @portal || '/' {narrowed} GROUP BY ca.company
        """;

    /// <summary>
    /// True where the caller reads one of these universes of the company, in a space that shows the establishment. Each is SQL: a column, an
    /// expression, a parameter.
    /// </summary>
    /// <param name="universes">Bits of <see cref="UniverseRights.Read"/>.</param>
    /// <param name="siret">Empty text for what concerns no establishment.</param>
    public string Sees(string company, string universes, string siret) => IsStaff ? "1 = 1" :
        $"""
        ({company} = @own OR EXISTS (SELECT 1 FROM company_access ca WHERE {Holds} AND ca.company = {company} AND (ca.rights & {universes}) <> 0
        AND ({siret} = '' OR NOT EXISTS (SELECT 1 FROM space_unticked t WHERE t.space = ca.space AND t.siret = {siret}))))
        """;

    /// <summary>
    /// True where the caller has one of these rights on the company, and the account <paramref name="known"/>, who put there people of any
    /// establishment, is the caller or saw no more than they do. Each is SQL. Of nobody among the staff.
    /// </summary>
    public string SeesWhole(string company, string rights, string known) => IsStaff ? "1 = 0" :
        $"""
        EXISTS (SELECT 1 FROM company_access ca WHERE {Holds} AND ca.company = {company} AND (ca.rights & {rights}) <> 0
        AND ({known} = @account OR {RightRules.ShowsWhole(known)}))
        """;

    /// <summary>True for the requests that the caller's rights let them read, drafts or not: an author needs any right on the company.</summary>
    public string Reads(string alias) => Sees(
        $"{alias}.company", $"CASE WHEN {alias}.author = @account THEN {AnyRead} WHEN {alias}.status = 0 THEN {alias}.draft_rights ELSE {alias}.universes END", $"{alias}.siret");

    /// <summary>True for the drafts of others that the caller may read and write: who may act on what they are about.</summary>
    public string SharedDrafts(string alias) =>
        $"({alias}.status = 0 AND {alias}.draft_rights <> 0 AND {alias}.author <> @account AND {Sees($"{alias}.company", $"{alias}.draft_rights", $"{alias}.siret")})";

    /// <summary>True for the requests for which the caller may act.</summary>
    public string Acts(string alias) => Sees($"{alias}.company", $"({alias}.universes * 16)", $"{alias}.siret");

    /// <summary>True for the requests the caller may see: their drafts, those of others that they may work on, and what their companies have sent. Staff see no drafts.</summary>
    /// <param name="many">For a statement that judges very many of them: what is open is found in a set.</param>
    public string Requests(string alias, bool many = false) => IsStaff
        ? $"{alias}.status > 0"
        : $"""
          ({alias}.portal = @portal
          AND {(many ? $"((({alias}.status > 0 OR {alias}.author = @account) AND {Open($"{alias}.company")}) OR {Reads(alias)})" : Reads(alias))})
          """;

    /// <summary>True for the attachments that the caller may open: what is medical is for the referees and for who handed it in.</summary>
    public string Unveils(string alias) => IsReferee ? "1 = 1" : $"({alias}.veiled = 0 OR {alias}.uploader = @account)";

    /// <summary>True for the batches whose result the caller may read: it names people.</summary>
    public string Batches(string alias) => IsStaff ? "1 = 1" : $"{alias}.reader = @account";

    /// <summary>How many establishments of a company, SQL, are hidden from the caller in any of their spaces.</summary>
    public static string HiddenIn(string company) =>
        $"(SELECT count(*) FROM company_access ca JOIN space_unticked t ON {Hidden} WHERE ca.account = @account AND ca.company = {company})";

    private static string Open(string column) => $"{column} IN (SELECT ca.company FROM company_access ca WHERE {Holds} AND {IsOpen})";

    /// <summary>
    /// True of a row of <c>space_member</c> by which the caller is in its space now: accepted, not suspended, begun and not over. Needs the parameters
    /// of <see cref="Parameters"/>.
    /// </summary>
    public static string IsMember(string alias) =>
        $"({alias}.account = @account AND {alias}.status = 1 AND ({alias}.from_at IS NULL OR {alias}.from_at <= @now) AND ({alias}.ends_at IS NULL OR {alias}.ends_at > @now))";

    /// <summary>The parameters that the fragments use, to be merged with the statement's own.</summary>
    public Dictionary<string, object?> Parameters(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var all = new Dictionary<string, object?> { ["account"] = Account, ["portal"] = Portal, ["own"] = Own, ["now"] = Now.ToUnixTimeMilliseconds() };
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
