using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Engine;

/// <summary>
/// oneDNN computes libtorch's convolutions. Where a virtual machine hides the caches of an AMD processor, version 3.7.1 lays weights out
/// wrongly: zeros that fill up a block of 16 or more overwrite some. With AVX, blocks are of 8, and all is right.
/// </summary>
public static partial class OneDnn
{
    /// <summary>Whether this machine is of that kind. Training takes a third longer there.</summary>
    public static bool NeedsAvx { get; } = X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == BitConverter.ToInt32("Auth"u8) // AuthenticAMD
        && Leaf(0x80000000) >= 0x8000001D && (Leaf(0x8000001D) & 31) == 0;

    private static bool MendsHere => NeedsAvx && OperatingSystem.IsLinux();

    /// <summary>Makes oneDNN keep to AVX where it has to; call it before the first convolution. A choice of the user's stays.</summary>
    internal static void Prepare()
    {
        if (MendsHere)
            _ = setenv("ONEDNN_MAX_CPU_ISA", "AVX", 0); // what .NET sets, native code does not see
    }

    /// <summary>NNPACK, which would take single photos, misses the caches too and warns at every convolution.</summary>
    internal static unsafe void LeaveNnpackOut(string library)
    {
        if (!MendsHere)
            return;
        nint torch = NativeLibrary.Load(library, typeof(OneDnn).Assembly, null);
        var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(torch, "_ZN2at13globalContextEv");
        ((delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(torch, "_ZN2at7Context20setUserEnabledNNPACKEb"))(context(), 0);
    }

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

    private static uint Leaf(uint number) => (uint)X86Base.CpuId((int)number, 0).Eax;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
