namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate falls to zero along a power.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly double _power;

                    /// <summary>Sets the first rates.</summary>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_total, _power) = (total_iters, power);
                        step();
                    }

                    private protected override double Next(int group, double rate) =>
                        LastEpoch == 0 || LastEpoch > _total
                            ? rate
                            : rate * Math.Pow((1.0 - ((double)LastEpoch / _total)) / (1.0 - ((double)(LastEpoch - 1) / _total)), _power);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => ForEachBase(rate => rate * Math.Pow(1.0 - ((double)Math.Min(_total, LastEpoch) / _total), _power));
                }
            }
        }
    }
}
