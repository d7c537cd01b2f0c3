using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Turns gradients off until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Turns gradients on (or off) until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <inheritdoc cref="enable_grad"/>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => LibTorch.ft_grad_mode() != 0;

    /// <summary>Turns gradients and all of their bookkeeping off until the result is disposed.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => LibTorch.ft_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int before = LibTorch.ft_grad_mode();
        private bool closed;

        internal GradMode(bool on) => LibTorch.ft_set_grad_mode(on ? 1 : 0);

        public void Dispose()
        {
            if (!closed)
                LibTorch.ft_set_grad_mode(before);
            closed = true;
        }
    }

    private sealed class InferenceMode(bool on) : IDisposable
    {
        private nint guard = LibTorch.ft_enter_inference(on ? 1 : 0);

        public void Dispose()
        {
            if (guard != 0)
                LibTorch.ft_leave_inference(guard);
            guard = 0;
        }
    }
}
