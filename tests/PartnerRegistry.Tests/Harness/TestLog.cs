using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PartnerRegistry.Tests.Harness;

/// <summary>What the registry logged at warning and above.</summary>
public sealed class TestLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public Exception? Last { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            Last = exception;
            lines.Enqueue($"{formatter(state, exception)} {exception?.Message}".Trim());
        }
    }

    public void Dispose() { }
}
