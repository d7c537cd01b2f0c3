using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Elements are read and written in row-major order, dense or not.</summary>
[NoTensorLeak]
public class DataTests
{
    [Fact]
    public void AViewIsReadInItsOwnOrder()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).reshape(2, 3);
        Assert.Equal([0, 1, 2, 3, 4, 5], t.data<long>().ToArray());
        Assert.Equal([0, 3, 1, 4, 2, 5], t.t().data<long>().ToArray());
        Assert.Equal([0, 3, 1, 4, 2, 5], t.t().data<long>());
        Assert.Equal(4, t.data<long>()[1, 1]);
        Assert.Equal(4, t.t().data<long>()[3]);
    }

    [Fact]
    public void WritingChangesTheTensor()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 2);
        var data = t.data<float>();
        data[0, 1] = 5;
        data.CopyFrom([7, 8], tensorIndex: 2);
        Assert.Equal([0, 5, 7, 8], t.data<float>().ToArray());
        MemoryMarshal.Cast<byte, float>(t.bytes)[0] = 3;
        Assert.Equal(3, t[0, 0].item<float>());
        t.bytes = new byte[16];
        Assert.Equal(0, t.sum().item<float>());
    }

    [Fact]
    public void AnArrayOfTheShapeComesOut()
    {
        using var scope = NewDisposeScope();
        var array = (float[,])tensor(new float[,] { { 1, 2 }, { 3, 4 } }).t().data<float>().ToNDArray();
        Assert.Equal(new float[,] { { 1, 3 }, { 2, 4 } }, array);
    }

    [Fact]
    public void TextsShowShapeTypeAndNumbers()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[,] { { 1, 2.5f }, { -3, 4 } });
        Assert.Equal("[2x2], type = Float32, device = cpu", t.ToString());
        Assert.Equal("[2x2], type = Float32, device = cpu\n 1 2.5\n -3 4\n", t.jlstr(newLine: "\n"));
        Assert.Equal("[[1, 2.5],\n [-3, 4]]", t.npstr(newLine: "\n"));
        Assert.Equal("[0, 1, 2, ..., 7, 8, 9]", arange(10).npstr());
        Assert.Equal("[], type = Bool, device = cpu, value = true", tensor(true).jlstr());
        Assert.Equal("[]", empty(0).npstr());
    }

    [Fact]
    public void AssigningThroughIndicesWritesInPlace()
    {
        using var scope = NewDisposeScope();
        var t = zeros(3, 4);
        t[1] = ones(4);
        t[TensorIndex.Colon, 0] = tensor(7f);
        t[t > 6] = tensor(-1f);
        t[tensor(new long[] { 2 }), tensor(new long[] { 3 })] = tensor(9f);
        t[0, 1] = 5f;
        Assert.Equal([-1, 5, 0, 0, -1, 1, 1, 1, -1, 0, 0, 9], t.data<float>().ToArray());
    }
}
