using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A map from output to input pixels around the centres of both: x' = a x + b y + tx, y' = c x + d y + ty.</summary>
internal readonly record struct AffineMap(double A, double B, double Tx, double C, double D, double Ty)
{
    /// <summary>A turn around a point that lies (x, y) from the centre.</summary>
    internal static AffineMap Rotation(double radians, double x, double y)
    {
        var (sin, cos) = Math.SinCos(radians);
        return new(cos, sin, x - (cos * x) - (sin * y), -sin, cos, y + (sin * x) - (cos * y));
    }

    /// <summary>Height and width that hold the whole turned image.</summary>
    internal (long Height, long Width) Bounds(long height, long width)
    {
        return (Extent((Math.Abs(C) * width) + (Math.Abs(D) * height), height), Extent((Math.Abs(A) * width) + (Math.Abs(B) * height), width));
    }

    // From the first to the last pixel touched, counted on the input's grid as PIL does; cut to four digits, so that
    // a quarter turn does not gain a pixel from the last digit of its cosine.
    private static long Extent(double turned, long size)
    {
        static double Cut(double value) => Math.Truncate(Math.Round(value, 9) * 1e4) / 1e4;
        return (long)(Math.Ceiling(Cut((size + turned) / 2)) - Math.Floor(Cut((size - turned) / 2)));
    }

    internal Tensor Sample(Tensor images, long height, long width, InterpolationMode interpolation, IList<float>? fill)
    {
        var mode = interpolation switch
        {
            InterpolationMode.Nearest => GridSampleMode.Nearest,
            InterpolationMode.Bilinear => GridSampleMode.Bilinear,
            _ => throw new ArgumentException($"images are turned with nearest or bilinear interpolation, not {interpolation}."),
        };
        var (inHeight, inWidth) = (images.size(-2), images.size(-1));
        // affine_grid works on coordinates from −1 to 1 on both sides.
        var theta = tensor(new[]
        {
            (float)(A * width / inWidth), (float)(B * height / inWidth), (float)(2 * Tx / inWidth),
            (float)(C * width / inHeight), (float)(D * height / inHeight), (float)(2 * Ty / inHeight),
        }).reshape(1, 2, 3);
        return torchvision.transforms.functional.InFloat(images, needed: true, batch =>
        {
            var map = theta.to(batch.dtype).expand(batch.size(0), 2, 3);
            var grid = nn.functional.affine_grid(map, [batch.size(0), batch.size(1), height, width]);
            var sampled = nn.functional.grid_sample(batch, grid, mode);
            return fill is null ? sampled : Filled(sampled, nn.functional.grid_sample(ones_like(batch), grid, mode), fill);
        });
    }

    private static Tensor Filled(Tensor sampled, Tensor covered, IList<float> fill)
    {
        if (fill.Count != 1 && fill.Count != sampled.size(1))
            throw new ArgumentException($"{fill.Count} fill values for {sampled.size(1)} channels.");
        var background = tensor(fill.ToArray()).to(sampled.dtype).reshape(1, -1, 1, 1);
        return sampled + ((1 - covered) * background);
    }
}
