namespace Tests.Fixtures;

/// <summary>Waits for what another thread or process will make true, and fails when it does not in time.</summary>
public static class Eventually
{
    public static async Task True(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await again.WaitForNextTickAsync(patience.Token);
    }
}
