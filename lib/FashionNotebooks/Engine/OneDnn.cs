using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Engine;

/// <summary>
/// oneDNN computes libtorch's convolutions. Version 3.7.1 asks an AMD processor for its caches in one way only. Where a virtual machine
/// hides them there, it takes each for one byte and reorders weights by code that is never used elsewhere and overwrites some with zeros.
/// </summary>
internal static class OneDnn
{
    // What its description of the processor holds then: ten sizes, how many cores share each of the ten, the count of levels.
    private static readonly int[] OneByteEach = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3];

    private static bool CachesAreHidden => X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == BitConverter.ToInt32("Auth"u8) // AMD
        && Leaf(0x80000000) >= 0x8000001D && (Leaf(0x8000001D) & 31) == 0;

    /// <summary>Tells oneDNN there that it knows no caches, for which it has sizes. NNPACK, which warns of them, is left out.</summary>
    internal static unsafe void Mend(string library)
    {
        if (!CachesAreHidden || !OperatingSystem.IsLinux())
            return;
        nint torch = NativeLibrary.Load(library, typeof(OneDnn).Assembly, null);
        var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(torch, "_ZN2at13globalContextEv");
        ((delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(torch, "_ZN2at7Context20setUserEnabledNNPACKEb"))(context(), 0);

        using var scope = NewDisposeScope();
        nn.functional.conv2d(ones(2, 16, 4, 4), ones(16, 16, 1, 1)); // the description is made now
        nint end = 0;
        foreach (string line in File.ReadLines("/proc/self/maps")) // of memory: from-to access … file
        {
            nint[] bounds = [.. line.Split('-', ' ')[..2].Select(address => (nint)Convert.ToInt64(address, 16))];
            bool isFile = line.EndsWith(library, StringComparison.Ordinal), isAfter = bounds[0] == end; // variables follow the file
            end = isFile ? bounds[1] : 0;
            var memory = new Span<int>((void*)bounds[0], (int)Math.Min(bounds[1] - bounds[0], int.MaxValue) / sizeof(int));
            if ((isFile || isAfter) && line.Contains(" rw", StringComparison.Ordinal) && memory.IndexOf(OneByteEach) is >= 0 and int at)
                memory[at + OneByteEach.Length - 1] = 0;
        }
    }

    /// <summary>Convolves ones with ones, with channels that fill the last block of a layout in part.</summary>
    internal static bool IsRight()
    {
        using var scope = NewDisposeScope();
        return (((int In, int Out, int Side)[])[(24, 48, 3), (16, 48, 1), (16, 80, 1), (16, 320, 1)]).All(layer =>
        {
            Tensor photos = ones(2, layer.In, 7, 7), weights = ones(layer.Out, layer.In, layer.Side, layer.Side);
            Scalar sum = Held.Number(layer.In * layer.Side * layer.Side);
            bool IsSum(Tensor photos, Tensor weights) =>
                nn.functional.conv2d(photos, weights, strides: [2, 2]).eq(sum).all().item<bool>();
            return IsSum(photos, weights) && IsSum(ChannelsLast.Of(photos), ChannelsLast.Of(weights));
        });
    }

    private static uint Leaf(uint number) => (uint)X86Base.CpuId((int)number, 0).Eax;
}
