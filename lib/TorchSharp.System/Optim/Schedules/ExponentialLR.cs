namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate times gamma after every step.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <summary>Sets the first rates.</summary>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    private protected override double Next(int group, double rate) =>
                        LastEpoch == 0 ? rate : rate * _gamma;

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => ForEachBase(rate => rate * Math.Pow(_gamma, LastEpoch));
                }
            }
        }
    }
}
