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
            ScheduleKind.OneCycle => OneCycle(optimizer, total, warmUp),
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

    /// <summary>
    /// From 1/25 of each group's rate up to it and down to 1/250,000, along two half waves (Smith and Topin, "Super-convergence",
    /// https://arxiv.org/abs/1708.07120). TorchSharp 0.107's own OneCycleLR lets every group but the first swing up and down for ever.
    /// </summary>
    /// <param name="optimizer">Its rates are the highest ones.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="warmUp">Share of the steps on the way up.</param>
    internal static optim.lr_scheduler.LRScheduler OneCycle(optim.Optimizer optimizer, int total, double warmUp)
    {
        const double first = 1.0 / 25, last = first / 1e4;
        double top = (warmUp * total) - 1, end = total - 1;
        return optim.lr_scheduler.LambdaLR(optimizer, step => step <= top ? Wave(first, 1, step / top) : Wave(1, last, (step - top) / (end - top)));

        static double Wave(double from, double to, double share) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
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
