using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Turns a picture into an embedding: a backbone, mostly one that a classifier has trained, and global average pooling.</summary>
public sealed class SiameseEncoder : nn.Module<Tensor, Tensor>, IFoldable
{
    private readonly Backbone backbone;
    private readonly Sequential representation;

    /// <summary>Takes over a backbone; training the encoder trains the backbone.</summary>
    /// <param name="backbone">Gives <c>[N, D, h, w]</c>.</param>
    /// <param name="unitLength">True: embeddings have length 1; false: the pooled features as they are, as in the reference.</param>
    /// <param name="projection">Length of an embedding that one more linear layer gives; 0 leaves the layer out.</param>
    public SiameseEncoder(Backbone backbone, bool unitLength = false, int projection = 0)
        : base(nameof(SiameseEncoder))
    {
        this.backbone = backbone ?? throw new ArgumentNullException(nameof(backbone));
        representation = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        if (projection > 0)
            representation.append(nn.Linear(backbone.FeatureSize, projection, hasBias: false));
        UnitLength = unitLength;
        Projection = projection;
        RegisterComponents();
    }

    /// <summary>Whether embeddings have length 1.</summary>
    public bool UnitLength { get; }

    /// <summary>Length of what the last linear layer gives; 0 without one.</summary>
    public int Projection { get; }

    /// <summary>The part that was, or may be, shared with a classifier.</summary>
    public Backbone Backbone => backbone;

    /// <summary>Length of an embedding.</summary>
    public int FeatureSize => Projection > 0 ? Projection : backbone.FeatureSize;

    /// <summary>Embeddings: <c>[N, 3, 64, 64]</c> in [-1, 1] → <c>[N, D]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor pooled = representation.call(backbone.call(input));
        if (UnitLength)
            pooled = nn.functional.normalize(pooled);
        return pooled.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    nn.Module<Tensor, Tensor> IFoldable.Folded(bool prepack) => Folded(prepack);

    /// <summary>An encoder for inference only, with batch norm folded; it shares no tensor with this one.</summary>
    /// <param name="prepack">Use packed convolutions where the engine has them.</param>
    public SiameseEncoder Folded(bool prepack = true)
    {
        using var grad = no_grad();
        var folded = new SiameseEncoder(backbone.FoldedBackbone(prepack), UnitLength, Projection);
        if (Projection > 0)
            ((Linear)folded.representation[2]).weight!.copy_(((Linear)representation[2]).weight!);
        folded.eval();
        return folded;
    }
}
