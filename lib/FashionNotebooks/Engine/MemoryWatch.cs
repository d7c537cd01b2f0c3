using System.Runtime.InteropServices;

namespace FashionNotebooks.Engine;

/// <summary>
/// Collects when tensors that nobody disposed fill the memory: to the garbage collector a tensor is a few bytes. It looks at the
/// resident memory of the process. Code that uses dispose scopes stays under the budget and is never interrupted.
/// </summary>
public static partial class MemoryWatch
{
    private const long Growth = 256L << 20;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly bool IsGlibc = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _);
    private static readonly Lock Gate = new();
    private static Timer? timer;
    private static long budget, limit;

    /// <summary>How often it had to collect.</summary>
    public static int Collections { get; private set; }

    /// <summary>Begins to watch, or goes on with another budget; call it before the first tensor.</summary>
    /// <param name="bytes">Resident memory above which tensors are collected.</param>
    public static void Start(long bytes = 1L << 30)
    {
        lock (Gate)
        {
            budget = limit = bytes;
            timer ??= new Timer(_ => Look(), null, Period, Period);
        }
        // Left alone, glibc maps and unmaps the large blocks of activations at every step, and the kernel clears each page anew.
        if (IsGlibc)
            _ = mallopt(-3, 1 << 30) + mallopt(-1, int.MaxValue) + mallopt(-2, 256 << 20); // M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, M_TOP_PAD
    }

    /// <summary>Gives freed native memory back to the system, which <see cref="Start"/> keeps for the next step.</summary>
    internal static void GiveBack()
    {
        if (IsGlibc)
            _ = malloc_trim(0);
    }

    private static void Look()
    {
        // A slow collection must not queue up further ones.
        if (Environment.WorkingSet <= limit || !Gate.TryEnter())
            return;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GiveBack();
        Collections++;
        // What is still there is in use: look again when it has grown.
        limit = Math.Max(budget, Environment.WorkingSet + Growth);
        Gate.Exit();
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint pad);
}
