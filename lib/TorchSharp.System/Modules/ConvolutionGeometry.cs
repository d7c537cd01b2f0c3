namespace TorchSharp.Modules;

/// <summary>The numbers that shape a convolution, checked once.</summary>
internal readonly record struct ConvolutionGeometry(
    long InChannels,
    long OutChannels,
    long[] Kernel,
    long[] Stride,
    long[] Padding,
    Padding? PaddingType,
    long[] Dilation,
    PaddingModes Mode,
    long Groups)
{
    internal void Check(string name)
    {
        if (Groups <= 0 || InChannels % Groups != 0 || OutChannels % Groups != 0)
            throw new ArgumentException($"{name}: in_channels {InChannels} and out_channels {OutChannels} must be divisible by groups {Groups}.");
        if (InChannels <= 0 || OutChannels <= 0 || Kernel.Any(size => size <= 0))
            throw new ArgumentException($"{name}: channels and kernel sizes must be positive.");
        if (PaddingType == TorchSharp.Padding.Same && Stride.Any(step => step != 1))
            throw new ArgumentException($"{name}: padding 'same' needs stride 1.");
    }
}
