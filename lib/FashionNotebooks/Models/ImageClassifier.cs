using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>A backbone, global average pooling and a linear head: photos in, one score per class out.</summary>
public class ImageClassifier : nn.Module<Tensor, Tensor>
{
    private readonly Backbone backbone;
    private readonly Sequential head;

    /// <summary>Joins a backbone and a head.</summary>
    /// <param name="architecture">The name under which <see cref="Architectures"/> knows the model.</param>
    /// <param name="backbone">Gives <c>[N, D, h, w]</c>.</param>
    /// <param name="dropout">Share of the pooled features that training drops; 0 leaves the layer out.</param>
    /// <param name="unitEmbedding">True: the embedding is the pooled feature divided by its length; false: the pooled feature as it
    /// is.</param>
    /// <param name="scores"><c>[N, D]</c> → <c>[N, classes]</c>; null: a new linear layer.</param>
    /// <param name="named">For other people's weights: the part of the head that has weights, by its name in the state dict. The backbone's
    /// parts then stand beside it, without a name before theirs.</param>
    internal ImageClassifier(
        string architecture, Backbone backbone, int classes, double dropout = 0, bool unitEmbedding = true,
        nn.Module<Tensor, Tensor>? scores = null, (string Name, nn.Module Layer)? named = null)
        : base(architecture)
    {
        (Architecture, ClassCount, UnitEmbedding, this.backbone) = (architecture, classes, unitEmbedding, backbone);
        head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        if (dropout > 0)
            head.append(nn.Dropout(dropout));
        head.append(scores ?? nn.Linear(backbone.FeatureSize, classes));
        foreach (var (name, layer) in named is null ? [(nameof(backbone), backbone)] : backbone.named_children())
            register_module(name, layer);
        (string headName, nn.Module headLayer) = named ?? (nameof(head), head);
        register_module(headName, headLayer);
        HeadPrefix = headName + ".";
    }

    /// <summary>The name under which <see cref="Architectures"/> knows the model.</summary>
    public string Architecture { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Whether embeddings of this architecture have length 1.</summary>
    public bool UnitEmbedding { get; }

    /// <summary>The shared part, which a Siamese encoder takes over.</summary>
    public Backbone Backbone => backbone;

    /// <summary>Length of the pooled feature.</summary>
    public int FeatureSize => backbone.FeatureSize;

    /// <summary>How the names of the head's tensors begin in the state dict.</summary>
    internal string HeadPrefix { get; }

    /// <summary>The layer that gives the scores, <c>[N, D]</c> → <c>[N, classes]</c>.</summary>
    internal nn.Module ScoreLayer => (nn.Module)head[head.Count - 1];

    /// <summary>Scores: <c>[N, 3, 64, 64]</c> in [-1, 1] → <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor map = backbone.call(input); // [N, D, h, w]
        return head.call(map);
    }

    public override void train(bool train = true)
    {
        base.train(train);
        backbone.train(train);
        head.train(train);
    }

    /// <summary>Pooled features before dropout and head: <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>.</summary>
    public Tensor Features(Tensor input)
    {
        using Tensor map = backbone.call(input); // [N, D, h, w]
        return Backbone.Pool(map);
    }

    /// <summary>Scores from pooled features: <c>[N, D]</c> → <c>[N, classes]</c>.</summary>
    public Tensor Logits(Tensor features)
    {
        using var scope = NewDisposeScope();
        Tensor scores = features;
        for (int i = 2; i < head.Count; i++)
            scores = head[i].call(scores);
        return scores.MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the parts are registered under the names of the state dict.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
