using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Engine;

/// <summary>Left alone, oneDNN is wrong on some machines where channels fill a block in part; here it is right on all.</summary>
public class OneDnnTests
{
    /// <summary>Every test computes after oneDNN was looked at, as programs of the course do.</summary>
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void Look() => NativeTorch.Require();

    [Fact]
    public void What_is_looked_at_is_right() => Assert.True(OneDnn.IsRight());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void Convolutions_and_their_gradients_are_those_of_double_precision(int side, int stride)
    {
        foreach (int inputs in (int[])[3, 16, 24, 96])
        {
            foreach (int outputs in (int[])[24, 48, 80, 320])
            {
                using var scope = NewDisposeScope();
                Tensor photos = randn(2, inputs, 9, 9), weights = randn(outputs, inputs, side, side);
                Tensor[] right = Convolve(photos.to(ScalarType.Float64), weights.to(ScalarType.Float64), stride);
                AssertClose(right, Convolve(photos, weights, stride), $"{inputs} to {outputs} channels");
                AssertClose(right, Convolve(ChannelsLast.Of(photos), ChannelsLast.Of(weights), stride), $"{inputs} to {outputs}, last");
            }
        }
    }

    // The outputs, and the gradients of a sum of their squares.
    private static Tensor[] Convolve(Tensor photos, Tensor weights, int stride)
    {
        Tensor x = photos.detach().requires_grad_(), w = weights.detach().requires_grad_();
        Tensor y = nn.functional.conv2d(x, w, strides: [stride, stride]);
        y.square().sum().backward();
        return [y.detach(), x.grad!, w.grad!];
    }

    private static void AssertClose(Tensor[] right, Tensor[] found, string layer)
    {
        foreach (var (wanted, given) in right.Zip(found))
        {
            double off = (given.to(ScalarType.Float64) - wanted).abs().max().item<double>() / wanted.abs().max().item<double>();
            Assert.True(off < 1e-5, $"{layer}: {off} off");
        }
    }
}
