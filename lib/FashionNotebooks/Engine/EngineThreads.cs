using static TorchSharp.torch;

namespace FashionNotebooks.Engine;

/// <summary>How many threads tensor operations use.</summary>
public static class EngineThreads
{
    /// <summary>Sets how many threads one operation may use.</summary>
    /// <exception cref="InputException">Fewer than one.</exception>
    public static void Use(int threads)
    {
        if (threads < 1)
            throw new InputException($"--threads {threads}: at least 1 thread is needed");
        set_num_threads(threads);
    }
}
