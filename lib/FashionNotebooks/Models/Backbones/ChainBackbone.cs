using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// A backbone that is one chain of layers. The chain says how they run; the names say what the state dict calls them, which is
/// what other people's weights need.
/// </summary>
public abstract class ChainBackbone : Backbone
{
    private readonly Sequential chain;

    /// <summary>Takes over layers.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="featureSize">Channels of the last layer.</param>
    /// <param name="chain">All layers in the order in which they run.</param>
    /// <param name="names">The layers by their names in the state dict.</param>
    /// <param name="stages">The layers from the picture upwards, cut where the resolution falls.</param>
    private protected ChainBackbone(
        string name, int featureSize, Sequential chain, IEnumerable<(string Name, nn.Module Layer)> names, IReadOnlyList<IReadOnlyList<nn.Module>> stages)
        : base(name)
    {
        (this.chain, FeatureSize, Stages) = (chain, featureSize, stages);
        foreach (var (part, layer) in names)
            register_module(part, layer);
    }

    /// <inheritdoc/>
    public sealed override int FeatureSize { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IReadOnlyList<nn.Module>> Stages { get; }

    /// <summary><c>[N, 3, S, S]</c> → <c>[N, D, S / 32, S / 32]</c>, rounded up.</summary>
    public sealed override Tensor forward(Tensor input) => chain.call(input);

    private protected sealed override LayerPlan Parts => new(chain);

    /// <summary>Cuts a sequence before the layers at these places.</summary>
    private protected static IReadOnlyList<nn.Module>[] Cut(Sequential layers, params int[] places)
    {
        nn.Module[] all = [.. layers.children()];
        int[] from = [0, .. places], to = [.. places, all.Length];
        return [.. from.Zip(to, (start, end) => all[start..end])];
    }

    /// <summary>Does nothing: the layers are registered under the names of the state dict, and the chain is no part of it.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
