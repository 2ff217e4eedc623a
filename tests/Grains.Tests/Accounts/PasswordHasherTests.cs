using Grains.Accounts.Passwords;
using Microsoft.Extensions.Time.Testing;

namespace Grains.Tests.Accounts;

public sealed class PasswordHasherTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Who_would_wait_longer_than_five_seconds_is_refused_before_having_waited()
    {
        using var hasher = await Used(TimeSpan.FromSeconds(2));
        using var held = await hasher.Enter(default);
        using var patience = new CancellationTokenSource();
        var second = hasher.Enter(patience.Token);
        var third = hasher.Enter(patience.Token);

        var fourth = hasher.Enter(default);

        Assert.False(second.IsCompleted);
        Assert.False(third.IsCompleted);
        Assert.True(fourth.IsFaulted);
        await Assert.ThrowsAsync<TimeoutException>(() => fourth);
        await patience.CancelAsync();
    }

    [Fact]
    public async Task A_free_place_is_taken_however_long_it_was_held_before()
    {
        using var hasher = await Used(TimeSpan.FromSeconds(30));

        using var place = await hasher.Enter(default);
    }

    [Fact]
    public async Task One_hash_that_stalled_refuses_nobody()
    {
        using var hasher = await Used(TimeSpan.FromMilliseconds(300));
        using (await hasher.Enter(default))
            _clock.Advance(TimeSpan.FromMinutes(1));
        using var held = await hasher.Enter(default);
        using var patience = new CancellationTokenSource();

        var next = hasher.Enter(patience.Token);

        Assert.False(next.IsCompleted);
        await patience.CancelAsync();
    }

    private async Task<PasswordHasher> Used(TimeSpan each)
    {
        var hasher = new PasswordHasher(1, _clock);
        for (var i = 0; i < 15; i++)
        {
            using (await hasher.Enter(default))
                _clock.Advance(each);
        }
        return hasher;
    }
}
