using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>A linear layer whose weight is that of a 1×1 convolution, as Keras keeps it: <c>[classes, D, 1, 1]</c>.</summary>
internal sealed class PointwiseHead : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;

    internal PointwiseHead(Conv2d convolution)
        : base(nameof(PointwiseHead))
    {
        this.convolution = convolution;
        RegisterComponents();
    }

    internal Conv2d Convolution => convolution;

    /// <summary><c>[N, D]</c> → <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor weight = convolution.weight!.flatten(1); // [classes, D]
        return nn.functional.linear(input, weight, convolution.bias);
    }
}
