using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>What classifier and Siamese encoder share: pictures in, a map of features out.</summary>
public abstract class Backbone : nn.Module<Tensor, Tensor>, IComposite
{
    private int frozen;

    /// <summary>Names the module.</summary>
    protected Backbone(string name)
        : base(name)
    {
    }

    /// <summary>Channels of the feature map, and so the length of an embedding.</summary>
    public abstract int FeatureSize { get; }

    /// <summary>The layers from the picture upwards, cut into parts that can be frozen or given a learning rate of their own.</summary>
    public virtual IReadOnlyList<IReadOnlyList<nn.Module>> Stages => [.. children().Select(child => new[] { child })];

    /// <summary>Whether weights from a file have been loaded: random ones are not worth freezing.</summary>
    public bool HasWeights { get; internal set; }

    /// <summary>How many stages, from the picture upwards, do not learn.</summary>
    public int FrozenStages => frozen;

    /// <summary>Stops the lowest stages from learning, their batch norm statistics too; the others learn.</summary>
    /// <param name="stages">How many of <see cref="Stages"/>; 0 lets everything learn.</param>
    /// <exception cref="InputException">There are fewer stages, or no weights have been loaded.</exception>
    public void Freeze(int stages)
    {
        if (stages < 0 || stages > Stages.Count)
            throw new InputException($"{stages} stages cannot be frozen; choose 0 to {Stages.Count}");
        if (stages > 0 && !HasWeights)
            throw new InputException("random weights would stay random when frozen; load trained weights first");
        frozen = stages;
        foreach (var (index, stage) in Stages.Index())
        {
            foreach (Parameter parameter in stage.SelectMany(layer => layer.parameters()))
                parameter.requires_grad = index >= stages;
        }
        train(training);
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        foreach (nn.Module layer in Stages.Take(frozen).SelectMany(stage => stage))
            layer.eval();
    }

    LayerPlan IComposite.Plan => Parts;

    /// <summary>The parts in the order in which they run.</summary>
    private protected abstract LayerPlan Parts { get; }

    /// <summary>Global average pooling: <c>[N, D, h, w]</c> → <c>[N, D]</c>.</summary>
    internal static Tensor Pool(Tensor map)
    {
        using Tensor pooled = nn.functional.adaptive_avg_pool2d(map, 1); // [N, D, 1, 1]
        return pooled.flatten(1);
    }
}
