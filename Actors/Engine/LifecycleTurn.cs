using Orleans;

namespace Actors.Engine;

/// <summary>Stands for OnActivateAsync and OnDeactivateAsync in the chain of callers, where no call stands behind them.</summary>
internal sealed class LifecycleTurn : GrainCall
{
    private static readonly GrainMethod Lifecycle = new(typeof(Grain), nameof(Grain.OnActivateAsync), [], GrainMethodOptions.None);

    public LifecycleTurn(Activation activation) : base(Lifecycle) => Target = activation;

    protected override ValueTask Ask(object grain) => throw new NotSupportedException();
}
