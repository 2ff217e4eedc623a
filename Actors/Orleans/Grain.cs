using Actors.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What an actor derives from. Its key and services are readable from the constructor's body on.</summary>
public abstract class Grain : IAddressable
{
    /// <summary>Null when the object was made with <c>new</c> instead of by the engine, as in Orleans.</summary>
    public IGrainContext GrainContext { get; } = Activation.UnderConstruction!;

    protected IGrainFactory GrainFactory => GrainContext.ActivationServices.GetRequiredService<IGrainFactory>();

    /// <summary>Ends this activation after the running turn. Calls that wait go to a fresh one.</summary>
    protected void DeactivateOnIdle() =>
        GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    /// <summary>Runs before the first turn. An exception fails the waiting calls; the next call tries again.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last turn, but not when the process dies: nothing may depend on it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
