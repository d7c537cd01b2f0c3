using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator affineGrid = new("aten::affine_grid_generator");
            private static readonly Operator gridSampler = new("aten::grid_sampler");
            private static readonly Operator padding = new("aten::pad");
            private static readonly Operator oneHot = new("aten::one_hot");

            /// <summary>The sampling grid <c>[N, H, W, 2]</c> of affine maps <c>[N, 2, 3]</c>, for <see cref="grid_sample"/>.</summary>
            /// <param name="theta">Maps from output to input coordinates, both within −1 and 1.</param>
            /// <param name="size">The output's shape, <c>[N, C, H, W]</c>.</param>
            /// <param name="align_corners">True lets ±1 mean the centres of the corner pixels, false their outer edges.</param>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                affineGrid.Call(theta, size ?? throw new ArgumentNullException(nameof(size)), align_corners);

            /// <summary>Values of <c>[N, C, H, W]</c> at the places of a grid <c>[N, H', W', 2]</c>.</summary>
            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                gridSampler.Call(input, grid, mode == GridSampleMode.Nearest ? 1 : 0, AtenPadding(padding_mode), align_corners ?? false);

            private static int AtenPadding(GridSamplePaddingMode mode) => mode switch
            {
                GridSamplePaddingMode.Zeros => 0,
                GridSamplePaddingMode.Border => 1,
                _ => 2,
            };

            /// <summary>Adds the same border before and after the last dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad, pad }, mode, value);

            /// <summary>Adds a border before and after the last dimension.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            /// <summary>Adds a border: left, right, top, bottom.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            /// <summary>Adds a border: before and after of the last dimension, then of the one before it, and so on.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Adds a border: before and after of the last dimension, then of the one before it, and so on.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => padding.Call(input, pad, "constant", value),
                PaddingModes.Zeros => padding.Call(input, pad, "constant", 0.0),
                PaddingModes.Reflect => padding.Call(input, pad, "reflect"),
                PaddingModes.Replicate => padding.Call(input, pad, "replicate"),
                PaddingModes.Circular => padding.Call(input, pad, "circular"),
                _ => throw new ArgumentException($"pad: unknown mode {mode}."),
            };

            /// <summary>Classes (int64) as vectors with a one, <c>[…]</c> to <c>[…, C]</c>.</summary>
            /// <param name="x">Classes.</param>
            /// <param name="num_classes">C, or −1 for the largest class plus one.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => oneHot.Call(x, num_classes);
        }
    }
}
