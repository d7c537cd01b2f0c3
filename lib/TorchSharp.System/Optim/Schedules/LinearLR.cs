namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A factor of the rate that moves in equal steps from one value to another.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _total;

                    /// <summary>Sets the first rates.</summary>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_start, _end, _total) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    private protected override double Next(int group, double rate) =>
                        LastEpoch == 0 ? rate * _start
                        : LastEpoch > _total ? rate
                        : rate * (1.0 + ((_end - _start) / ((_total * _start) + ((LastEpoch - 1) * (_end - _start)))));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => ForEachBase(rate => rate * (_start + ((_end - _start) * Math.Min(_total, LastEpoch) / _total)));
                }
            }
        }
    }
}
