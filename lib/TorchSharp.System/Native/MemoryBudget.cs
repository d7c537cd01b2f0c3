namespace TorchSharp.Native;

/// <summary>
/// Keeps the native memory of tensors that nobody disposes within bounds. The garbage collector sees a few dozen bytes per tensor, so
/// it would let gigabytes pile up; <see cref="GC.AddMemoryPressure"/> would collect almost per tensor. Over the budget the youngest
/// generation is collected and its finalizers free their tensors; if that is not enough, everything is, and the budget grows to twice what is alive.
/// </summary>
internal static class MemoryBudget
{
    private const long Floor = 512L << 20;
    private static readonly Lock gate = new();
    private static long live;
    private static long budget = Floor;

    /// <summary>Bytes of native memory that live tensors own.</summary>
    internal static long LiveBytes => Interlocked.Read(ref live);

    internal static void Take(long bytes)
    {
        if (Interlocked.Add(ref live, bytes) > Volatile.Read(ref budget))
            Collect();
    }

    internal static void Give(long bytes) => Interlocked.Add(ref live, -bytes);

    private static void Collect()
    {
        lock (gate)
        {
            if (LiveBytes <= budget)
                return;
            Run(0);
            if (LiveBytes <= budget)
                return;
            Run(GC.MaxGeneration);
            budget = Math.Max(Floor, 2 * LiveBytes);
        }
    }

    private static void Run(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }
}
