using Orleans.Runtime;

namespace Tests.Fixtures.Cluster;

/// <summary>A silo inside the tests' process that cannot go on fails its test by name instead of ending all tests.</summary>
internal sealed class UnaskedEnd : IFatalErrorHandler
{
    private string? _reason;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception) => _reason ??= $"{context} {exception}";

    public void Check(IEnumerable<string> reasons) => Assert.True(_reason is null, $"{_reason}\n{string.Join('\n', reasons)}");
}
