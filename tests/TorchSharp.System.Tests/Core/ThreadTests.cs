using System.Diagnostics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>One thread means one core.</summary>
public class ThreadTests
{
    [Fact]
    public void AtOneThreadCpuTimeIsNotMoreThanWallTime()
    {
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            using var scope = NewDisposeScope();
            var a = randn(600, 600);
            a.matmul(a);   // starts what is started once
            var process = Process.GetCurrentProcess();
            var cpu = process.TotalProcessorTime;
            var wall = Stopwatch.StartNew();
            for (int k = 0; k < 40; k++)
                a.matmul(a).Dispose();
            double elapsed = wall.Elapsed.TotalMilliseconds;
            process.Refresh();
            double used = (process.TotalProcessorTime - cpu).TotalMilliseconds;
            // Ticks of 10 ms and the runtime's own threads are allowed for.
            Assert.True(used <= (1.1 * elapsed) + 50, $"CPU {used:F0} ms in {elapsed:F0} ms");
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void TheNumberOfThreadsIsKept()
    {
        int threads = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(threads);
    }
}
