using System.Security.Cryptography;
using System.Text;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Payments;

/// <summary>Which accounts are known of whom: the newest that was applied, else what the core system says. Numbers are compared by their hash.</summary>
public sealed class BankAccounts(IStateStore store, ISealer sealer)
{
    /// <summary>What the core system's numbers are hashed under.</summary>
    private const string HashedUnder = "iban";

    private const int MostAdministrators = 50;

    /// <summary>The newest are looked at: a company changes its account seldom.</summary>
    private const int MostApplied = 100;

    public string Mac(string iban) => Convert.ToHexString(sealer.Mac(Encoding.UTF8.GetBytes(iban), HashedUnder));

    /// <summary>Is it the account that the caller's company, or they themselves, have for this purpose, in each of these contracts?</summary>
    /// <param name="contracts">Numbers; none where the account is for all.</param>
    public async Task<bool> IsCurrent(
        Scope scope, string company, BankPurpose purpose, string iban, IReadOnlyList<string> contracts, CancellationToken cancel = default)
    {
        if (!scope.IsStaff && Rights.IsOwnFile(company) && company != scope.Own)
            return false;
        var applied = await Statement.Rows<AppliedAccount>(
            scope,
            $"""
            SELECT b.contract, b.iban_mac FROM bank_change b WHERE b.company = @company AND b.purpose = {(int)purpose} AND b.stage = {(int)BankStage.Applied}
            AND {scope.Companies("b.company")} ORDER BY b.ended_at DESC LIMIT {MostApplied}
            """, ("company", company)).Alone(store, cancel);
        if (contracts.Count > 0)
            return Mac(iban) is var mac && contracts.All(c => applied.FirstOrDefault(a => a.IsFor(c))?.IbanMac == mac);
        var known = applied.Count > 0 ? applied[0].IbanMac : null;
        if (known is null && purpose is BankPurpose.Refunds)
            known = await Statement.First<string>(
                scope, "SELECT i.iban_mac FROM account_list a JOIN ref_insured i ON i.client_number = a.number WHERE a.account = @account AND a.number <> ''")
                .Alone(store, cancel);
        return known is { Length: > 0 } && known == Mac(iban);
    }

    /// <summary>Is it known of a customer who has nothing to do with this one? Asked for nobody: advisers alone see the answer.</summary>
    public async Task<bool> IsOfAnother(string company, string author, string iban)
    {
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<long>(
            $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM bank_change b WHERE b.iban_mac = @mac AND b.company <> @company AND b.stage = {(int)BankStage.Applied})
            OR EXISTS (SELECT 1 FROM ref_insured i WHERE i.iban_mac = @mac AND i.iban_mac <> ''
              AND NOT EXISTS (SELECT 1 FROM account_list a WHERE a.account = @author AND a.number = i.client_number)) THEN 1 ELSE 0 END
            """, new { mac = Mac(iban), company, author }) == 1;
    }

    /// <summary>A change of this author was blocked, and no adviser has noted a call about any of theirs since.</summary>
    public async Task<bool> AreFrozen(string author)
    {
        if (author.Length == 0)
            return false;
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<long>(
            $"SELECT CASE WHEN {FrozenOf("@author")} THEN 1 ELSE 0 END", new { author }) == 1;
    }

    /// <summary>The same as a condition of a statement.</summary>
    internal static string FrozenOf(string author) =>
        $"""
        coalesce((SELECT max(x.ended_at) FROM bank_change x WHERE x.author = {author} AND x.stage = {(int)BankStage.Blocked}), 0)
        > coalesce((SELECT max(y.call_at) FROM bank_change y WHERE y.author = {author}), 0)
        """;

    /// <summary>Who hears of an employer's: the accounts that administrate the company.</summary>
    public async Task<IReadOnlyList<string>> Administrators(string company)
    {
        if (Rights.IsOwnFile(company))
            return [];
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<string>(
            $"""
            SELECT DISTINCT ca.account FROM company_access ca JOIN account_list a ON a.account = ca.account AND a.active = 1
            WHERE ca.company = @company AND (ca.rights & {(int)UniverseRights.Administer}) <> 0 ORDER BY ca.account LIMIT {MostAdministrators}
            """, new { company })];
    }

    /// <summary>Masked, the insured person's that the core system knows; empty for none.</summary>
    public async Task<string> KnownHint(Scope scope, CancellationToken cancel = default)
    {
        var known = await Statement.First<SealedIban>(
            scope,
            """
            SELECT i.client_number, i.iban_sealed FROM account_list a JOIN ref_insured i ON i.client_number = a.number
            WHERE a.account = @account AND a.number <> '' AND i.iban_sealed <> ''
            """).Alone(store, cancel);
        try
        {
            return known is null ? ""
                : Iban.Mask(Encoding.UTF8.GetString(sealer.Open(Convert.FromBase64String(known.IbanSealed), $"{HashedUnder}/{known.ClientNumber}")));
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    private sealed record AppliedAccount
    {
        public string Contract { get; init; } = "";

        public string IbanMac { get; init; } = "";

        public bool IsFor(string contract) => Contract.Length == 0 || Contract.Split(", ").Contains(contract);
    }

    private sealed record SealedIban
    {
        public string ClientNumber { get; init; } = "";

        public string IbanSealed { get; init; } = "";
    }
}
