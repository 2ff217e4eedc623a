using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Row S8: two copies of a known browser's cookie, one of them stolen.</summary>
public sealed class CopiedDeviceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private readonly Door _door;

    public CopiedDeviceTests() => _door = new Door(_host);

    public async Task InitializeAsync() => await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task S8_Older_copy_outside_its_minute_forgets_the_whole_device_and_tells_the_owner()
    {
        var older = await _door.KnownDevice();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        var newest = (await _door.Password(GrainHost.Password, device: older)).DeviceCookie!;
        _host.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(SignInStage.CodeAsked, (await _door.Password(GrainHost.Password, device: older)).Step.Stage);

        Assert.Equal(1, await _host.MailCount("device-copied"));
        Assert.NotEqual(SignInStage.SignedIn, (await _door.Password(GrainHost.Password, device: newest)).Step.Stage);
        Assert.Equal(1, await _host.MailCount("device-copied"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'device-copied'"));
    }

    [Fact]
    public async Task S8_Copy_within_its_minute_forgets_nothing()
    {
        var older = await _door.KnownDevice();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        var newest = (await _door.Password(GrainHost.Password, device: older)).DeviceCookie!;
        _host.Clock.Advance(TimeSpan.FromSeconds(59));

        Assert.Equal(SignInStage.SignedIn, (await _door.Password(GrainHost.Password, device: older)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await _door.Password(GrainHost.Password, device: newest)).Step.Stage);
        Assert.Equal(0, await _host.MailCount("device-copied"));
    }

    [Fact]
    public async Task S8_Older_copy_with_a_wrong_password_tells_the_owner_too()
    {
        var older = await _door.KnownDevice();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _door.Password(GrainHost.Password, device: older);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(SignInStage.Refused, (await _door.Password("faux", device: older)).Step.Stage);

        Assert.Equal(1, await _host.MailCount("device-copied"));
    }
}
