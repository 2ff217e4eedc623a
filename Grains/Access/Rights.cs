using Actors.Durable;
using Dapper;
using Grains.Interfaces;

namespace Grains.Access;

/// <summary>
/// The one place that decides rights, from the account, its spaces and the object. It reads the store, never a copy: a right taken away
/// is gone with the commit that took it.
/// </summary>
public sealed class Rights(IStateStore store, TimeProvider clock)
{
    public Scope ScopeOf(Caller caller) => new(caller, clock.GetUtcNow());

    /// <summary>May the caller act for this company: write a request, a message, hand in a document?</summary>
    public async ValueTask<bool> MayAct(Caller caller, string company)
    {
        if (caller.IsStaff)
            return true;
        // A caller of another portal never acts here, whatever spaces he has there.
        if (!company.StartsWith(caller.Portal + "/", StringComparison.Ordinal))
            return false;
        var scope = ScopeOf(caller);
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<long>($"SELECT {scope.Companies("@company")}", scope.Parameters(("company", company))) == 1;
    }
}
