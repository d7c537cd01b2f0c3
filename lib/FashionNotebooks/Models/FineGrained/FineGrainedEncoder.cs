using TorchSharp.Modules;

namespace FashionNotebooks.Models.FineGrained;

/// <summary>
/// Tells apart garments that look alike: a backbone, attention to channels and places, pooling, and a head of dense layer, batch norm,
/// dropout and dense layer. Embeddings have length 1.
/// </summary>
public sealed class FineGrainedEncoder : ImageEncoder
{
    /// <summary>Cells along each side of the map in <see cref="PoolingKind.Pyramid"/>.</summary>
    internal const int Cells = 3;

    private readonly Backbone backbone;
    private readonly ChannelAttention? channel;
    private readonly SpatialAttention? spatial;
    private readonly PoolingKind pooling;
    private readonly Sequential head;

    /// <summary>Takes over a backbone; training the encoder trains the backbone, except for its frozen stages.</summary>
    /// <param name="backbone">Gives <c>[N, C, h, w]</c>.</param>
    /// <param name="options">The parts on top; null for the usual ones.</param>
    public FineGrainedEncoder(Backbone backbone, FineGrainedOptions? options = null)
        : base(nameof(FineGrainedEncoder))
    {
        options ??= new FineGrainedOptions();
        this.backbone = backbone ?? throw new ArgumentNullException(nameof(backbone));
        channel = options.Attention.HasFlag(AttentionKind.Channel)
            ? new ChannelAttention(backbone.FeatureSize).to(ComputeDevice.Current)
            : null;
        spatial = options.Attention.HasFlag(AttentionKind.Spatial) ? new SpatialAttention().to(ComputeDevice.Current) : null;
        pooling = options.Pooling;
        head = nn.Sequential(
            nn.Linear(backbone.FeatureSize * PooledValues(pooling), options.Hidden),
            new CountedBatchNorm(options.Hidden),
            nn.Dropout(options.Dropout),
            nn.Linear(options.Hidden, options.Embedding)).to(ComputeDevice.Current);
        FeatureSize = options.Embedding;
        RegisterComponents();
    }

    public override Backbone Backbone => backbone;

    public override int FeatureSize { get; }

    public override bool UnitLength => true;

    /// <summary>The attention there is.</summary>
    public AttentionKind Attention => (channel is null ? 0 : AttentionKind.Channel) | (spatial is null ? 0 : AttentionKind.Spatial);

    /// <summary>What training hides of the attention map; null hides nothing. Evaluation never hides anything.</summary>
    public AttentionErasure? Erasure { get; set; }

    /// <summary>Embeddings of length 1: <c>[N, 3, S, S]</c> → <c>[N, D]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return EmbeddingOf(backbone.call(input)).MoveToOuterDisposeScope();
    }

    /// <summary>Embeddings of the backbone's maps: <c>[N, C, h, w]</c> → <c>[N, D]</c>.</summary>
    internal Tensor EmbeddingOf(Tensor features)
    {
        using var scope = NewDisposeScope();
        Tensor embedding = head.call(Pooled(Weighted(Channelled(features)))); // [N, D]
        return nn.functional.normalize(embedding).MoveToOuterDisposeScope();
    }

    /// <summary>How much each place of the map counts, in (0, 1): <c>[N, 3, S, S]</c> → <c>[N, 1, h, w]</c>.</summary>
    /// <exception cref="InvalidOperationException">The encoder has no spatial attention.</exception>
    public Tensor AttentionMap(Tensor input)
    {
        if (spatial is null)
            throw new InvalidOperationException("the encoder has no spatial attention; train one with it");
        using var scope = NewDisposeScope();
        return spatial.call(Channelled(backbone.call(input))).MoveToOuterDisposeScope();
    }

    public override Tensor FeatureMap(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Weighted(Channelled(backbone.call(input))).MoveToOuterDisposeScope();
    }

    /// <summary>The attention to channels; null without one.</summary>
    internal ChannelAttention? Channel => channel;

    /// <summary>The attention to places; null without one.</summary>
    internal SpatialAttention? Spatial => spatial;

    /// <summary>What stands for the map.</summary>
    internal PoolingKind Pooling => pooling;

    /// <summary>The layers between pooling and unit length.</summary>
    internal Sequential Head => head;

    // After channel attention.
    private Tensor Channelled(Tensor map) => channel is null ? map : map.mul(channel.call(map));

    // [N, C, h, w] → [N, C], [N, 2C] with the largest values, or [N, 10C]: the nine cells of channel 0, those of channel 1, …, the largest
    // values.
    private Tensor Pooled(Tensor map)
    {
        if (pooling == PoolingKind.Mean)
            return Backbone.Pool(map);
        Tensor means = pooling == PoolingKind.Pyramid ? nn.functional.adaptive_avg_pool2d(map, Cells).flatten(1) : Backbone.Pool(map);
        return cat([means, nn.functional.adaptive_max_pool2d(map, [1, 1]).flatten(1)], 1);
    }

    // For each channel.
    private static int PooledValues(PoolingKind pooling) => pooling switch
    {
        PoolingKind.Mean => 1,
        PoolingKind.MeanAndMax => 2,
        _ => (Cells * Cells) + 1,
    };

    private Tensor Weighted(Tensor map)
    {
        if (spatial is null)
            return map;
        Tensor weights = spatial.call(map); // [N, 1, h, w]
        Tensor seen = map.mul(weights);
        return training && Erasure is not null ? seen.mul(Erasure.Mask(weights)) : seen;
    }
}
