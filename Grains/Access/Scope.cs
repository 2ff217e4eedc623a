using Grains.Interfaces;

namespace Grains.Access;

/// <summary>
/// What a caller may see, as SQL. Made by <see cref="Rights"/> only; every query takes one and joins on it, so no statement can forget
/// whose rows it reads.
/// </summary>
public sealed class Scope
{
    internal Scope(Caller caller, DateTimeOffset now, CancellationToken gone) =>
        (Account, Portal, Own, IsStaff, Now, Gone) = (caller.Account, caller.Portal, Rights.OwnFile(caller), caller.IsStaff, now, gone);

    public string Account { get; }

    public string Portal { get; }

    /// <summary>The caller's own file, beside their companies.</summary>
    public string Own { get; }

    public bool IsStaff { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Cancelled when the caller no longer waits: every statement of this scope ends with it.</summary>
    public CancellationToken Gone { get; }

    /// <summary>True for the companies the caller may see, and for their own file. Needs the parameters of <see cref="Parameters"/>.</summary>
    public string Companies(string column) => IsStaff ? "1 = 1" :
        $"{column} IN (SELECT ca.company FROM company_access ca WHERE ca.account = @account AND (ca.ends_at IS NULL OR ca.ends_at > @now) UNION ALL SELECT @own)";

    /// <summary>The same as a set, each of them once, those of the caller's portal alone.</summary>
    public string CompanySet => IsStaff ? throw new InvalidOperationException("Staff see all companies.") :
        """
        SELECT ca.company FROM company_access ca
        WHERE ca.account = @account AND (ca.ends_at IS NULL OR ca.ends_at > @now) AND substr(ca.company, 1, length(@portal) + 1) = @portal || '/' UNION SELECT @own
        """;

    /// <summary>True for the requests the caller may see: their drafts, and what their companies have sent. Staff see no drafts.</summary>
    public string Requests(string alias) => IsStaff
        ? $"{alias}.status > 0"
        : $"({alias}.portal = @portal AND ({alias}.status > 0 OR {alias}.author = @account) AND {Companies($"{alias}.company")})";

    /// <summary>The parameters that the fragments use, to be merged with the statement's own.</summary>
    public Dictionary<string, object?> Parameters(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var all = new Dictionary<string, object?> { ["account"] = Account, ["portal"] = Portal, ["own"] = Own, ["now"] = Now.ToUnixTimeMilliseconds() };
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
