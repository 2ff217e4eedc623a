using System.Reflection;
using Silo.Storage;
using Silo.Time;

namespace Grains.Tests.Time;

public sealed class BusinessClockTests
{
    [Fact]
    public async Task What_was_read_before_a_move_does_not_set_the_clock_back()
    {
        var store = DispatchProxy.Create<IHostStore, SlowStore>();
        var slow = (SlowStore)store;
        var clock = new BusinessClock();
        var noon = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        await clock.Move(store, noon, stopped: true);

        var reading = clock.Read(store);
        var old = slow.Stored;
        await clock.Move(store, noon.AddHours(1), stopped: true);
        slow.Answer.SetResult(old);
        await reading;

        Assert.Equal(noon.AddHours(1), clock.GetUtcNow());
    }

    /// <summary>A store whose reading is answered when the test says so.</summary>
    public class SlowStore : DispatchProxy
    {
        public TaskCompletionSource<string?> Answer { get; } = new();

        public string? Stored { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "Clock":
                    return ValueTask.FromResult(DateTimeOffset.UtcNow);
                case "ReadSetting":
                    return new ValueTask<string?>(Answer.Task);
                case "WriteSetting":
                    Stored = (string)args![1]!;
                    return ValueTask.CompletedTask;
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }
    }
}
