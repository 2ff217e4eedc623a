using System.Buffers.Binary;
using System.Text;
using Dapper;
using Grains.Commits;
using Grains.Interfaces.Accounts;
using Grains.Text;

namespace Grains.Accounts.SignIn;

/// <summary>
/// Whom an identifier names. Unknown people get one of 4,096 decoy accounts, chosen by the master key, which goes through the same
/// turns and commits as a real one: neither the answer nor the time tells them apart.
/// </summary>
public sealed class AccountLookup(IGrainFactory grains, IStateStore store, ISealer sealer, PolicyBook policies, TimeProvider clock)
{
    private const int Decoys = 4096;

    /// <summary>The account that an e-mail address, or a number where the portal knows numbers, signs in to; a decoy for everybody else.</summary>
    public async ValueTask<string> Find(string portal, string identifier)
    {
        var folded = EmailAddress.Fold(identifier);
        var owner = await store.FindClaim("email", folded, clock.GetUtcNow());
        if (policies.For(portal).SignInWith.Contains("Number", StringComparison.Ordinal))
            owner = await store.FindClaim("number", AccountNumber.Claim(portal, identifier), clock.GetUtcNow()) ?? owner;
        var decoy = Decoy(portal, folded);
        var key = owner is null ? decoy : owner["account/".Length..];
        // An account signs in to its own portal; elsewhere it is as unknown as any other.
        return await grains.GetGrain<IAccountGrain>(key).View() is { } view && view.Portal == portal ? key : decoy;
    }

    /// <summary>The one account of that name among the people of a company, and those who wait to be let in; a decoy when there is none, or several.</summary>
    public async ValueTask<string> FindByName(string portal, string siren, string first, string last)
    {
        var company = $"{portal}/{AccountNumber.Fold(siren)}";
        var folded = AccountListRow.FoldedName(first.Trim(), last.Trim());
        await using var reading = await store.OpenRead();
        var found = (await reading.QueryAsync<string>(
            """
            SELECT a.account FROM space_company c JOIN space_member m ON m.space = c.space JOIN account_list a ON a.account = m.account
            WHERE c.company = @company AND m.status = 1 AND (m.ends_at IS NULL OR m.ends_at > @now) AND a.portal = @portal AND a.folded = @folded AND a.active = 1
            UNION
            SELECT a.account FROM space_company c JOIN space_applicant w ON w.space = c.space JOIN account_list a ON a.account = w.account
            WHERE c.company = @company AND w.company = @company AND a.portal = @portal AND a.folded = @folded AND a.active = 1 LIMIT 2
            """, new { company, portal, folded, now = clock.GetUtcNow().ToUnixTimeMilliseconds() })).ToList();
        return found is [var only] ? only : Decoy(portal, $"{company}/{folded}");
    }

    private string Decoy(string portal, string identifier) =>
        DecoyAccount.Key(portal, BinaryPrimitives.ReadUInt32BigEndian(sealer.Mac(Encoding.UTF8.GetBytes(identifier), "shadow")) % Decoys);
}
