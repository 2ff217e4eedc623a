using Grains.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Silo.Messaging;
using Silo.Storage;

namespace Grains.Tests.Storage;

/// <summary>What is kept of messages, whatever the order in which it is heard.</summary>
public abstract class DeliveryContract : StoreContract
{
    private readonly FakeTimeProvider _clock = new(GrainHost.Morning);

    private Deliveries Deliveries => new((IHostStore)Store, _clock);

    [Theory]
    [InlineData(DeliveryState.Delivered, DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Delivered)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Queued)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Delivered, DeliveryState.Failed)]
    [InlineData(DeliveryState.Failed, DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Sent)]
    [InlineData(DeliveryState.Failed, DeliveryState.Failed, DeliveryState.Delivered)]
    [InlineData(DeliveryState.Sent, DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Sent)]
    public async Task No_notice_leads_back(DeliveryState end, params DeliveryState[] notices)
    {
        foreach (var state in notices)
            await Deliveries.Note("sms/1", true, new Delivery(state, "SM1"), default);

        Assert.Equal(end, (await Deliveries.Find("sms/1"))!.State);
    }

    [Fact]
    public async Task Notice_without_a_reference_keeps_the_known_one()
    {
        await Deliveries.Note("sms/1", true, new Delivery(DeliveryState.Queued, "SM1"), default);
        await Deliveries.Note("sms/1", true, new Delivery(DeliveryState.Sent), default);

        Assert.Equal(new Delivery(DeliveryState.Sent, "SM1"), await Deliveries.Find("sms/1"));
    }

    [Fact]
    public async Task Twenty_notices_at_once_end_where_none_leads_back()
    {
        var notices = Enumerable.Range(0, 20).Select(i => new Delivery((DeliveryState)(i % 3), "SM1"));

        await Task.WhenAll(notices.Select(n => Deliveries.Note("sms/1", true, n, default)));

        Assert.Equal(new Delivery(DeliveryState.Delivered, "SM1"), await Deliveries.Find("sms/1"));
    }

    [Fact]
    public async Task Old_ones_go_and_young_ones_stay()
    {
        await Deliveries.Note("sms/1", true, new Delivery(DeliveryState.Sent), default);
        var then = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Deliveries.Note("sms/2", true, new Delivery(DeliveryState.Sent), default);

        Assert.Equal((0, 1, 0),
            (await Deliveries.Sweep(then, default), await Deliveries.Sweep(_clock.GetUtcNow(), default), await Deliveries.Sweep(_clock.GetUtcNow(), default)));

        Assert.Equal((null, new Delivery(DeliveryState.Sent)), (await Deliveries.Find("sms/1"), await Deliveries.Find("sms/2")));
    }
}
