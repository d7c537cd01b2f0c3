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
            ["MKL_NUM_THREADS"] = threads,
            // A thread that waits turns in place this often, then sleeps. Left alone it turns for milliseconds, on a core that other threads
            // need; with much less it sleeps between the operations of one step.
            ["GOMP_SPINCOUNT"] = "3000",
        };
    }
}
