using System.Diagnostics;

namespace FashionNotebooks.Cli.Tests;

/// <summary>Nothing that a package might tell its makers is kept.</summary>
[Collection(CourseCollection.Name)]
public sealed class TelemetryTests(Course course)
{
    [Fact]
    public async Task A_prediction_leaves_nothing_of_ONNX_Runtime_in_the_home()
    {
        string home = course.NewFolder();
        string[] line = [typeof(FashionApp).Assembly.Location, "predict", "--model", course.Classifier, "--image", course.Query];
        var start = new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true };
        foreach (string inherited in (string[])["XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"])
            start.Environment.Remove(inherited);
        start.Environment["HOME"] = home;
        using Process process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories),
            path => path.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)
                || path.Contains("Microsoft", StringComparison.Ordinal));
    }
}
