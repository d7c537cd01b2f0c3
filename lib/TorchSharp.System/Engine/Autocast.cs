using TorchSharp.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Engine;

/// <summary>
/// Runs products and convolutions of this thread in bfloat16 until it is disposed. Compute losses in float32:
/// cast the logits back with <c>to(float32)</c>. Scopes may be nested; each is disposed on the thread that opened it.
/// </summary>
public sealed class Autocast : IDisposable
{
    private bool open = true;

    private Autocast() => LibTorch.ft_enter_autocast((int)ScalarType.BFloat16);

    /// <summary>Opens a scope.</summary>
    public static Autocast BFloat16() => new();

    /// <summary>True inside a scope.</summary>
    public static bool IsEnabled => LibTorch.ft_autocast_enabled() != 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (open)
            LibTorch.ft_leave_autocast();
        open = false;
    }
}
