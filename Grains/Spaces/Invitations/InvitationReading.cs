using Dapper;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Invitations;

/// <summary>What a turn that invites reads beside the space's state.</summary>
internal static class InvitationReading
{
    /// <summary>Whether another member of the space has the address, by their account or by an invitation that still waits.</summary>
    public static async Task<bool> IsTaken(IStateStore store, string space, string member, string address, DateTimeOffset at)
    {
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<long>(
            $"""
            SELECT count(*) FROM space_member m WHERE m.space = @space AND m.member <> @member AND (
              (m.status = {(int)MemberStatus.Invited} AND m.address = @address AND m.asked_until > @now)
              OR (m.mandate = '' AND m.account IN (SELECT a.account FROM account_list a WHERE a.address = @address)))
            """, new { space, member, address, now = at.ToUnixTimeMilliseconds() }) > 0;
    }

    /// <summary>Invitations of the last 24 hours, by the journal, whose entries begin with their instant: who was taken back counts, too.</summary>
    public static async Task<int> Sent(IStateStore store, string space, DateTimeOffset at)
    {
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM journal WHERE owner = @space AND entry > @since AND action IN ('member-invited', 'member-invited-again')",
            new { space, since = $"{(at - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds():x12}" });
    }
}
