using Microsoft.Extensions.Hosting;

namespace FashionNotebooks.Web.Serving;

/// <summary>
/// The version of model and index that requests get. A new one takes its place at once; requests finish with the version they began with.
/// </summary>
internal sealed class CurrentFiles(ServerOptions options, ServerMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private ServedFiles current = null!;
    private FileStamp stamp;

    /// <summary>Loads the files for the first time.</summary>
    /// <exception cref="InputException">One cannot be used.</exception>
    public void Load()
    {
        stamp = FileStamp.Of(options);
        current = ServedFiles.Load(options, stamp.ToString());
    }

    /// <summary>The current version; dispose it when the request is answered.</summary>
    /// <exception cref="ObjectDisposedException">The server has stopped.</exception>
    public ServedFiles Enter()
    {
        while (true)
        {
            ServedFiles files = Volatile.Read(ref current);
            if (files.Enter())
                return files;
            ObjectDisposedException.ThrowIf(files == Volatile.Read(ref current), this); // a version is replaced before it is freed
        }
    }

    /// <summary>Loads the files again if they have changed; when they cannot be used, the old version stays. Both are
    /// counted.</summary>
    /// <exception cref="InputException">A file cannot be used.</exception>
    public async Task<bool> Reload(bool always, CancellationToken cancellation)
    {
        await loading.WaitAsync(cancellation);
        try
        {
            FileStamp now = FileStamp.Of(options);
            if (now == stamp && !always)
                return false;
            stamp = now; // a file that cannot be used is not tried again until it changes
            Interlocked.Exchange(ref current, ServedFiles.Load(options, now.ToString())).Dispose();
            metrics.Reloaded(succeeded: true);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            metrics.Reloaded(succeeded: false);
            throw;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Waits for a reload that is under way: it would free once more what is freed here, and nobody what it has loaded.</summary>
    public void Dispose()
    {
        loading.Wait();
        current?.Dispose();
        loading.Dispose();
    }
}

/// <summary>Looks at the files now and then. Asking for their times also works on mounted folders, which send no events.</summary>
internal sealed class ReloadLoop(CurrentFiles files, ServerOptions options, ILogger<ReloadLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ReloadCheck <= TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(options.ReloadCheck);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await files.Reload(always: false, stoppingToken))
                    log.LogInformation("loaded the changed files");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever a file did: the old ones serve on, and the next version gets its chance.
                log.LogWarning("kept the old files: {Reason}", e is InputException ? e.Message : e);
            }
        }
    }
}
