namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Schedules one after the other; each starts at its milestone, from the first rates.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedules;
                    private readonly int[] _milestones;

                    /// <summary>Starts the first schedule.</summary>
                    /// <param name="optimizer">The optimizer of all schedules.</param>
                    /// <param name="schedulers">The schedules.</param>
                    /// <param name="milestones">Where the second, third, … start.</param>
                    /// <param name="last_epoch">The step after which to continue; −1 starts anew.</param>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        (_schedules, _milestones) = ([.. schedulers], [.. milestones]);
                        if (_schedules.Length != _milestones.Length + 1)
                            throw new ArgumentException($"SequentialLR: {_schedules.Length} schedules need {_schedules.Length - 1} milestones, not {_milestones.Length}.");
                        if (_schedules.Any(schedule => !ReferenceEquals(schedule.Optimizer, optimizer)))
                            throw new ArgumentException("SequentialLR: all schedules must be of the same optimizer.");
                        foreach (var group in Groups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var schedule in _schedules)
                            schedule.LastEpoch--;
                        _schedules[0].step();
                    }

                    /// <inheritdoc/>
                    public override void step()
                    {
                        _step_count++;
                        LastEpoch++;
                        var passed = _milestones.Count(milestone => milestone <= LastEpoch);
                        if (passed > 0 && _milestones[passed - 1] == LastEpoch)
                            _schedules[passed].step(0);
                        else
                            _schedules[passed].step();
                    }
                }
            }
        }
    }
}
