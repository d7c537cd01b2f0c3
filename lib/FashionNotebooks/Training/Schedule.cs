using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Calls a scheduler at the right moments: after every step, or after every epoch.</summary>
internal sealed class Schedule
{
    private readonly optim.lr_scheduler.LRScheduler scheduler;
    private readonly bool perStep;
    private readonly int stepsPerEpoch;
    private readonly int total;
    private int steps;

    private Schedule(optim.lr_scheduler.LRScheduler scheduler, bool perStep, int stepsPerEpoch, int total)
    {
        this.scheduler = scheduler;
        this.perStep = perStep;
        this.stepsPerEpoch = stepsPerEpoch;
        this.total = total;
    }

    /// <summary>The recipe's schedule, as far along as <paramref name="steps"/> steps would have brought it; null for a constant step size.</summary>
    internal static Schedule? Create(optim.Optimizer optimizer, StageRecipe recipe, int stepsPerEpoch, int steps)
    {
        int total = recipe.Epochs * stepsPerEpoch;
        // A rise of one step has no slope: its rate would be 0 / 0.
        double warmUp = total < 2 ? 0 : Math.Max(recipe.WarmUp, 2.0 / total);
        optim.lr_scheduler.LRScheduler? scheduler = recipe.Schedule switch
        {
            ScheduleKind.Constant => null,
            ScheduleKind.Step => optim.lr_scheduler.StepLR(optimizer, recipe.StepEpochs, recipe.StepFactor),
            ScheduleKind.OneCycle => optim.lr_scheduler.OneCycleLR(
                optimizer, optimizer.ParamGroups.Select(group => group.LearningRate).ToArray(), total_steps: total, pct_start: warmUp, cycle_momentum: false),
            ScheduleKind.Cosine => optim.lr_scheduler.CosineAnnealingLR(optimizer, total),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Schedule, "unknown schedule"),
        };
        if (scheduler is null)
            return null;
        var schedule = new Schedule(scheduler, perStep: recipe.Schedule != ScheduleKind.Step, stepsPerEpoch, total);
        for (int step = 0; step < steps; step++)
            schedule.AfterStep();
        return schedule;
    }

    /// <summary>Call after each step of the optimizer.</summary>
    internal void AfterStep()
    {
        steps++;
        // A schedule over a fixed number of steps has no value after the last.
        if (perStep ? steps < total : steps % stepsPerEpoch == 0)
            scheduler.step();
    }
}
