using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// What classifier and encoder share: photos in, a map of features out. It is one chain of layers: the chain says how they run, the names
/// say what the state dict calls them, which is what other people's weights need.
/// </summary>
public class Backbone : nn.Module<Tensor, Tensor>
{
    /// <summary>Takes over layers.</summary>
    /// <param name="featureSize">Channels of the last layer.</param>
    /// <param name="names">The layers by their names in the state dict.</param>
    /// <param name="stages">The layers from the photo upwards, cut where the resolution falls; null: every named layer is one.</param>
    internal Backbone(
        string name, int featureSize, Sequential chain, IEnumerable<(string Name, nn.Module Layer)> names,
        IReadOnlyList<IReadOnlyList<nn.Module>>? stages = null)
        : base(name)
    {
        (Chain, FeatureSize) = (chain, featureSize);
        foreach (var (part, layer) in names)
            register_module(part, layer);
        Stages = stages ?? [.. children().Select(child => new[] { child })];
    }

    /// <summary>Takes over parts that run one after the other.</summary>
    internal Backbone(string name, int featureSize, params (string Name, nn.Module<Tensor, Tensor> Layer)[] parts)
        : this(name, featureSize, nn.Sequential(parts.Select(part => part.Layer)), parts.Select(part => (part.Name, (nn.Module)part.Layer)))
    {
    }

    /// <summary>Channels of the feature map, and so the length of an embedding.</summary>
    public int FeatureSize { get; }

    /// <summary>The layers from the photo upwards, cut into parts that can be frozen or given a learning rate of their own.</summary>
    public IReadOnlyList<IReadOnlyList<nn.Module>> Stages { get; }

    /// <summary>Whether weights from a file have been loaded: random ones are not worth freezing.</summary>
    public bool HasWeights { get; internal set; }

    /// <summary>How many stages, from the photo upwards, do not learn.</summary>
    public int FrozenStages { get; private set; }

    /// <summary>All layers in the order in which they run.</summary>
    internal Sequential Chain { get; }

    /// <summary><c>[N, 3, S, S]</c> → <c>[N, D, h, w]</c>.</summary>
    public override Tensor forward(Tensor input) => Chain.call(input);

    /// <summary>Stops the lowest stages from learning, their batch norm statistics too; the others learn.</summary>
    /// <param name="stages">How many of <see cref="Stages"/>; 0 lets everything learn.</param>
    /// <exception cref="InputException">There are fewer stages, or no weights have been loaded.</exception>
    public void Freeze(int stages)
    {
        if (stages < 0 || stages > Stages.Count)
            throw new InputException($"{stages} stages cannot be frozen; choose 0 to {Stages.Count}");
        if (stages > 0 && !HasWeights)
            throw new InputException("random weights would stay random when frozen; load trained weights first");
        FrozenStages = stages;
        foreach (var (index, stage) in Stages.Index())
        {
            foreach (Parameter parameter in stage.SelectMany(layer => layer.parameters()))
                parameter.requires_grad = index >= stages;
        }
        train(training);
    }

    public override void train(bool train = true)
    {
        base.train(train);
        // TorchSharp calls this while a module is made.
        foreach (nn.Module layer in (Stages ?? []).Take(FrozenStages).SelectMany(stage => stage))
            layer.eval();
    }

    /// <summary>Global average pooling: <c>[N, D, h, w]</c> → <c>[N, D]</c>.</summary>
    internal static Tensor Pool(Tensor map)
    {
        using Tensor pooled = nn.functional.adaptive_avg_pool2d(map, 1); // [N, D, 1, 1]
        return pooled.flatten(1);
    }

    /// <summary>Does nothing: the layers are registered under the names of the state dict, and the chain is no part of it.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
