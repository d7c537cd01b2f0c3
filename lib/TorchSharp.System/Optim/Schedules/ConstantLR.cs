namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times a factor for the first steps.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total;

                    /// <summary>Sets the first rates.</summary>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_factor, _total) = (factor, total_iters);
                        step();
                    }

                    private protected override double Next(int group, double rate) =>
                        LastEpoch == 0 ? rate * _factor : LastEpoch == _total ? rate * (1.0 / _factor) : rate;

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => ForEachBase(rate => rate * (LastEpoch >= _total ? 1 : _factor));
                }
            }
        }
    }
}
