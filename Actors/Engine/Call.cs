using System.ComponentModel;
using Orleans;
using Orleans.Storage;

namespace Actors.Engine;

/// <summary>One call on its way: arguments, where it came from, who waits. Generated code derives one class a method.
/// Its links (queue, deadlines) are kept inside it so that a call costs few objects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Call(GrainMethod method)
{
    private const int Queued = 0, Running = 1, Finished = 2, Dropped = 3;
    private int _stage = Queued;

    internal GrainMethod Method { get; } = method;

    internal CallFlow? Flow { get; set; }

    internal Activation Target { get; set; } = null!;

    internal Call? Next { get; set; }

    internal DeadlineEntry Deadline;

    internal bool HasFinished => Volatile.Read(ref _stage) == Finished;

    internal abstract object? Result { get; set; }

    /// <summary>Runs the method on the grain; again when a filter asks again.</summary>
    internal abstract ValueTask InvokeAsync(object grain);

    protected abstract void Answer();

    protected abstract void Answer(Exception exception);

    /// <summary>False when the caller stopped waiting before the turn began: then it must not begin.</summary>
    internal bool TryStart() => Interlocked.CompareExchange(ref _stage, Running, Queued) == Queued;

    internal async ValueTask RunAsync(Activation activation)
    {
        CallFlow.Current = new CallFlow(Flow?.Values, this);
        try
        {
            await (activation.Class.Filters
                ? new ValueTask(((IIncomingGrainCallFilter)activation.Instance!).Invoke(new IncomingCall(this, activation)))
                : InvokeAsync(activation.Instance!));
            Finish();
            Answer();
        }
        catch (Exception exception)
        {
            if (exception is InconsistentStateException)
            {
                activation.Deactivate(new(DeactivationReasonCode.ApplicationError, exception, "Its state is stale."));
            }

            Fail(exception);
        }
    }

    internal void AnswerOneWay() => Answer();

    internal void Fail(Exception exception)
    {
        Finish();
        if (Method.OneWay)
        {
            Target.Class.Silo.Log.OneWayFailed(exception, Target.GrainId, Method.Name);
        }
        else
        {
            Answer(exception);
        }
    }

    /// <summary>The caller stops waiting. A turn that runs goes on; one that has not begun never will.</summary>
    internal void Expire(TimeSpan waited)
    {
        var queued = Interlocked.CompareExchange(ref _stage, Dropped, Queued) == Queued;
        Answer(new TimeoutException($"{Target.GrainId}.{Method.Name} gave no answer within {waited.TotalSeconds:0.###} s: "
            + (queued ? "it waited behind other turns and was dropped." : "its turn has not ended and goes on.")));
    }

    private void Finish()
    {
        Volatile.Write(ref _stage, Finished);
        Deadlines.Remove(this);
    }
}
