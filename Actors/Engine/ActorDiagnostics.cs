namespace Actors;

/// <summary>What one silo holds and does at this instant.</summary>
public sealed class ActorDiagnostics
{
    private readonly Engine.Silo _silo;

    internal ActorDiagnostics(Engine.Silo silo) => _silo = silo;

    /// <summary>Grains in memory.</summary>
    public int ActivationCount => _silo.ActivationCount;

    /// <summary>Calls that a caller still waits for.</summary>
    public int WaitingCalls => _silo.Deadlines.Count;

    /// <summary>Grains in memory by class.</summary>
    public IReadOnlyDictionary<string, int> ActivationsByClass =>
        _silo.Classes.ToDictionary(c => c.Name, c => c.Activations.Count);
}
