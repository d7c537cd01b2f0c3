namespace FashionNotebooks.Engine;

/// <summary>
/// Collects when tensors that nobody disposed fill the memory: to the garbage collector a tensor is a few bytes. It looks at the resident
/// memory of the process. Where a collection finds nothing, as in code with dispose scopes, the budget grows.
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
        long resident = Environment.WorkingSet;
        // A slow collection must not queue up further ones.
        if (resident <= limit || !Gate.TryEnter())
            return;
        GiveBack(); // free pages are no garbage
        long before = Environment.WorkingSet;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GiveBack();
        limit = Next(budget, resident, before, after: Environment.WorkingSet);
        Collections++;
        Gate.Exit();
    }

    /// <summary>
    /// The next limit. Where the collection freed little, the memory is in use, as in a large step of training that comes again and again:
    /// then only more than this counts.
    /// </summary>
    internal static long Next(long budget, long resident, long before, long after) =>
        before - after > Growth / 2 ? Math.Max(budget, after + Growth) : resident + Growth;

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint pad);
}
