namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// The rate rises to its maximum and falls far below its start, the momentum (SGD) or first beta (Adam) does the opposite (Smith and Topin, 2018).
                /// Step it after every batch.
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly Phase[] _phases;
                    private readonly Cycle[] _cycles;
                    private readonly bool _cycleMomentum;
                    private readonly AnnealStrategy _strategy;

                    /// <summary>The same maximum for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>A maximum for each group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (_total <= 0 || (total_steps <= 0 && epochs <= 0))
                            throw new ArgumentException("OneCycleLR: give total_steps, or epochs and steps_per_epoch, as positive numbers.");
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"OneCycleLR: pct_start must be within 0 and 1, not {pct_start}.");
                        (_strategy, _cycleMomentum) = (anneal_strategy, cycle_momentum);
                        _phases = Phases(_total, pct_start, three_phase);
                        var low = (base_momentum ?? Groups.Select(_ => 0.85)).ToArray();
                        var high = (max_momentum ?? Groups.Select(_ => 0.95)).ToArray();
                        _cycles = [.. max_lr.Select((rate, group) => new Cycle(rate / div_factor, rate, rate / div_factor / final_div_factor, low[group], high[group]))];
                        if (_cycles.Length != Groups.Length)
                            throw new ArgumentException($"OneCycleLR: {_cycles.Length} maxima for {Groups.Length} groups.");
                        if (last_epoch == -1)
                            foreach (var (group, cycle) in Groups.Zip(_cycles))
                                group.InitialLearningRate = cycle.Initial;
                        step();
                    }

                    /// <summary>The curve between two values.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>A straight line.</summary>
                        Linear,
                    }

                    private enum Level
                    {
                        Initial,
                        Maximum,
                        Minimum,
                    }

                    private protected override double Next(int group, double rate)
                    {
                        if (LastEpoch > _total)
                            throw new InvalidOperationException($"OneCycleLR: step {LastEpoch} is beyond the {_total} steps of the cycle.");
                        var start = 0.0;
                        var phase = _phases[0];
                        for (var place = 1; place < _phases.Length && LastEpoch > phase.End; place++)
                            (start, phase) = (phase.End, _phases[place]);
                        var share = (LastEpoch - start) / (phase.End - start);
                        var cycle = _cycles[group];
                        if (_cycleMomentum)
                            SetMomentum(Groups[group], Anneal(cycle.Momentum(phase.From), cycle.Momentum(phase.To), share));
                        return Anneal(cycle.Rate(phase.From), cycle.Rate(phase.To), share);
                    }

                    private static Phase[] Phases(int total, double pctStart, bool three) => three
                        ? [
                            new((pctStart * total) - 1, Level.Initial, Level.Maximum),
                            new((2 * pctStart * total) - 2, Level.Maximum, Level.Initial),
                            new(total - 1, Level.Initial, Level.Minimum)
                        ]
                        : [new((pctStart * total) - 1, Level.Initial, Level.Maximum), new(total - 1, Level.Maximum, Level.Minimum)];

                    private static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IBetas adam)
                            adam.Betas = (value, adam.Betas.Item2);
                        else if (group is IMomentum momentum)
                            momentum.Momentum = value;
                    }

                    private double Anneal(double start, double end, double share) => _strategy == AnnealStrategy.Linear
                        ? ((end - start) * share) + start
                        : end + ((start - end) / 2.0 * (Math.Cos(Math.PI * share) + 1));

                    private readonly record struct Phase(double End, Level From, Level To);

                    private readonly record struct Cycle(double Initial, double Maximum, double Minimum, double LowMomentum, double HighMomentum)
                    {
                        internal double Rate(Level level) => level switch { Level.Initial => Initial, Level.Maximum => Maximum, _ => Minimum };

                        internal double Momentum(Level level) => level == Level.Maximum ? LowMomentum : HighMomentum;
                    }
                }
            }
        }
    }
}
