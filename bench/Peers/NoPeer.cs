namespace Bench;

/// <summary>Without Orleans there is no plain Orleans to compare with.</summary>
internal static class PlainPeer
{
    public static Task<(double Posts, ReadRates Reads)?> Measure(string store, int callers, int posts) => Task.FromResult<(double, ReadRates)?>(null);
}
