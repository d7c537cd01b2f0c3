using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly InplacePair dropoutPair = new("dropout");
            private static readonly InplacePair featurePair = new("feature_dropout");

            /// <summary>Sets elements to zero with probability p and scales the others by 1 / (1 − p); the input itself without training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(dropoutPair, input, p, training, inplace);

            /// <summary>Sets whole channels to zero with probability p and scales the others by 1 / (1 − p).</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(featurePair, input, p, training, inplace);

            private static Tensor Drop(InplacePair drop, Tensor input, double p, bool training, bool inplace)
            {
                if (p is < 0 or > 1 || double.IsNaN(p))
                    throw new ArgumentException($"dropout: the probability must be within 0 and 1, not {p}.");
                return drop.Of(inplace).Call(input, p, training);
            }
        }
    }
}
