namespace TorchSharp.Tests;

/// <summary>Counts live tensors when nothing of earlier tests can go any more while a test counts.</summary>
internal static class LiveTensors
{
    /// <summary>Lets finalizers of earlier tests run, then counts.</summary>
    internal static long Settled()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return torch.Tensor.TotalCount;
    }
}
