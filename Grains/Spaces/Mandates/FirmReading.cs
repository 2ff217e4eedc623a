using Dapper;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Mandates;

internal static class FirmReading
{
    /// <param name="firm">Key of the firm's space.</param>
    /// <param name="member">Key in it of who is to have the mandate; empty for nobody.</param>
    public static async Task<FirmSide> Read(IStateStore store, SpaceTurn turn, string firm, string member = "")
    {
        await using var reading = await store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT name FROM space_list WHERE space = @firm;
            SELECT * FROM space_member WHERE space = @firm AND account = @by AND status = {(int)MemberStatus.Added};
            SELECT company FROM space_company WHERE space = @firm AND company = @company;
            SELECT m.member, m.account, m.role, m.status, m.from_at, m.ends_at, a.first_name, a.last_name, a.email FROM space_member m
              JOIN account_list a ON a.account = m.account AND a.active = 1 WHERE m.space = @firm AND m.member = @member;
            SELECT m.member FROM space_member m WHERE m.space = @firm AND m.member = @member;
            SELECT o.member FROM space_member h JOIN space_member o ON o.space = @space AND o.account = h.account
            WHERE h.space = @firm AND h.member = @member AND (o.status <> {(int)MemberStatus.PassedOn} OR o.mandate = @mandate)
            """,
            new
            {
                space = turn.Space,
                firm,
                member,
                by = turn.By.Account,
                company = $"{turn.Portal}/{turn.Target?.FirmSiren}",
                mandate = turn.Target?.Member,
            });
        var name = await found.ReadFirstOrDefaultAsync<string>() ?? "";
        var own = (await found.ReadAsync<SpaceMember>()).Where(m => m.IsActive(turn.At)).ToList();
        return new(firm)
        {
            Name = name,
            Administers = own.Exists(m => m.Administrates),
            Belongs = own.Exists(m => m.Role is not SpaceRole.ExpertComptable),
            IsOfFirm = (await found.ReadAsync<string>()).Any(),
            Heir = await found.ReadFirstOrDefaultAsync<SpaceMember>(),
            HasMember = (await found.ReadAsync<string>()).Any(),
            HasHeir = (await found.ReadAsync<string>()).Any(),
        };
    }
}
