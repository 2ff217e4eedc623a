using System.ComponentModel;

namespace Actors.Engine;

/// <summary>A call without a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall(GrainMethod method) : Call(method)
{
    // Asynchronously, or the caller's code would run on the activation's scheduler, inside its turn.
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _answer.Task;

    internal sealed override object? Result { get; set; }

    /// <summary>Runs the method with the call's arguments.</summary>
    protected abstract ValueTask Ask(object grain);

    internal sealed override ValueTask InvokeAsync(object grain) => Ask(grain);

    protected sealed override void Answer() => _answer.TrySetResult();

    protected sealed override void Answer(Exception exception) => _answer.TrySetException(exception);
}

/// <summary>A call with a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall<TResult>(GrainMethod method) : Call(method)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _answer.Task;

    internal sealed override object? Result
    {
        get => _result;
        set => _result = (TResult)value!;
    }

    protected abstract ValueTask<TResult> Ask(object grain);

    internal sealed override async ValueTask InvokeAsync(object grain) => _result = await Ask(grain);

    protected sealed override void Answer() => _answer.TrySetResult(_result);

    protected sealed override void Answer(Exception exception) => _answer.TrySetException(exception);
}
