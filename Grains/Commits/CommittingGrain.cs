using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces;
using Orleans.Storage;

namespace Grains.Commits;

/// <summary>What every committing grain needs from its host.</summary>
public sealed record CommitServices(IStateStore Store, ILease Lease, TimeProvider Clock);

/// <summary>
/// A grain whose state outlives it. A turn decides on <see cref="State"/> and ends in at most one <see cref="Answer(OperationId, Condition,
/// Decision{TState, Nothing, NoRefusal})"/>. It lives on one
/// silo; one that does not know yet that it was declared dead may run it, too: the loser of a write loads again and runs its turn again, which is
/// safe because a turn has no effect but its commit.
/// </summary>
public abstract class CommittingGrain<TState>(CommitServices services) : Grain, IIncomingGrainCallFilter where TState : GrainState, new()
{
    private const string Depth = "durable.depth";
    private static readonly TimeSpan RetryBudget = TimeSpan.FromSeconds(8);
    private static readonly TState Empty = new();
    /// <summary>Memory is what the last load or commit said.</summary>
    private bool _loaded;
    /// <summary>Loaded while a call waited for it, and asked for nothing since.</summary>
    private bool _fresh;
    /// <summary>What the turn answers was decided by the store, not by memory.</summary>
    private bool _settled;

    /// <summary>The kind under which the store knows this grain, as in <c>request</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>Bulk where nobody waits for the answer.</summary>
    protected virtual CommitLane Lane => CommitLane.Interactive;

    protected string Key => this.GetPrimaryKeyString();

    protected string StoreKey => $"{Kind}/{Key}";

    protected TState State { get; private set; } = Empty;

    /// <summary>0 while nothing was ever committed.</summary>
    protected long Version { get; private set; }

    /// <summary>Business time.</summary>
    protected DateTimeOffset Now => services.Clock.GetUtcNow();

