namespace FashionNotebooks.Training.Objectives;

/// <summary>
/// Blends each photo of a batch with another: all over (Zhang et al., "mixup", 2017) or a rectangle
/// (Yun et al., "CutMix", 2019), each in half of the cases. Draws torch's random numbers.
/// </summary>
/// <param name="Inputs"><c>[N, 3, H, W]</c>.</param>
/// <param name="OtherLabels">Int64 <c>[N]</c>: label of the photo blended in.</param>
/// <param name="Share">Share of the first photo, in [0, 1]; the loss blends the labels alike.</param>
internal sealed record PhotoMix(Tensor Inputs, Tensor OtherLabels, double Share)
{
    /// <summary>Mixes a batch; the input is left as it was.</summary>
    internal static PhotoMix Of(Tensor inputs, Tensor labels)
    {
        Tensor order = randperm(inputs.shape[0], dtype: ScalarType.Int64).to(inputs.device);
        Tensor others = inputs.index_select(0, order);
        double share = Draw();
        (Tensor mixed, double kept) = Draw() < 0.5
            ? (inputs.mul(Held.Number(share)).add_(others.mul_(Held.Number(1 - share)), Held.One), share)
            : Cut(inputs, others, share);
        return new PhotoMix(mixed, labels.index_select(0, order), kept);
    }

    // The rectangle has the wanted share of the area, but may be cut off at the border: the share is counted afterwards.
    private static (Tensor Mixed, double Kept) Cut(Tensor inputs, Tensor others, double share)
    {
        long height = inputs.shape[2], width = inputs.shape[3];
        double side = Math.Sqrt(1 - share);
        (long top, long bottom) = Range(height, side);
        (long left, long right) = Range(width, side);
        Tensor mixed = inputs.clone();
        if (bottom > top && right > left)
        {
            Tensor patch = others.narrow(2, top, bottom - top).narrow(3, left, right - left);
            mixed.narrow(2, top, bottom - top).narrow(3, left, right - left).copy_(patch);
        }
        return (mixed, 1 - ((double)((bottom - top) * (right - left)) / (height * width)));
    }

    private static (long From, long To) Range(long size, double share)
    {
        double centre = Draw() * size, half = share * size / 2;
        return ((long)Math.Max(0, centre - half), (long)Math.Min(size, centre + half));
    }

    private static double Draw() => rand(1).item<float>();
}
