using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>
/// Blends each picture of a batch with another: all over (Zhang et al., "mixup", 2017) or a rectangle
/// (Yun et al., "CutMix", 2019), each in half of the cases. Draws torch's random numbers.
/// </summary>
/// <param name="Images"><c>[N, 3, H, W]</c>.</param>
/// <param name="OtherLabels">Int64 <c>[N]</c>: label of the picture blended in.</param>
/// <param name="Share">Share of the first picture, in [0, 1]; the loss blends the labels alike.</param>
internal sealed record PictureMix(Tensor Images, Tensor OtherLabels, double Share)
{
    /// <summary>Mixes a batch; the input is left as it was.</summary>
    internal static PictureMix Of(Tensor images, Tensor labels)
    {
        Tensor order = randperm(images.shape[0], dtype: ScalarType.Int64).to(images.device);
        double share = Draw();
        return Draw() < 0.5
            ? Blend(images, labels, order, share)
            : Cut(images, labels, order, share);
    }

    private static PictureMix Blend(Tensor images, Tensor labels, Tensor order, double share)
    {
        Tensor mixed = images.mul(share).add_(images.index_select(0, order).mul_(1 - share));
        return new PictureMix(mixed, labels.index_select(0, order), share);
    }

    // The rectangle has the wanted share of the area, but may be cut off at the border: the share is counted afterwards.
    private static PictureMix Cut(Tensor images, Tensor labels, Tensor order, double share)
    {
        long height = images.shape[2], width = images.shape[3];
        double side = Math.Sqrt(1 - share);
        (long top, long bottom) = Range(height, side);
        (long left, long right) = Range(width, side);
        Tensor mixed = images.clone();
        if (bottom > top && right > left)
        {
            Tensor patch = images.index_select(0, order).narrow(2, top, bottom - top).narrow(3, left, right - left);
            mixed.narrow(2, top, bottom - top).narrow(3, left, right - left).copy_(patch);
        }
        double kept = 1 - ((double)((bottom - top) * (right - left)) / (height * width));
        return new PictureMix(mixed, labels.index_select(0, order), kept);
    }

    private static (long From, long To) Range(long size, double share)
    {
        double centre = Draw() * size, half = share * size / 2;
        return ((long)Math.Max(0, centre - half), (long)Math.Min(size, centre + half));
    }

    private static double Draw()
    {
        using Tensor value = rand(1);
        return value.item<float>();
    }
}
