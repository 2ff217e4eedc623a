using Orleans;

namespace Actors;

/// <summary>Limits of one silo, under either engine.</summary>
public sealed class ActorOptions
{
    /// <summary>How long a caller waits for an answer, unless the method carries <see cref="ResponseTimeoutAttribute"/>.
    /// The turn itself goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An activation without a call for this long is collected.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often idle activations are looked for. The cap does not wait for it.</summary>
    public TimeSpan CollectEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Above this many activations the least recently used idle ones go. Busy ones never do. Orleans goes
    /// by the memory in use instead.</summary>
    public int MaxActivations { get; set; } = 100_000;

    /// <summary>How long a stopping silo lets turns finish before it drops them.</summary>
    public TimeSpan DrainFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Real time, also in demos: business time may be moved, a caller's patience may not. Tests put in their own.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
