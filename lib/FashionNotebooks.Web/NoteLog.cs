namespace FashionNotebooks.Web;

/// <summary>Hands our own lines, and what ASP.NET warns of, to whoever started the server.</summary>
internal sealed class NoteLog(IProgress<string> notes) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) =>
        new Category(notes, IsOurs(categoryName) ? LogLevel.Information : IsHost(categoryName) ? LogLevel.None : LogLevel.Warning);

    public void Dispose()
    {
    }

    private static bool IsOurs(string category) => category.StartsWith(typeof(NoteLog).Namespace!, StringComparison.Ordinal);

    // What keeps a server from starting reaches whoever starts it, as one line.
    private static bool IsHost(string category) => category.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal);

    private sealed class Category(IProgress<string> notes, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                notes.Report(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
        }
    }
}
