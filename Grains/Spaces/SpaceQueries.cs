using Actors.Durable;
using Dapper;
using Grains.Access;

namespace Grains.Spaces;

public sealed class SpaceQueries(IStateStore store)
{
    /// <summary>The spaces the caller is in, in his portal.</summary>
    public async Task<IReadOnlyList<string>> Mine(Scope scope)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<string>(
            "SELECT space FROM space_member WHERE account = @account AND space LIKE @prefix AND (ends_at IS NULL OR ends_at > @now) ORDER BY space",
            scope.Parameters(("prefix", scope.Portal + "/%")))];
    }

    /// <summary>The spaces that hold a company: for the feed, which tells portfolios rather than companies. No person reads this.</summary>
    public async Task<IReadOnlyList<string>> Holding(string company)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<string>("SELECT space FROM space_company WHERE company = @company", new { company })];
    }
}
