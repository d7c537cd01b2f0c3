using System.Globalization;

namespace CSharpKernel.Notebooks;

/// <summary>Variables that a kernel process must find when it starts; .NET and native libraries read them once.</summary>
internal static class KernelEnvironment
{
    /// <summary>Values by name.</summary>
    internal static IReadOnlyDictionary<string, string> Variables { get; } = Create();

    private static Dictionary<string, string> Create()
    {
        string threads = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            // Compiled cells are written once and run: mapping their code twice and counting their calls only delays the first result.
            ["DOTNET_EnableWriteXorExecute"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            // Native code that starts a thread per core in every cell can slow down a hundredfold when it is not bounded.
            ["OMP_NUM_THREADS"] = threads,
            ["OMP_DYNAMIC"] = "false",
            // A thread that waits turns in place for this long, then sleeps. By default it turns for milliseconds, on a core that
            // another library's threads need: small operations then take ten times as long.
            ["GOMP_SPINCOUNT"] = "10000",
            ["MKL_NUM_THREADS"] = threads,
            // A BLAS with threads of its own fights with those of OpenMP.
            ["OPENBLAS_NUM_THREADS"] = "1",
            // Cells run on a thread of their own: with more arenas, large blocks would be mapped anew each time.
            ["MALLOC_ARENA_MAX"] = "1",
        };
    }
}
