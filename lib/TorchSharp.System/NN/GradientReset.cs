using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>The one way in which modules and optimizers clear a gradient.</summary>
internal static class GradientReset
{
    internal static void Clear(Parameter parameter, bool setToNone)
    {
        if (setToNone)
        {
            parameter.grad = null;
            return;
        }
        using var gradient = parameter.grad;
        gradient?.zero_();
    }
}
