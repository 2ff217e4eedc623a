namespace Actors.Engine;

/// <summary>Runs everything of one activation, one piece after the other, on whichever pool thread is free. A grain's
/// <c>await</c> comes back here, so its fields need no lock.</summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    private const int Quantum = 64;
    private static readonly Action<object?> Step = static activation => ((Activation)activation!).Step();

    private readonly Lock _gate = new();
    // Most activations never have two pieces waiting: the queue is made for those that do.
    private Task? _first;
    private Queue<Task>? _others;
    private bool _stepWanted;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has <see cref="Activation.Step"/> run here. It is started on a pool thread, not by the caller, so that none
    /// of the caller's ambient values leak into the turn.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _stepWanted = true;
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        for (var i = 0; i < Quantum; i++)
        {
            if (!TryTake(out var piece, out var step))
            {
                return;
            }

            if (step)
            {
                new Task(Step, activation).Start(this);
            }

            if (piece is not null)
            {
                TryExecuteTask(piece);
            }
        }

        // Others wait for this thread too.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_first is null)
            {
                _first = task;
            }
            else
            {
                (_others ??= new Queue<Task>()).Enqueue(task);
            }

            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // Only on the thread that runs this activation now: elsewhere two pieces would run side by side.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return _first is null ? [] : [_first, .. _others ?? []];
        }
    }

    private bool TryTake(out Task? piece, out bool step)
    {
        lock (_gate)
        {
            (piece, step) = (_first, _stepWanted);
            _stepWanted = false;
            if (_others is not null)
            {
                _others.TryDequeue(out _first);
                _others = _others.Count == 0 ? null : _others;
            }
            else
            {
                _first = null;
            }

            return _scheduled = piece is not null || step;
        }
    }
}
