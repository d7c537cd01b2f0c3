namespace FashionNotebooks.Engine;

/// <summary>
/// oneDNN computes libtorch's convolutions. On a virtual machine that told nothing of its caches, version 3.7.1 laid weights out wrongly:
/// zeros for padding overwrote some. So it is asked what is known before it is trusted.
/// </summary>
public static unsafe class OneDnn
{
    private static readonly Lazy<bool> Trusted = new(() => IsRight() || SwitchOff());

    /// <summary>Whether it computes right. If not, it is off: libtorch's own convolutions are right and a third slower.</summary>
    public static bool Works => Trusted.Value;

    /// <summary>Convolves ones with ones, with channels that fill the last block of a layout in part.</summary>
    internal static bool IsRight()
    {
        using var scope = NewDisposeScope();
        return (((int In, int Out, int Side)[])[(24, 48, 3), (16, 48, 1), (16, 80, 1), (16, 320, 1)]).All(layer =>
        {
            Tensor photos = ones(2, layer.In, 7, 7), weights = ones(layer.Out, layer.In, layer.Side, layer.Side);
            bool IsSum(Tensor photos, Tensor weights) =>
                nn.functional.conv2d(photos, weights, strides: [2, 2]).eq(layer.In * layer.Side * layer.Side).all().item<bool>();
            return IsSum(photos, weights) && IsSum(ChannelsLast.Of(photos), ChannelsLast.Of(weights));
        });
    }

    private static bool SwitchOff()
    {
        nint torch = NativeLibrary.Load(NativeTorch.FileName("torch_cpu"), typeof(OneDnn).Assembly, null);
        if (!NativeLibrary.TryGetExport(torch, "_ZN2at13globalContextEv", out nint context))
            throw new InputException("libtorch computes convolutions wrongly on this machine; set the variable ONEDNN_MAX_CPU_ISA to AVX");
        foreach (string name in (string[])["Mkldnn", "NNPACK"]) // without the first, the other is tried
            ((delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(torch, $"_ZN2at7Context20setUserEnabled{name}Eb"))(
                ((delegate* unmanaged<nint>)context)(), 0);
        return false;
    }
}
