namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times a factor when a measured value has not got better for more than <c>patience</c> steps.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _max;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _eps;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly double[] _lowest;
                    private double _best;
                    private int _bad;
                    private int _resting;

                    /// <summary>Leaves the rates as they are.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="mode">"min" when smaller is better, "max" when larger is.</param>
                    /// <param name="factor">What the rate is multiplied by, below 1.</param>
                    /// <param name="patience">Steps without improvement that are forgiven.</param>
                    /// <param name="threshold">How much better counts as better.</param>
                    /// <param name="threshold_mode">"rel" for a share of the best value, "abs" for a difference.</param>
                    /// <param name="cooldown">Steps after a reduction that do not count.</param>
                    /// <param name="min_lr">The lowest rate of each group; null is 0.</param>
                    /// <param name="eps">A smaller change is not made.</param>
                    /// <param name="verbose">Takes no part here: changes are seen in <see cref="LRScheduler.get_last_lr"/>.</param>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-08, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException($"ReduceLROnPlateau: the factor must be below 1, not {factor}.");
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"ReduceLROnPlateau: mode is min or max and threshold_mode rel or abs, not {mode} and {threshold_mode}.");
                        (_max, _relative) = (mode == "max", threshold_mode == "rel");
                        (_factor, _threshold, _eps) = (factor, threshold, eps);
                        (_patience, _cooldown) = (patience, cooldown);
                        _lowest = min_lr?.ToArray() ?? new double[Groups.Length];
                        if (_lowest.Length != Groups.Length)
                            throw new ArgumentException($"ReduceLROnPlateau: {_lowest.Length} lowest rates for {Groups.Length} groups.");
                        _best = _max ? double.NegativeInfinity : double.PositiveInfinity;
                        LastEpoch = 0;
                    }

                    /// <inheritdoc/>
                    /// <exception cref="InvalidOperationException">Always: this schedule needs the measured value.</exception>
                    public override void step() => step(null);

                    /// <inheritdoc/>
                    /// <exception cref="InvalidOperationException">Always: this schedule needs the measured value.</exception>
                    public override void step(int? epoch) =>
                        throw new InvalidOperationException("ReduceLROnPlateau: call step(value) with the measured value, as a double.");

                    /// <inheritdoc/>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        LastEpoch = epoch ?? LastEpoch + 1;
                        Count(current);
                        if (_bad <= _patience)
                            return;
                        Reduce();
                        (_resting, _bad) = (_cooldown, 0);
                    }

                    private void Count(double current)
                    {
                        if (IsBetter(current))
                            (_best, _bad) = (current, 0);
                        else
                            _bad++;
                        if (_resting > 0)
                            (_resting, _bad) = (_resting - 1, 0);
                    }

                    private bool IsBetter(double value) => (_max, _relative) switch
                    {
                        (false, true) => value < _best * (1 - _threshold),
                        (false, false) => value < _best - _threshold,
                        (true, true) => value > _best * (1 + _threshold),
                        (true, false) => value > _best + _threshold,
                    };

                    private void Reduce()
                    {
                        foreach (var (group, lowest) in Groups.Zip(_lowest))
                        {
                            var reduced = Math.Max(group.LearningRate * _factor, lowest);
                            if (group.LearningRate - reduced > _eps)
                                group.LearningRate = reduced;
                        }
                    }
                }
            }
        }
    }
}
