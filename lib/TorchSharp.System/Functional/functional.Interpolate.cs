using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator nearest = new("aten::upsample_nearest2d.vec");
            private static readonly Operator nearestExact = new("aten::_upsample_nearest_exact2d.vec");
            private static readonly Operator bilinear2d = new("aten::upsample_bilinear2d.vec");
            private static readonly Operator bicubic2d = new("aten::upsample_bicubic2d.vec");
            private static readonly Operator bilinearAntialias = new("aten::_upsample_bilinear2d_aa.vec");
            private static readonly Operator bicubicAntialias = new("aten::_upsample_bicubic2d_aa.vec");

            /// <summary>Resizes <c>[N, C, H, W]</c>, to a size or by factors.</summary>
            /// <param name="x">Images.</param>
            /// <param name="size">Height and width of the output, or null.</param>
            /// <param name="scale_factor">Factors of height and width, or null.</param>
            /// <param name="mode">Nearest, nearest-exact, bilinear, bicubic or area.</param>
            /// <param name="align_corners">True lets the centres of the corner pixels meet; only bilinear and bicubic.</param>
            /// <param name="recompute_scale_factor">True computes the size first and then resizes to it.</param>
            /// <param name="antialias">True widens the filter when shrinking, as PIL does; only bilinear and bicubic.</param>
            /// <exception cref="ArgumentException">Not four dimensions, not exactly one of size and factors, or a mode that has no two-dimensional form.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (x.dim() != 4)
                    throw new ArgumentException($"interpolate: expected [N, C, H, W], got [{string.Join(", ", x.shape)}].");
                if ((size is null) == (scale_factor is null))
                    throw new ArgumentException("interpolate: give either a size or a scale factor.");
                var target = size is null ? null : TwoOf(size);
                var factors = scale_factor is null ? null : TwoOf(scale_factor);
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (target, factors) = ([(long)(x.size(2) * factors[0]), (long)(x.size(3) * factors[1])], null);
                if (target is not null && target.Any(side => side <= 0))
                    throw new ArgumentException($"interpolate: the output size must be positive, not [{string.Join(", ", target)}].");
                var corners = align_corners ?? false;
                return mode switch
                {
                    InterpolationMode.Nearest => nearest.Call(x, target, factors),
                    InterpolationMode.NearestExact => nearestExact.Call(x, target, factors),
                    InterpolationMode.Bilinear => (antialias ? bilinearAntialias : bilinear2d).Call(x, target, corners, factors),
                    InterpolationMode.Bicubic => (antialias ? bicubicAntialias : bicubic2d).Call(x, target, corners, factors),
                    InterpolationMode.Area => adaptive_avg_pool2d(x, target!),
                    _ => throw new ArgumentException($"interpolate: mode {mode} does not fit images."),
                };
            }

            private static T[] TwoOf<T>(T[] values) => values is [var both] ? [both, both] : values;
        }
    }
}
