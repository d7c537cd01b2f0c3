using TorchSharp.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Engine;

/// <summary>What the process holds, and how it computes.</summary>
public static class EngineState
{
    /// <summary>Tensors that were created and neither disposed nor finalized.</summary>
    public static long LiveTensors => Tensor.TotalCount;

    /// <summary>Bytes of native memory that they own.</summary>
    public static long LiveBytes => MemoryBudget.LiveBytes;

    /// <summary>Whether operations without a repeatable implementation are refused.</summary>
    public static bool Deterministic
    {
        get => LibTorch.ft_deterministic() != 0;
        set => NativeError.Check(LibTorch.ft_set_deterministic(value ? 1 : 0), nameof(Deterministic));
    }

    /// <summary>Lets operations that the calling thread starts use this thread only.</summary>
    public static void OneThreadHere() => NativeError.Check(LibTorch.ft_one_thread_here(), nameof(OneThreadHere));
}
