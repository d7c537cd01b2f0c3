namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules themselves.</summary>
            public static partial class impl
            {
                /// <summary>Half a cosine from the first rate down to <c>eta_min</c> over <c>T_max</c> steps (Loshchilov and Hutter, 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _steps;
                    private readonly double _lowest;

                    /// <summary>Sets the first rates.</summary>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(T_max);
                        (_steps, _lowest) = (T_max, eta_min);
                        step();
                    }

                    // Recursive as PyTorch's, so that it can be chained with other schedules; beyond T_max the rate rises again.
                    private protected override double Next(int group, double rate)
                    {
                        if (LastEpoch == 0)
                            return rate;
                        if (StepCount == 1)
                            return Closed(BaseRate(group));
                        if ((LastEpoch - 1 - _steps) % (2 * _steps) == 0)
                            return rate + ((BaseRate(group) - _lowest) * (1 - Math.Cos(Math.PI / _steps)) / 2);
                        return ((1 + Math.Cos(Math.PI * LastEpoch / _steps)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / _steps)) * (rate - _lowest)) + _lowest;
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => ForEachBase(Closed);

                    private double Closed(double rate) => _lowest + ((rate - _lowest) * (1 + Math.Cos(Math.PI * LastEpoch / _steps)) / 2);
                }
            }
        }
    }
}
