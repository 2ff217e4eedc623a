using Cluster.Tests.Tally;

// The tests are run by their runner; started by itself this program is one of the nodes that they need.
if (args is [TallyNode.Argument])
    await TallyNode.Serve();
