namespace FashionNotebooks.Models.FineGrained;

/// <summary>
/// Training hides the places that the attention weighs most, so that the net has to find the next detail too (Choe and Shim,
/// "Attention-based Dropout Layer for Weakly Supervised Object Localization", 2019).
/// </summary>
public sealed record AttentionErasure
{
    /// <summary>Makes the rule.</summary>
    /// <param name="cells">Places of each map to hide, at least 1.</param>
    /// <param name="rate">Share of the photos of a batch that this happens to, in [0, 1], drawn with torch's random numbers.</param>
    /// <exception cref="InputException">A value is out of its range.</exception>
    public AttentionErasure(int cells, double rate = 0.5)
    {
        if (cells < 1 || !(rate is >= 0 and <= 1))
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{cells} places cannot be erased in a share of {rate} of the photos; choose at least 1 place and a share of 0 to 1"));
        (Cells, Rate) = (cells, rate);
    }

    /// <summary>Places of each map to hide.</summary>
    public int Cells { get; }

    /// <summary>Share of the photos that this happens to.</summary>
    public double Rate { get; }

    /// <summary>0 at the places to hide, 1 elsewhere; no gradient flows through it.</summary>
    /// <param name="attention">Weights of the places, <c>[N, 1, h, w]</c>; of equal ones any may be hidden.</param>
    /// <returns><c>[N, 1, h, w]</c> of the same type.</returns>
    /// <exception cref="InputException">Nothing would be left of the map.</exception>
    public Tensor Mask(Tensor attention)
    {
        ArgumentNullException.ThrowIfNull(attention);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        long[] shape = attention.shape;
        long area = shape[2] * shape[3];
        if (Cells >= area)
            throw new InputException(
                $"erasing {Cells} of the {shape[2]}×{shape[3]} places of the attention map leaves nothing; erase 1 to {area - 1}, or use "
                    + "larger inputs");
        Tensor flat = attention.detach().flatten(1);                                                         // [N, h·w]
        (_, Tensor places) = flat.topk(Cells, 1);                                                            // [N, k]
        Tensor mask = ones_like(flat).scatter(1, places, zeros(shape[0], Cells, dtype: flat.dtype, device: flat.device));
        if (Rate < 1)
            mask = mask.maximum(rand(shape[0], 1, device: flat.device).ge(Held.Number(Rate)).to(flat.dtype)); // 1 for the photos left whole
        return mask.view(shape).MoveToOuterDisposeScope();
    }
}
