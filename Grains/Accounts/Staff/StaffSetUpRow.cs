using Grains.Commits;

namespace Grains.Accounts.Staff;

/// <summary>A staff account that waits for its set-up; gone with it.</summary>
/// <param name="Until">When the newest link dies.</param>
/// <param name="Invited">It was never set up; otherwise somebody had its access made anew.</param>
[Row("staff_set_up", key: 1)]
public sealed record StaffSetUpRow(string Account, DateTimeOffset Until, bool Invited, string AskedBy, DateTimeOffset AskedAt) : Row;
