using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PartnerBot.Tests;

/// <summary>What was logged, as <c>Warning: words</c>.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Warning)
        {
            lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        }
    }

    public void Dispose() { }
}
