using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

public sealed class DecoyAccountTests
{
    [Fact]
    public async Task B2_Nobody_is_judged_by_the_policy_of_the_portal_that_was_asked()
    {
        await using var host = new GrainHost(new Dictionary<string, string> { ["Portals:0:Policy:PasswordIterations"] = "1500" });
        var nobody = await host.Get<AccountLookup>().Find(GrainHost.Portal, "personne@nulle-part.example");

        var challenge = await host.Grains.GetGrain<IAccountGrain>(nobody).OpenPassword(host.Fresh(), new SignInAttempt(GrainHost.Portal, "f", "a", null));

        Assert.Equal(1500, challenge.Iterations);
    }
}
