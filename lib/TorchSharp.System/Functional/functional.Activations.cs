using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly InplacePair reluPair = new("relu");
            private static readonly InplacePair relu6Pair = new("relu6");
            private static readonly InplacePair siluPair = new("silu");
            private static readonly InplacePair hardswishPair = new("hardswish");
            private static readonly InplacePair hardsigmoidPair = new("hardsigmoid");
            private static readonly InplacePair sigmoidPair = new("sigmoid");
            private static readonly InplacePair tanhPair = new("tanh");
            private static readonly InplacePair geluPair = new("gelu");
            private static readonly InplacePair leakyPair = new("leaky_relu");
            private static readonly InplacePair hardtanhPair = new("hardtanh");
            private static readonly InplacePair eluPair = new("elu");
            private static readonly Operator soft = new("aten::softmax.int");
            private static readonly Operator logSoft = new("aten::log_softmax.int");
            private static readonly Operator logSigm = new("aten::log_sigmoid");
            private static readonly Operator plus = new("aten::softplus");

            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => reluPair.Of(inplace).Call(x);

            /// <summary>min(max(0, x), 6).</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => x.dtype == ScalarType.BFloat16
                ? inplace ? x.clamp_(0, 6) : x.clamp(0, 6) // libtorch 1.13 has no gradient of relu6 in bfloat16
                : relu6Pair.Of(inplace).Call(x);

            /// <summary>x · sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => siluPair.Of(inplace).Call(x);

            /// <summary>x · relu6(x + 3) / 6.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => hardswishPair.Of(inplace).Call(input);

            /// <summary>relu6(x + 3) / 6.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => hardsigmoidPair.Of(inplace).Call(input);

            /// <summary>1 / (1 + exp(−x)).</summary>
            public static Tensor sigmoid(Tensor x) => sigmoid(x, false);

            /// <summary>1 / (1 + exp(−x)).</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => sigmoidPair.Of(inplace).Call(x);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => tanhPair.Of(inplace).Call(x);

            /// <summary>x · Φ(x) with the normal distribution function Φ.</summary>
            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            /// <summary>x · Φ(x) with the normal distribution function Φ.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x · Φ(x) with the normal distribution function Φ, exactly or by a hyperbolic tangent.</summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false) =>
                geluPair.Of(inplace).Call(x, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none");

            /// <summary>x where it is positive, <paramref name="negative_slope"/> · x elsewhere.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                leakyPair.Of(inplace).Call(input, negative_slope);

            /// <summary>x cut to a range.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                hardtanhPair.Of(inplace).Call(x, min_val, max_val);

            /// <summary>x where it is positive, α (exp(x) − 1) elsewhere.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => eluPair.Of(inplace).Call(x, alpha);

            /// <summary>log(1 + exp(βx)) / β; x itself where βx is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => plus.Call(x, beta, threshold);

            /// <summary>exp(x) scaled to sum 1 along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => soft.Call(input, dim, dtype);

            /// <summary>The logarithm of the softmax, computed without overflow.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => logSoft.Call(x, dim);

            /// <summary>log(sigmoid(x)), computed without overflow.</summary>
            public static Tensor logsigmoid(Tensor x) => logSigm.Call(x);

            // The in-place form gives a new tensor object over the same memory, so that disposing the input leaves the result alive.
            private readonly struct InplacePair(string name)
            {
                private readonly Operator _fresh = new("aten::" + name);
                private readonly Operator _inplace = new("aten::" + name + "_");

                internal Operator Of(bool inplace) => inplace ? _inplace : _fresh;
            }
        }
    }
}
