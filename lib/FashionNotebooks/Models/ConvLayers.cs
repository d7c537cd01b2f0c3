using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>The one layer that every net here repeats: a convolution without bias, batch norm, and most often ReLU.</summary>
internal static class ConvLayers
{
    /// <summary>Convolution with "same" padding, batch norm and, unless the layer is linear, ReLU. Keys: <c>0.weight</c>, <c>1.weight</c>, …</summary>
    internal static Sequential ConvNorm(long inChannels, long outChannels, long kernel, long stride = 1, long groups = 1, bool relu = true) =>
        ConvNorm(inChannels, outChannels, kernel, stride, groups, relu ? nn.ReLU(inplace: true) : null);

    /// <summary>The same with an activation of the caller's choice, or none.</summary>
    internal static Sequential ConvNorm(
        long inChannels, long outChannels, long kernel, long stride, long groups, nn.Module<Tensor, Tensor>? activation)
    {
        var convolution = nn.Conv2d(inChannels, outChannels, kernel, stride, padding: kernel / 2, groups: groups, bias: false);
        var norm = nn.BatchNorm2d(outChannels);
        return activation is null ? nn.Sequential(convolution, norm) : nn.Sequential(convolution, norm, activation);
    }

    /// <summary>The projection that brings a skip connection to another width or resolution.</summary>
    internal static Sequential Shortcut(long inChannels, long outChannels, long stride) =>
        ConvNorm(inChannels, outChannels, kernel: 1, stride, relu: false);

    /// <summary>
    /// Draws every convolution's weight so that signals keep their size through ReLU, counted by outputs
    /// (He et al., "Delving Deep into Rectifiers", 2015).
    /// </summary>
    internal static void InitialiseHe(nn.Module module)
    {
        foreach (nn.Module layer in module.modules())
        {
            if (layer is Conv2d convolution)
                nn.init.kaiming_normal_(convolution.weight!, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        }
    }
}
