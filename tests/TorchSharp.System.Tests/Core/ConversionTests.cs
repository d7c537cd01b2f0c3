using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Numbers, arrays, shapes and ranges turn into what TorchSharp makes of them.</summary>
[NoTensorLeak]
public class ConversionTests
{
    [Fact]
    public void NumbersKeepTheirType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int32, tensor(3).dtype);
        Assert.Equal(ScalarType.Int64, tensor(3L).dtype);
        Assert.Equal(ScalarType.Float32, tensor(3f).dtype);
        Assert.Equal(ScalarType.Float64, tensor(3.0).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
        Assert.Equal(ScalarType.ComplexFloat64, tensor(new Complex(1, 2)).dtype);
        Tensor implied = 3.5f;
        Assert.Equal(ScalarType.Float32, implied.dtype);
        Assert.Equal(0, implied.dim());
        Scalar scalar = (byte)7;
        Tensor fromScalar = scalar;
        Assert.Equal(ScalarType.Byte, fromScalar.dtype);
    }

    [Fact]
    public void ArraysKeepShapeAndType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 3], tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).shape);
        Assert.Equal([2, 2], tensor(new[] { 1f, 2, 3, 4 }, [2, 2]).shape);
        Assert.Equal(ScalarType.Float16, tensor(new[] { 1f, 2 }, float16).dtype);
        Tensor implied = new long[] { 1, 2, 3 };
        Assert.Equal(6, implied.sum().item<long>());
        Assert.Equal([3], tensor(new List<double> { 1, 2, 3 }).shape);
    }

    [Fact]
    public void FactoriesChooseTypesAsPyTorch()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 3.0).dtype);
        Assert.Equal(ScalarType.Bool, full(2, true).dtype);
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal([2, 3, 4, 5], randn(2, 3, 4, 5).shape);
        Assert.Equal([3, 3], eye(3).shape);
        Assert.Equal(ScalarType.Int64, (ones(2, int64) + 1).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2, int64) + 1.5).dtype);
    }

    [Fact]
    public void FromArraySharesAndTensorCopies()
    {
        using var scope = NewDisposeScope();
        var array = new float[] { 1, 2, 3 };
        var shared = from_array(array);
        var copied = tensor(array);
        array[0] = 10;
        Assert.Equal(10, shared[0].item<float>());
        Assert.Equal(1, copied[0].item<float>());
        shared[1] = tensor(20f);
        Assert.Equal(20, array[1]);
        Assert.Equal([2], frombuffer(array, float32, count: 2, offset: 4).shape);
    }

    [Fact]
    public void ScalarsConvertBothWays()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(3, tensor(3.7).ToInt32());
        Assert.Equal(2.5f, (float)tensor(2.5));
        Assert.True(tensor(1).ToBoolean());
        Assert.Equal(new Complex(1, 2), tensor(new Complex(1, 2)).ToScalar().ToComplexFloat64());
        Assert.Throws<OverflowException>(() => tensor(300).ToByte());
    }

    [Fact]
    public void TypesAndDevicesConvert()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 1.5f, -2 });
        Assert.Same(t, t.to(float32));
        Assert.Same(t, t.cpu());
        Assert.NotSame(t, t.to(float32, copy: true));
        Assert.Equal([1, -2], t.to(int32).data<int>().ToArray());
        var gone = tensor(1f);
        gone.to(float64, disposeAfter: true);
        Assert.True(gone.IsInvalid);
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal("cpu", t.device.ToString());
    }

    [Fact]
    public void SizesConvertAndCompare()
    {
        Size size = (2, 3, 4);
        Assert.Equal(24, size.numel());
        Assert.True(size == new long[] { 2, 3, 4 });
        Assert.Equal([3, 4], size.Slice(1, 3).Shape);
        Assert.Equal(new Size(5), (Size)5);
        Assert.Equal(0, default(Size).Length);
    }

    [Fact]
    public void BFloat16RoundsToNearestEven()
    {
        using var scope = NewDisposeScope();
        float[] values = [1f, 1.00390625f, 3.14159f, -2.71828e-20f, 65504f, float.PositiveInfinity];
        var expected = tensor(values).to(bfloat16).to(float32).data<float>().ToArray();
        Assert.Equal(expected, values.Select(v => new BFloat16(v).ToSingle()));
    }
}
