using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>Turns a photo into an embedding: a backbone, mostly one that a classifier has trained, and global average pooling.</summary>
public sealed class SiameseEncoder : ImageEncoder
{
    private const string CentreName = "centre";
    private readonly Backbone backbone;
    private readonly Sequential representation;

    /// <summary>Takes over a backbone; training the encoder trains the backbone.</summary>
    /// <param name="backbone">Gives <c>[N, D, h, w]</c>.</param>
    /// <param name="unitLength">True: embeddings have length 1; false: the pooled features as they are, as in the reference.</param>
    /// <param name="centred">True: the mean embedding of the training photos is subtracted before the length becomes 1 once more,
    /// so that what all photos share does not count as likeness. Needs <paramref name="unitLength"/>.</param>
    /// <param name="projection">Length of an embedding that one more linear layer gives; 0 leaves the layer out.</param>
    public SiameseEncoder(Backbone backbone, bool unitLength = false, int projection = 0, bool centred = false)
        : base(nameof(SiameseEncoder))
    {
        this.backbone = backbone ?? throw new ArgumentNullException(nameof(backbone));
        representation = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        if (projection > 0)
            representation.append(nn.Linear(backbone.FeatureSize, projection, hasBias: false, device: ComputeDevice.Current));
        UnitLength = unitLength;
        Projection = projection;
        RegisterComponents();
        if (centred && unitLength)
            register_buffer(CentreName, zeros(FeatureSize, device: ComputeDevice.Current));
    }

    /// <summary>Whether the mean embedding is subtracted.</summary>
    public bool Centred => has_buffer(CentreName);

    public override bool UnitLength { get; }

    /// <summary>Length of what the last linear layer gives; 0 without one.</summary>
    public int Projection { get; }

    /// <summary>The part that was, or may be, shared with a classifier.</summary>
    public override Backbone Backbone => backbone;

    public override int FeatureSize => Projection > 0 ? Projection : backbone.FeatureSize;

    /// <summary>Embeddings: <c>[N, 3, 64, 64]</c> in [-1, 1] → <c>[N, D]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor pooled = Pooled(input);
        if (UnitLength)
            pooled = nn.functional.normalize(pooled);
        if (Centred)
            pooled = nn.functional.normalize(pooled.add(Centre, Held.Number(-1)));
        return pooled.MoveToOuterDisposeScope();
    }

    /// <summary>Embeddings of length 1 before the centre is subtracted: <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>.</summary>
    internal Tensor Uncentred(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.normalize(Pooled(input)).MoveToOuterDisposeScope();
    }

    private Tensor Pooled(Tensor input)
    {
        Tensor pooled = Backbone.Pool(backbone.call(input));
        return Projection > 0 ? representation[2].call(pooled) : pooled;
    }

    /// <summary>The layer that gives the embedding its length; null without one.</summary>
    internal Linear? ProjectionLayer => Projection > 0 ? (Linear)representation[2] : null;

    /// <summary>The mean embedding, <c>[D]</c>.</summary>
    internal Tensor Centre => get_buffer(CentreName)!;
}
