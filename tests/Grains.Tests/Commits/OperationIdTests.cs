using Grains.Commits;
using Grains.Interfaces;

namespace Grains.Tests.Commits;

/// <summary>Names that are kept for days: another recipe would run what was done already.</summary>
public sealed class OperationIdTests
{
    [Fact]
    public void Names_are_made_in_one_way()
    {
        Assert.Equal("join/nora/ask", OperationId.Of("join/nora", "ask").Value);
        Assert.Equal("o.settle", new OperationId("o", "said").Step("settle").Value);
        Assert.Equal("purge/nora/7", new LeasedJob("purge/nora", "k", "", JobLane.Grains, 1, 7, null).Operation.Value);
    }

    [Fact]
    public void Steps_of_an_intent_without_a_name_have_none() => Assert.Null(default(OperationId).Step("refused").Value);
}
