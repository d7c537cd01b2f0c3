using System.Diagnostics;
using FashionNotebooks.Engine;
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
            // The runtime compiles and collects beside the test for a while; a second busy core would show in every try.
            var tries = Enumerable.Range(0, 6).Select(_ => Measure(a)).ToList();
            Assert.True(
                tries.Any(t => t.Cpu <= (1.1 * t.Wall) + 20), string.Join("; ", tries.Select(t => $"CPU {t.Cpu:F0} ms in {t.Wall:F0} ms")));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static (double Cpu, double Wall) Measure(Tensor a)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        var wall = Stopwatch.StartNew();
        for (int k = 0; k < 20; k++)
            a.matmul(a).Dispose();
        double elapsed = wall.Elapsed.TotalMilliseconds;
        process.Refresh();
        return ((process.TotalProcessorTime - cpu).TotalMilliseconds, elapsed);
    }

    [Fact]
    public void TheNumberOfThreadsIsKept()
    {
        int threads = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(threads);
    }

    [Fact]
    public void AThreadCanKeepToItselfWhileOthersUseMore()
    {
        int threads = get_num_threads(), there = 0, after = 0;
        set_num_threads(2);
        try
        {
            var thread = new Thread(() =>
            {
                EngineState.OneThreadHere();
                there = get_num_threads();
                using Tensor sum = ones(300, 300) + 1; // large enough to be divided among threads
                after = get_num_threads();
            });
            thread.Start();
            thread.Join();
            Assert.Equal((1, 1, 2), (there, after, get_num_threads()));
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
