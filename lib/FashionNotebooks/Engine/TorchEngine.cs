namespace FashionNotebooks.Engine;

/// <summary>Prepares libtorch for a program of the course.</summary>
public static class TorchEngine
{
    /// <summary>Sets memory, threads and random numbers; call it before the first tensor.</summary>
    /// <exception cref="InputException">No threads, far more than there are cores, or libtorch does not load on this system.</exception>
    public static void Start(int threads, long seed)
    {
        int most = 4 * Environment.ProcessorCount;
        if (threads < 1 || threads > most)
            throw new InputException($"{threads} threads cannot be used; choose 1 to {most}, "
                + $"at most four for each of the {Environment.ProcessorCount} cores");
        NativeTorch.Require();
        MemoryWatch.Start();
        set_num_threads(threads);
        random.manual_seed(seed);
    }
}
