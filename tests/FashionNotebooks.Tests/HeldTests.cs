using System.Runtime.CompilerServices;
using TorchSharp;

namespace FashionNotebooks.Tests;

/// <summary>TorchSharp drops a number while libtorch may still read it. What training calls in every step holds its own.</summary>
public sealed class HeldTests
{
    [Fact]
    public void A_number_outlives_the_collector_until_64_others_came()
    {
        WeakReference held = Made(() => Held.Number(0.5)), dropped = Made(() => (Scalar)0.5);
        Collect();
        Assert.False(dropped.IsAlive);
        Assert.True(held.IsAlive);
        for (int i = 0; i < 63; i++)
            _ = Held.Number(i);
        Collect();
        Assert.True(held.IsAlive);
        _ = Held.Number(63);
        Collect();
        Assert.False(held.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Made(Func<Scalar> make) => new(make());

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
