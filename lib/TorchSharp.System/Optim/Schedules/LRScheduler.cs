using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of the learning rate; their values are PyTorch's.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's groups, step by step. Making one sets the first rates.</summary>
            public abstract class LRScheduler
            {
                private readonly ILearningRateController[] _groups = [];
                private readonly double[] _baseRates = [];
                private readonly bool _verbose;

                /// <summary>How often the rates were set.</summary>
                protected int _step_count;

                /// <summary>A schedule that sets no rates of its own.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>Keeps the groups of an optimizer; the derived constructor calls <see cref="step()"/> once.</summary>
                /// <param name="optimizer">The optimizer.</param>
                /// <param name="last_epoch">The step after which to continue; −1 starts anew.</param>
                /// <param name="verbose">True prints every change.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    LastEpoch = last_epoch;
                    _verbose = verbose;
                    _groups = [.. optimizer.ParamGroups];
                    _baseRates = [.. _groups.Select(group => group.InitialLearningRate)];
                    foreach (var (group, rate) in _groups.Zip(_baseRates))
                        group.InitialLearningRate = rate;   // no longer follows the rate
                }

                internal Optimizer? Optimizer { get; }

                internal int LastEpoch { get; set; }

                private protected int StepCount => _step_count;

                private protected ILearningRateController[] Groups => _groups;

                private protected double BaseRate(int group) => _baseRates[group];

                /// <summary>The rates of the groups now.</summary>
                public IEnumerable<double> get_last_lr() => [.. _groups.Select(group => group.LearningRate)];

                /// <summary>Sets the rates of the next step or epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Sets the rates of a step or epoch of this number; null takes the next one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    Set([.. epoch is null ? get_lr() : get_closed_form_lr()]);
                }

                /// <summary>Tells the schedule a measured value; only <see cref="impl.ReduceLROnPlateau"/> listens to it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The next rates, from the rates now.</summary>
                protected virtual IEnumerable<double> get_lr() => _groups.Select((group, place) => Next(place, group.LearningRate));

                /// <summary>The rates of <c>last_epoch</c>, whatever the rates are now.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected virtual double Next(int group, double rate) => rate;

                private protected IEnumerable<double> ForEachBase(Func<double, double> rate) => _baseRates.Select(rate);

                private void Set(double[] rates)
                {
                    for (var place = 0; place < _groups.Length; place++)
                    {
                        if (_verbose && _groups[place].LearningRate != rates[place])
                            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Adjusting learning rate of group {place} to {rates[place]:E4}."));
                        _groups[place].LearningRate = rates[place];
                    }
                }
            }
        }
    }
}
