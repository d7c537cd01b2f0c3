using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>The one way in which modules and optimizers clear a gradient.</summary>
internal static class GradientReset
{
    internal static void Clear(Parameter parameter, bool setToNone)
    {
        using var gradient = parameter.grad;
        if (gradient is null)
            return;
        if (setToNone)
            parameter.grad = null;
        else
            gradient.zero_();
    }
}
