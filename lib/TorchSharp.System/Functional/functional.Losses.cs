using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator crossEntropy = new("aten::cross_entropy_loss");
            private static readonly Operator negativeLogLikelihood = new("aten::nll_loss_nd");
            private static readonly Operator squared = new("aten::mse_loss");
            private static readonly Operator absolute = new("aten::l1_loss");
            private static readonly Operator smooth = new("aten::smooth_l1_loss");
            private static readonly Operator huber = new("aten::huber_loss");
            private static readonly Operator binary = new("aten::binary_cross_entropy");
            private static readonly Operator binaryLogits = new("aten::binary_cross_entropy_with_logits");
            private static readonly Operator divergence = new("aten::kl_div");

            /// <summary>
            /// Softmax and negative log-likelihood of logits <c>[N, C, …]</c>; the target holds classes <c>[N, …]</c> or probabilities <c>[N, C, …]</c>.
            /// </summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Classes (int64) or probabilities.</param>
            /// <param name="weight">A weight per class, <c>[C]</c>; the mean divides by the sum of the targets' weights.</param>
            /// <param name="ignore_index">A class that does not count.</param>
            /// <param name="reduction">Mean, sum or one value per target.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes (Szegedy et al., 2016), 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                crossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Negative log-likelihood of log-probabilities <c>[N, C, …]</c> and classes <c>[N, …]</c>.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                negativeLogLikelihood.Call(input, target, weight, (long)reduction);

            /// <summary>Squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => squared.Call(input, target, (long)reduction);

            /// <summary>Absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => absolute.Call(input, target, (long)reduction);

            /// <summary>Squared below <paramref name="beta"/>, absolute above.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                smooth.Call(input, target, (long)reduction, beta);

            /// <summary>Squared below <paramref name="delta"/>, <paramref name="delta"/> times the absolute difference above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                huber.Call(input, target, (long)reduction, delta);

            /// <summary>Cross-entropy of probabilities and targets within 0 and 1.</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                binary.Call(input, target, weight, (long)reduction);

            /// <summary>Sigmoid and cross-entropy in one, computed without overflow.</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                binaryLogits.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>Kullback-Leibler divergence of log-probabilities from the target.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                divergence.Call(input, target, (long)reduction, log_target);
        }
    }
}
