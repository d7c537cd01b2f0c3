using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>The one layer that every net here repeats: a convolution without bias, batch norm, and most often ReLU.</summary>
internal static class ConvLayers
{
    /// <summary>
    /// Convolution with "same" padding, batch norm and, unless the layer is linear, ReLU. Keys: <c>0.weight</c>, <c>1.weight</c>, …
    /// </summary>
    internal static Sequential ConvNorm(
        long inChannels, long outChannels, long kernel, long stride = 1, long groups = 1, bool relu = true) =>
        ConvNorm(inChannels, outChannels, kernel, stride, groups, relu ? nn.ReLU(inplace: true) : null);

    /// <summary>The same with an activation of the caller's choice, or none.</summary>
    internal static Sequential ConvNorm(
        long inChannels, long outChannels, long kernel, long stride, long groups, nn.Module<Tensor, Tensor>? activation)
    {
        var convolution = nn.Conv2d(inChannels, outChannels, kernel, stride, padding: kernel / 2, groups: groups, bias: false);
        var norm = new CountedBatchNorm(outChannels);
        return activation is null ? nn.Sequential(convolution, norm) : nn.Sequential(convolution, norm, activation);
    }

    /// <summary>The projection that brings a skip connection to another width or resolution.</summary>
    internal static Sequential Shortcut(long inChannels, long outChannels, long stride) =>
        ConvNorm(inChannels, outChannels, kernel: 1, stride, relu: false);

    /// <summary>
    /// Two 3×3 convolutions and a skip connection (He et al., "Deep Residual Learning for Image Recognition", 2015). A stride averages in
    /// the skip connection, where a strided 1×1 convolution would look at one pixel in four (He et al., "Bag of Tricks", 2018).
    /// </summary>
    internal static SkipBlock ResidualBlock(long inChannels, long outChannels, long stride = 1)
    {
        Sequential first = ConvNorm(inChannels, outChannels, kernel: 3, stride);
        Sequential second = ConvNorm(outChannels, outChannels, kernel: 3, relu: false);
        // The block starts as its skip connection alone, which lets the first steps be long.
        nn.init.zeros_(((BatchNorm)second[1]).weight!);
        (string, nn.Module)[] names = [("first", first), ("second", second)];
        if (stride == 1 && inChannels == outChannels)
            return new SkipBlock(nn.Sequential(first, second), null, adds: true, relu: true, names);
        Sequential shortcut = Shortcut(inChannels, outChannels, stride: 1);
        Sequential skip = stride > 1 ? nn.Sequential(nn.AvgPool2d(stride, ceil_mode: true), shortcut) : shortcut;
        return new SkipBlock(nn.Sequential(first, second), skip, adds: true, relu: true, [.. names, ("shortcut", shortcut)]);
    }

    /// <summary>
    /// Draws every convolution's weight so that signals keep their size through ReLU, counted by outputs (He et al., "Delving Deep into
    /// Rectifiers", 2015).
    /// </summary>
    internal static Backbone InitialiseHe(Backbone backbone)
    {
        foreach (Conv2d convolution in backbone.modules().OfType<Conv2d>())
            nn.init.kaiming_normal_(convolution.weight!, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        return backbone;
    }
}
