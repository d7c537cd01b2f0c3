using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters and running statistics of a normalization over channels.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _runningMean;
    private Tensor? _runningVar;
    private Tensor? _batches;

    /// <summary>Starts with mean 0, variance 1, weight 1 and bias 0.</summary>
    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_features);
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
        if (affine)
        {
            weight = new Parameter(ones(num_features, dtype, device));
            bias = new Parameter(zeros(num_features, dtype, device));
        }
        if (!track_running_stats)
            return;
        running_mean = zeros(num_features, dtype, device);
        running_var = ones(num_features, dtype, device);
        num_batches_tracked = zeros([], ScalarType.Int64, device);
    }

    /// <summary>Channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Weight of the newest batch in the running statistics; null averages over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>True when a weight and a bias follow the normalization.</summary>
    public bool affine { get; }

    /// <summary>True when running statistics are kept for evaluation.</summary>
    public bool track_running_stats { get; }

    /// <summary>The scale, <c>[C]</c>, or null.</summary>
    public Parameter? weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), Swap(ref _weight, value));
    }

    /// <summary>The shift, <c>[C]</c>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), Swap(ref _bias, value));
    }

    /// <summary>The running mean, <c>[C]</c>, or null.</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), Swap(ref _runningMean, value));
    }

    /// <summary>The running variance, <c>[C]</c>, or null.</summary>
    public Tensor? running_var
    {
        get => _runningVar;
        set => ConditionallyRegisterBuffer(nameof(running_var), Swap(ref _runningVar, value));
    }

    /// <summary>Training batches seen so far, an int64 scalar, or null.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), Swap(ref _batches, value));
    }

    /// <summary>Sets the running mean to 0, the variance to 1 and the count of batches to 0.</summary>
    public void reset_running_stats()
    {
        _runningMean?.zero_();
        _runningVar?.fill_(1);
        _batches?.zero_();
    }

    /// <summary>Resets the running statistics, the weight to 1 and the bias to 0.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <summary>Refuses an input whose number of dimensions this layer does not take.</summary>
    /// <exception cref="ArgumentException">The number of dimensions is wrong.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private static T? Swap<T>(ref T? field, T? value) where T : Tensor
    {
        if (!ReferenceEquals(field, value))
            field?.Dispose();
        return field = value;
    }
}
