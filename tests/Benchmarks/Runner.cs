using System.Diagnostics;
using System.Globalization;

namespace FashionNotebooks.Benchmarks;

/// <summary>Something that can be run again and again, here or in a PyTorch process, and says how long each repetition took.</summary>
internal interface IRunner : IDisposable
{
    string Name { get; }

    /// <summary>Milliseconds of each of <paramref name="repetitions"/> repetitions.</summary>
    double[] Run(int repetitions);
}

/// <summary>An action in this process.</summary>
internal sealed class LocalRunner(string name, Action action, Action? release = null) : IRunner
{
    public string Name => name;

    public double[] Run(int repetitions)
    {
        var times = new double[repetitions];
        for (int i = 0; i < repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }

    public void Dispose() => release?.Invoke();
}

/// <summary>A workload of <c>peer.py</c> in a live Python process, so that both sides stay warm while they alternate.</summary>
internal sealed class PeerRunner : IRunner
{
    private readonly Process process;

    public PeerRunner(string name, string workload, int threads, params string[] options)
        : this(name, "peer.py", [workload, threads.ToString(CultureInfo.InvariantCulture), .. options])
    {
    }

    /// <summary>A script of this folder that answers as <c>peer.py</c> does.</summary>
    public PeerRunner(string name, string script, IEnumerable<string> arguments)
    {
        Name = name;
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, script), .. arguments])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
    }

    public string Name { get; }

    public double[] Run(int repetitions)
    {
        process.StandardInput.WriteLine(repetitions);
        process.StandardInput.Flush();
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the peer '{Name}' ended");
        return [.. line.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
