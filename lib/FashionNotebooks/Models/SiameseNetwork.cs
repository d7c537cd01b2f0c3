namespace FashionNotebooks.Models;

/// <summary>
/// One encoder, three photos: anchor, positive, negative (Hoffer and Ailon, "Deep Metric Learning Using Triplet Network", 2015).
/// </summary>
public sealed class SiameseNetwork : nn.Module<Tensor, Tensor, Tensor, (Tensor Anchor, Tensor Positive, Tensor Negative)>
{
    private readonly SiameseEncoder encoder;

    /// <summary>Takes over an encoder.</summary>
    public SiameseNetwork(SiameseEncoder encoder)
        : base(nameof(SiameseNetwork))
    {
        this.encoder = encoder ?? throw new ArgumentNullException(nameof(encoder));
        RegisterComponents();
    }

    public SiameseEncoder Encoder => encoder;

    /// <summary>
    /// Three passes, as in the reference: each <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>, each with batch statistics of its own.
    /// </summary>
    public override (Tensor Anchor, Tensor Positive, Tensor Negative) forward(Tensor anchor, Tensor positive, Tensor negative) =>
        (encoder.call(anchor), encoder.call(positive), encoder.call(negative));

    /// <summary>The embedding of photos: <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>.</summary>
    public Tensor get_embedding(Tensor input) => encoder.call(input);
}
