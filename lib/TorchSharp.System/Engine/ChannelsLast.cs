using TorchSharp;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Engine;

/// <summary>
/// The memory layout NHWC for images [N, C, H, W] and convolution weights: shapes stay, convolutions and pooling get faster.
/// </summary>
public static class ChannelsLast
{
    private const int ChannelsLastFormat = 2;
    private static readonly Operator contiguous = new("aten::contiguous");
    private static readonly Operator setData = new("aten::set_data");

    /// <summary>The same values in channels-last layout; the tensor itself if it has it already or is not 4-dimensional.</summary>
    public static Tensor Of(Tensor tensor) => tensor.dim() != 4 || Has(tensor) ? tensor : contiguous.Call(tensor, ChannelsLastFormat);

    /// <summary>True if the elements lie in channels-last order.</summary>
    public static bool Has(Tensor tensor)
    {
        bool has = LibTorch.ft_is_contiguous(tensor.Handle, ChannelsLastFormat) != 0;
        GC.KeepAlive(tensor);
        return has;
    }

    /// <summary>Gives every 4-dimensional parameter the channels-last layout, in place.</summary>
    public static void Convert(IEnumerable<Tensor> parameters)
    {
        using var noGrad = no_grad();
        foreach (var parameter in parameters)
        {
            if (parameter.dim() != 4 || Has(parameter))
                continue;
            using var converted = contiguous.Call(parameter, ChannelsLastFormat);
            setData.CallVoid(parameter, converted);
        }
    }
}
