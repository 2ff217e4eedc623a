using Silo.Clustering;

namespace Grains.Tests.Clustering;

public sealed class FatalErrorExitTests
{
    /// <summary>
    /// Only a silo that was declared dead may be started again at once: it joins as another. That Orleans says it so, SuspendedSiloTests see.
    /// </summary>
    [Theory]
    [InlineData("I have been told I am dead, so this silo will stop! Reason: The membership view", 70)]
    [InlineData("ProcessMembershipUpdates", 71)]
    [InlineData(null, 71)]
    public void Exit_code_tells_whether_starting_again_helps(string? context, int code) => Assert.Equal(code, FatalErrorExit.CodeOf(context));
}
