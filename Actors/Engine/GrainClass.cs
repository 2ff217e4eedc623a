using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Actors.Engine;

/// <summary>One grain class in one silo, and its activations by key.</summary>
internal sealed class GrainClass(Silo silo, Type type)
{
    private readonly ObjectFactory _factory = ActivatorUtilities.CreateFactory(type, []);

    public Silo Silo => silo;

    public Type Type => type;

    /// <summary>As in Orleans: RequestGrain is <c>request</c>.</summary>
    public string Name { get; } =
        (type.Name.EndsWith("Grain", StringComparison.Ordinal) ? type.Name[..^"Grain".Length] : type.Name).ToLowerInvariant();

    /// <summary>The class wraps the calls made to it.</summary>
    public bool Filters { get; } = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);

    public ConcurrentDictionary<string, Activation> Activations { get; } = new(StringComparer.Ordinal);

    public Grain Create() => (Grain)_factory(silo.ServiceProvider, []);

    public void Send(string key, Call call)
    {
        call.Flow = CallFlow.Current;
        if (Refusal(key, call) is { } refusal)
        {
            call.Target = new Activation(this, key);
            call.Fail(refusal);
        }
        else
        {
            Deliver(key, call);
        }

        if (call.Method.OneWay)
        {
            call.AnswerOneWay();
        }
    }

    private void Deliver(string key, Call call)
    {
        var now = silo.Clock.GetTimestamp();
        if (!call.Method.OneWay)
        {
            silo.Deadlines.Add(call, now, call.Method.Timeout ?? silo.Options.ResponseTimeout);
        }

        while (!Find(key).TryEnqueue(call, now))
        {
            // That activation has just ended; its place in the catalog is free or taken by the next.
        }
    }

    private Exception? Refusal(string key, Call call)
    {
        if (silo.Refuses(call.Flow))
        {
            return Silo.Unavailable();
        }

        return Cycle(key, call);
    }

    public void Remove(Activation activation)
    {
        if (Activations.TryRemove(KeyValuePair.Create(activation.Key, activation)))
        {
            silo.CountActivations(-1);
        }
    }

    /// <summary>Puts an activation with the calls that came too late in the place of the one that ends.</summary>
    public void Succeed(Activation activation, Mailbox? late)
    {
        if (late is null)
        {
            Remove(activation);
        }
        else if (silo.Stopped.IsCancellationRequested)
        {
            Remove(activation);
            late.FailAll(Silo.Unavailable());
        }
        else
        {
            var successor = new Activation(this, activation.Key, late);
            Activations[activation.Key] = successor;
            successor.WakeIf(true);
        }
    }

    private Activation Find(string key)
    {
        while (true)
        {
            if (Activations.TryGetValue(key, out var found))
            {
                return found;
            }

            var fresh = new Activation(this, key);
            if (Activations.TryAdd(key, fresh))
            {
                silo.CountActivations(+1);
                return fresh;
            }
        }
    }

    /// <summary>A turn that waits for an answer to this very call, somewhere up the chain, would wait for ever.</summary>
    private InvalidOperationException? Cycle(string key, Call call)
    {
        if (call.Method.OneWay || call.Method.Interleaves)
        {
            return null;
        }

        for (var turn = call.Flow?.Turn; turn is not null; turn = turn.Method.OneWay ? null : turn.Flow?.Turn)
        {
            if (!turn.HasFinished && turn.Target.Class == this && turn.Target.Key == key)
            {
                return new InvalidOperationException(
                    $"A call would wait for itself: {call.Flow!.Chain}{CallChain.Separator}{Name}/{key} ({call.Method.Name}).");
            }
        }

        return null;
    }
}
