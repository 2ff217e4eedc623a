using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Fixtures;

/// <summary>What the engine logged, to be awaited.</summary>
public sealed class FailureLog : ILoggerProvider, ILogger
{
    private readonly Channel<(string Text, Exception? Exception)> _entries = Channel.CreateUnbounded<(string, Exception?)>();

    public ValueTask<(string Text, Exception? Exception)> NextAsync() => _entries.Reader.ReadAsync();

    /// <summary>The next entry that names this; an engine may have other worries besides.</summary>
    public async Task<string> AboutAsync(string what)
    {
        while (true)
        {
            var (text, _) = await NextAsync();
            if (text.Contains(what, StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
        _entries.Writer.TryWrite((format(state, exception), exception));

    public void Dispose()
    {
    }
}
