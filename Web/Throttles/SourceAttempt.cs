namespace Web.Throttles;

/// <summary>One try of a source, granted or not.</summary>
public sealed class SourceAttempt
{
    private readonly Func<Task>? _giveBack;
    private int _given;

    private SourceAttempt(TimeSpan retryAfter, Func<Task>? giveBack) => (RetryAfter, _giveBack) = (retryAfter, giveBack);

    public bool IsGranted => _giveBack is not null;

    /// <summary>When it is worth coming again, once none is granted.</summary>
    public TimeSpan RetryAfter { get; }

    public static SourceAttempt Refused(TimeSpan retryAfter) => new(retryAfter, null);

    public static SourceAttempt Granted(TimeSpan retryAfter, Func<Task> giveBack) => new(retryAfter, giveBack);

    /// <summary>It was right: it costs its source nothing. Twice is once.</summary>
    public Task GiveBack() => _giveBack is not null && Interlocked.Exchange(ref _given, 1) == 0 ? _giveBack() : Task.CompletedTask;

    /// <summary>Says to the browser that there are too many: 429 and when to come again.</summary>
    public void Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = ((int)RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
