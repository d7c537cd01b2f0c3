using FashionNotebooks.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Native memory stays bounded even if nobody disposes anything.</summary>
public class MemoryTests
{
    [Fact]
    public void ForgottenTensorsStayWithinTheBudget()
    {
        long highest = 0;
        long before = EngineState.LiveBytes;
        int collections = GC.CollectionCount(2);
        for (int k = 0; k < 1000; k++)
        {
            empty(1 << 20);   // 4 MB that nobody disposes
            highest = Math.Max(highest, EngineState.LiveBytes - before);
        }
        Assert.InRange(highest, 4L << 20, 1200L << 20);
        Assert.InRange(GC.CollectionCount(2) - collections, 0, 50);
    }

    [Fact]
    public void BytesAreCountedOnceAndGivenBack()
    {
        LiveTensors.Settled();
        long before = EngineState.LiveBytes;
        using (NewDisposeScope())
        {
            var t = zeros(1000);
            Assert.Equal(before + 4000, EngineState.LiveBytes);
            t.view(10, 100).t();
            Assert.Equal(before + 4000, EngineState.LiveBytes);
        }
        Assert.Equal(before, EngineState.LiveBytes);
    }

    [Fact]
    public void AFinalizedTensorIsNoLongerLive()
    {
        Drop();
        long before = EngineState.LiveTensors;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(EngineState.LiveTensors < before);

        static void Drop() => zeros(3);
    }

    [Fact]
    [NoTensorLeak]
    public void DecouplingHandsTheHandleOver()
    {
        var a = ones(3);
        using var b = new Tensor(a.DecoupleFromNativeHandle());
        Assert.True(a.IsInvalid);
        using var sum = b.sum();
        Assert.Equal(3, sum.item<float>());
    }
}
