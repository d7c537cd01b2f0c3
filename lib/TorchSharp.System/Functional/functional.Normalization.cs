using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator batchNorm = new("aten::batch_norm");
            private static readonly Operator layerNorm = new("aten::layer_norm");
            private static readonly Operator groupNorm = new("aten::group_norm");
            private static readonly Operator vectorNorm = new("aten::norm.ScalarOpt_dim");
            private static readonly Operator atLeast = new("aten::clamp_min");
            private static readonly Operator divide = new("aten::div.Tensor");

            private static readonly Operator wholeNorm = new("aten::norm.Scalar");

            internal static Tensor VectorNorm(Tensor tensor, double p) => wholeNorm.Call(tensor, p);

            /// <summary>Batch normalization of <c>[N, C, …]</c>.</summary>
            /// <exception cref="ArgumentException">Training with one value per channel.</exception>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05)
            {
                if (training && input.numel() == input.size(1))
                    throw new ArgumentException($"batch_norm: training needs more than one value per channel, but the input is [{string.Join(", ", input.shape)}].");
                return batchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            /// <summary>Normalization over the last dimensions.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                layerNorm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Normalization over groups of channels.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                groupNorm.Call(input, num_groups, weight, bias, eps);

            /// <summary>Vectors along a dimension scaled to p-norm 1; a norm below <paramref name="eps"/> counts as that.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = vectorNorm.Call(input, p, new[] { dim }, true);
                using var safe = atLeast.Call(norm, eps);
                return divide.Call(input, safe);
            }
        }
    }
}
