using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization (Ioffe and Szegedy, 2015): each channel to mean 0 and variance 1, then scale and shift.</summary>
public abstract class BatchNorm : NormBase
{
    private static readonly Operator batchNorm = new("aten::batch_norm");
    private static readonly Operator increment = new("aten::add_.Scalar");

    /// <summary>Starts with mean 0, variance 1, weight 1 and bias 0.</summary>
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Training with one value per channel, which has no variance; or a wrong shape.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ValidateInputDimensions(input);
        var useBatch = training || running_mean is null;
        if (useBatch)
            RefuseSingleValues(input);
        return batchNorm.Call(
            input, weight, bias, running_mean, running_var, useBatch, training ? AverageFactor() : momentum ?? 0, eps, true);
    }

    private double AverageFactor()
    {
        if (num_batches_tracked is not { } batches)
            return momentum ?? 0;
        increment.CallVoid(batches, 1);
        return momentum ?? 1.0 / batches.item<long>();
    }

    private void RefuseSingleValues(Tensor input)
    {
        if (input.numel() == input.size(1))
            throw new ArgumentException(
                $"{GetName()}: training needs more than one value per channel, but the input is [{string.Join(", ", input.shape)}]; use a larger batch or call eval().");
    }
}
