using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// Batch norm folding: with fixed statistics, <c>(w∗x − μ)·γ/√(σ² + ε) + β</c> is a convolution with the weight <c>w·γ/√(σ² + ε)</c>
/// and the bias <c>β − μ·γ/√(σ² + ε)</c>.
/// </summary>
internal static class Folding
{
    /// <summary>Copies a chain of layers; each convolution takes up the batch norm that follows it, dropout falls away.</summary>
    internal static Sequential Fold(Sequential source, bool prepack)
    {
        var folded = nn.Sequential();
        var layers = source.children().ToList();
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is Conv2d convolution)
            {
                var norm = i + 1 < layers.Count ? layers[i + 1] as BatchNorm2d : null;
                if (norm is not null)
                    i++;
                folded.append(Fold(convolution, norm));
            }
            else if (layers[i] is Linear linear && i + 1 < layers.Count && layers[i + 1] is BatchNorm1d statistics)
            {
                folded.append(Fold(linear, statistics));
                i++;
            }
            else if (Copy(layers[i], prepack) is { } layer)
            {
                folded.append(layer);
            }
        }
        return folded;
    }

    /// <summary>One convolution that does what convolution and batch norm did.</summary>
    internal static Conv2d Fold(Conv2d source, BatchNorm2d? norm)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var result = nn.Conv2d(
            source.in_channels, source.out_channels, Pair(source.kernel_size), Pair(source.stride), Pair(source.padding!), Pair(source.dilation),
            groups: source.groups, bias: true, device: source.weight!.device);
        Tensor scale = norm is null ? ones(source.out_channels, device: source.weight.device) : norm.weight!.div((norm.running_var! + norm.eps).sqrt()); // [out]
        Tensor shift = norm is null ? zeros(source.out_channels, device: source.weight.device) : norm.bias!.sub(norm.running_mean!.mul(scale));
        if (source.bias is not null)
            shift = shift.add(source.bias.mul(scale));
        result.weight!.copy_(source.weight!.mul(scale.view(-1, 1, 1, 1)));
        result.bias!.copy_(shift);
        result.weight.requires_grad = false;
        result.bias.requires_grad = false;
        result.eval();
        return result;
    }

    // The same for a dense layer, whose weight has an output in each row.
    private static Linear Fold(Linear source, BatchNorm1d norm)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Linear result = nn.Linear(source.in_features, source.out_features, device: source.weight!.device);
        Tensor scale = norm.weight!.div((norm.running_var! + norm.eps).sqrt()); // [out]
        result.weight!.copy_(source.weight.mul(scale.unsqueeze(1)));
        Tensor shift = norm.bias!.sub(norm.running_mean!.mul(scale));
        result.bias!.copy_(source.bias is null ? shift : shift.add(source.bias.mul(scale)));
        result.weight.requires_grad = false;
        result.bias.requires_grad = false;
        return result;
    }

    private static nn.Module<Tensor, Tensor>? Copy(nn.Module layer, bool prepack) => layer switch
    {
        IFoldable foldable => foldable.Folded(prepack),
        Sequential chain => Fold(chain, prepack),
        ReLU => nn.ReLU(inplace: true),
        ReLU6 => nn.ReLU6(inplace: true),
        SiLU => nn.SiLU(inplace: true),
        ZeroPad2d pad => nn.ZeroPad2d((pad.padding[0], pad.padding[1], pad.padding[2], pad.padding[3])),
        MaxPool2d pool => nn.MaxPool2d(pool.kernel_size, pool.stride, pool.padding),
        Flatten => nn.Flatten(),
        AdaptiveAvgPool2d pool => nn.AdaptiveAvgPool2d(pool.output_size),
        Dropout or StochasticDepth => null,
        Linear linear => Copy(linear),
        _ => throw new NotSupportedException($"no folded form of {layer.GetType().Name}"),
    };

    private static Linear Copy(Linear source)
    {
        using var grad = no_grad();
        Linear copy = nn.Linear(source.in_features, source.out_features, source.bias is not null, device: source.weight!.device);
        copy.weight!.copy_(source.weight!);
        copy.weight.requires_grad = false;
        if (source.bias is not null)
        {
            copy.bias!.copy_(source.bias);
            copy.bias.requires_grad = false;
        }
        return copy;
    }

    internal static (long, long) Pair(long[] values) => (values[0], values[^1]);
}
