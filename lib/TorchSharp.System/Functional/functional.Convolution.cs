using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The layers as functions, without state of their own.</summary>
        public static partial class functional
        {
            private static readonly Operator convolve1d = new("aten::conv1d");
            private static readonly Operator convolve2d = new("aten::conv2d");
            private static readonly Operator convolve2dNamed = new("aten::conv2d.padding");
            private static readonly Operator affine = new("aten::linear");

            /// <summary>Convolution of <c>[N, C, L]</c> with a weight <c>[out, C / groups, k]</c>.</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                convolve1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>Convolution of <c>[N, C, H, W]</c> with a weight <c>[out, C / groups, kh, kw]</c>.</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                convolve2d.Call(input, weight, bias, strides ?? [1], padding ?? [0], dilation ?? [1], groups);

            /// <summary>Convolution of <c>[N, C, H, W]</c> with a border by name.</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                convolve2dNamed.Call(input, weight, bias, strides ?? [1], padding == Padding.Same ? "same" : "valid", dilation ?? [1], groups);

            /// <summary>The affine map <c>x Wᵀ + b</c> of the last dimension.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => affine.Call(input, weights, bias);
        }
    }
}