    protected IStateStore Store => services.Store;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await services.Lease.AwaitFormerHolders(cancellationToken);
        await Load(cancellationToken);
        _fresh = true;
    }

    /// <summary>
    /// Runs a turn, and runs it again after a lost write, with full jitter, until the retry budget is spent. An answer without a commit leaves
    /// from memory only under the lease; without it the stored version is checked first, for another silo may have made it wrong.
    /// </summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // A call that comes from a grain must not commit: its caller's turn would then have effects beside its own commit.
        RequestContext.Set(Depth, RequestContext.Get(Depth) is int depth ? depth + 1 : 1);
        var started = TimeProvider.System.GetTimestamp();
        for (var losses = 0; ;)
        {
            // The call that woke the grain was there before its state was read.
            var read = !_loaded || _fresh;
            _fresh = false;
            if (!_loaded)
                await Load(CancellationToken.None);
            _settled = false;
            try
            {
                await context.Invoke();
                if (_settled || read || await IsCurrent())
                    return;
                _loaded = false;
            }
            catch (InconsistentStateException) when (TimeProvider.System.GetElapsedTime(started) < RetryBudget)
            {
                _loaded = false;
                CommitMeters.Lost.Add(1);
                await Task.Delay(Random.Shared.Next(1, Math.Min(250, 4 << Math.Min(++losses, 6))));
            }
            catch (InconsistentStateException)
            {
                // Never leaves the grain: to the caller the key is busy, and nothing was written.
                _loaded = false;
                throw new TimeoutException($"{StoreKey} was written by others for {RetryBudget.TotalSeconds} s.");
            }
        }
    }

    /// <summary>
    /// Answers a command from a decision. A refusal is given only when the operation was not done before: the repeat of a close must not
    /// hear "already closed". It says why only to who has the right; anybody else hears what <paramref name="right"/> stands for.
    /// </summary>
    protected async Task<Result<TValue, TRefusal>> Answer<TValue, TRefusal>(OperationId operation, Condition right, Decision<TState, TValue, TRefusal> decision)
        where TRefusal : struct, Enum
    {
        if (decision.Refusal is not { } refusal)
            return decision.Next is null ? decision.Value! : await CommitOr(operation, right, decision);
        if (operation.Value is not null && await services.Store.FindOperation(operation.Value) is { } earlier)
            return Replay<TValue>(operation, earlier);
        return right.Refusal is TRefusal silence && !refusal.Equals(silence) && !await services.Store.Holds(right.All, Now) ? silence : refusal;
    }

    /// <summary>Same, for commands that answer nothing.</summary>
    protected async Task<Result<TRefusal>> Answer<TRefusal>(OperationId operation, Condition right, Decision<TState, Nothing, TRefusal> decision)
        where TRefusal : struct, Enum => new((await Answer<Nothing, TRefusal>(operation, right, decision)).Refusal);

    /// <summary>Same, for turns that always answer.</summary>
    /// <exception cref="DeniedException">The right is gone; nothing was written.</exception>
    protected async Task<TValue> Answer<TValue>(OperationId operation, Condition right, Decision<TState, TValue, NoRefusal> decision) =>
        (await Answer<TValue, NoRefusal>(operation, right, decision)).Value!;

    /// <summary>Same, for turns that answer nothing and are never refused.</summary>
    protected Task Answer(OperationId operation, Condition right, Decision<TState, Nothing, NoRefusal> decision) =>
        Answer<Nothing, NoRefusal>(operation, right, decision);

    /// <summary>
    /// Writes the next state with its effects, in one transaction. Answers <paramref name="value"/>, or the first answer when the
    /// operation was committed before, even though the right is gone since.
    /// </summary>
    /// <param name="right">Of the caller: what must be true at the commit.</param>
    /// <exception cref="InvalidOperationException">The turn was called from a grain, or a row does not begin with this grain's key.</exception>
    /// <exception cref="DeniedException">The right is gone; nothing was written.</exception>
    /// <exception cref="ClaimLostException">Another owner holds a claim; nothing was written.</exception>
    /// <exception cref="ArgumentException">The operation was done before with other content.</exception>
    private async Task<TValue> Commit<TValue>(OperationId operation, Condition right, TState next, TValue value, IReadOnlyList<Effect> effects)
    {
        if (RequestContext.Get(Depth) is not 1)
            throw new InvalidOperationException($"{StoreKey} was asked to commit by another grain; send it a job instead.");
        CheckOwnership(effects);

        var result = typeof(TValue) == typeof(Nothing) ? default : JsonSerializer.SerializeToUtf8Bytes(value, GrainState.Json);
        var written = operation.Value is null ? null : new Operation(operation.Value, operation.Fingerprint, result);
        var unit = new CommitUnit(StoreKey, Version, JsonSerializer.SerializeToUtf8Bytes(next, GrainState.Json), right, written, effects, Now, Lane);
        // Only "committed" says what is stored; after any other end, an exception included, the next turn reads it.
        _loaded = false;
        var outcome = await services.Store.Commit(unit);
        switch (outcome.Verdict)
        {
            case CommitVerdict.Committed:
                (State, Version, _settled, _loaded) = (next, outcome.Version, true, true);
                return value;
            case CommitVerdict.Repeated:
                _settled = true;
                return Replay<TValue>(operation, outcome.Earlier!);
            case CommitVerdict.Denied:
                CommitMeters.Denied.Add(1);
                _settled = true;
                throw new DeniedException(right);
            case CommitVerdict.ClaimLost:
                throw new ClaimLostException(outcome.LostClaim!);
            default:
                throw new InconsistentStateException($"{StoreKey} is past version {Version}.");
        }
    }

    private async ValueTask<bool> IsCurrent()
    {
        if (services.Lease.IsHeld)
        {
            CommitMeters.FromMemory.Add(1);
            return true;
        }
        CommitMeters.Checked.Add(1);
        if (await services.Store.VersionOf(StoreKey) == Version)
            return true;
        CommitMeters.Outdated.Add(1);
        return false;
    }

    private async Task<Result<TValue, TRefusal>> CommitOr<TValue, TRefusal>(OperationId operation, Condition right, Decision<TState, TValue, TRefusal> decision)
        where TRefusal : struct, Enum
    {
        try
        {
            return await Commit(operation, right, decision.Next!, decision.Value!, decision.Effects);
        }
        catch (DeniedException denied) when (denied.Refusal is TRefusal)
        {
            return (TRefusal)denied.Refusal;
        }
        catch (ClaimLostException lost) when (lost.Claim.Refusal is TRefusal)
        {
            return (TRefusal)lost.Claim.Refusal;
        }
    }

    private static TValue Replay<TValue>(OperationId operation, Operation earlier) =>
        earlier.Fingerprint != operation.Fingerprint ? throw ReusedOperation.Refused()
        : earlier.Result.IsEmpty ? default!
        : JsonSerializer.Deserialize<TValue>(earlier.Result.Span, GrainState.Json)!;

    private async Task Load(CancellationToken cancel)
    {
        var stored = await services.Store.Load(StoreKey, cancel);
        Version = stored?.Version ?? 0;
        State = stored is { } found ? JsonSerializer.Deserialize<TState>(found.State.Span, GrainState.Json)! : Empty;
        _loaded = true;
    }

    private void CheckOwnership(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            var owner = effect switch
            {
                Upsert { Row: var row } => RowTable.For(row.GetType()).Owner(row),
                Delete { Key: var key } => key[0] as string,
                _ => Key,
            };
            if (owner != Key)
                throw new InvalidOperationException($"{StoreKey} may not write a row of '{owner}'.");
        }
    }
}

/// <summary>
/// Ancestor of every state. Members that this version of the code does not know are kept, so that an older node in a rolling upgrade
/// loses nothing a newer one wrote.
/// </summary>
public abstract record GrainState
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>Inside a grain only: the loser hears the refusal that the claim names.</summary>
public sealed class ClaimLostException(TakeClaim claim) : Exception($"Another owner holds the {claim.Kind}.")
{
    public TakeClaim Claim { get; } = claim;
}
