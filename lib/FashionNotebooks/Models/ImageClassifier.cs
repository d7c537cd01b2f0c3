using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>A backbone, global average pooling and a linear head: pictures in, one score per class out.</summary>
public abstract class ImageClassifier : nn.Module<Tensor, Tensor>
{
    private readonly Backbone backbone;
    private readonly Sequential head;

    /// <summary>Joins a backbone and a new head.</summary>
    /// <param name="architecture">The name under which <see cref="Architectures"/> knows the model.</param>
    /// <param name="backbone">Gives <c>[N, D, h, w]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dropout">Share of the pooled features that training drops; 0 leaves the layer out.</param>
    /// <param name="unitEmbedding">True: the embedding is the pooled feature divided by its length; false: the pooled feature as it is.</param>
    protected ImageClassifier(string architecture, Backbone backbone, int classes, double dropout, bool unitEmbedding)
        : base(architecture)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        Architecture = architecture;
        ClassCount = classes;
        UnitEmbedding = unitEmbedding;
        HeadPrefix = Models.Architecture.PlainHead;
        this.backbone = backbone;
        head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        if (dropout > 0)
            head.append(nn.Dropout(dropout));
        head.append(nn.Linear(backbone.FeatureSize, classes));
        register_module(nameof(backbone), backbone);
        register_module(nameof(head), head);
    }

    /// <summary>Joins a backbone and a head under names that other people's weights have.</summary>
    /// <param name="architecture">The name under which <see cref="Architectures"/> knows the model.</param>
    /// <param name="backbone">Gives <c>[N, D, h, w]</c>; its parts become parts of the model, without a name before theirs.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dropout">Share of the pooled features that training drops; 0 leaves the layer out.</param>
    /// <param name="linear"><c>[N, D]</c> → <c>[N, classes]</c>.</param>
    /// <param name="named">The part of the head that has weights, by its name in the state dict.</param>
    private protected ImageClassifier(
        string architecture, Backbone backbone, int classes, double dropout, nn.Module<Tensor, Tensor> linear, (string Name, nn.Module Layer) named)
        : base(architecture)
    {
        Architecture = architecture;
        ClassCount = classes;
        UnitEmbedding = true;
        HeadPrefix = named.Name + ".";
        this.backbone = backbone;
        head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        if (dropout > 0)
            head.append(nn.Dropout(dropout));
        head.append(linear);
        foreach (var (name, layer) in backbone.named_children())
            register_module(name, layer);
        register_module(named.Name, named.Layer);
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

    /// <summary>Pooling, dropout if any, and the linear layer.</summary>
    internal Sequential Head => head;

    /// <summary>Scores: <c>[N, 3, 64, 64]</c> in [-1, 1] → <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor map = backbone.call(input);
        return head.call(map);
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        backbone.train(train);
        head.train(train);
    }

    /// <summary>Pooled features before dropout and head, at least in float32: <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>.</summary>
    public Tensor Features(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor map = backbone.call(input);                       // [N, D, h, w]
        return Backbone.Pool(map).MoveToOuterDisposeScope();     // [N, D]
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
