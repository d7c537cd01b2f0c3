using System.Reflection;
using TorchSharp;
using Xunit.Sdk;

namespace TorchSharp.Tests;

/// <summary>Fails a test that leaves more live tensors behind than it found, counting only what nobody
/// can reach any more as gone.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NoTensorLeakAttribute : BeforeAfterTestAttribute
{
    private long before;
    private LifetimeStatistics? counts;

    public override void Before(MethodInfo methodUnderTest)
    {
        counts = DisposeScopeManager.Statistics.TensorStatistics;
        before = counts.ThreadTotalLiveCount;
    }

    public override void After(MethodInfo methodUnderTest)
    {
        // The count of the test's own thread: finalizers of earlier tests run on another one and do not show in it.
        long left = counts!.ThreadTotalLiveCount - before;
        if (left > 0)
            throw new XunitException($"{methodUnderTest.Name} left {left} live tensors: dispose them or open a dispose scope");
    }
}
