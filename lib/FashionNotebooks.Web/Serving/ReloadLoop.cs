using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FashionNotebooks.Web.Serving;

/// <summary>Looks at the files now and then. Asking for their times also works on mounted folders, which send no events.</summary>
internal sealed class ReloadLoop(CurrentFiles files, ServerOptions options, ServerMetrics metrics, ILogger<ReloadLoop> log) : BackgroundService
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
                {
                    metrics.Reloaded(succeeded: true);
                    log.LogInformation("loaded the changed files");
                }
            }
            catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
            {
                metrics.Reloaded(succeeded: false);
                log.LogWarning("kept the old files: {Reason}", e.Message);
            }
        }
    }
}
