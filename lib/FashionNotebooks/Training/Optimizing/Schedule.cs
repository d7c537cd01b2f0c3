namespace FashionNotebooks.Training.Optimizing;

/// <summary>Calls a scheduler at the right moments: after every step, or after every epoch.</summary>
/// <param name="scheduler">Changes the learning rates; null leaves them as they are.</param>
/// <param name="every">Steps between two calls.</param>
/// <param name="total">Steps after which a schedule over a fixed number of steps has no value.</param>
internal sealed class Schedule(optim.lr_scheduler.LRScheduler? scheduler, int every, int total)
{
    private int steps;

    internal static Schedule Create(optim.Optimizer optimizer, StageRecipe recipe, int stepsPerEpoch)
    {
        int total = recipe.Epochs * stepsPerEpoch;
        // A rise of one step has no slope: its rate would be 0 / 0.
        double warmUp = total < 2 ? 0 : Math.Max(recipe.WarmUp, 2.0 / total);
        return recipe.Schedule switch
        {
            ScheduleKind.Constant => new(null, 1, total),
            ScheduleKind.Step =>
                new(optim.lr_scheduler.StepLR(optimizer, recipe.StepEpochs, recipe.StepFactor), stepsPerEpoch, int.MaxValue),
            ScheduleKind.OneCycle => new(OneCycle(optimizer, total, warmUp), 1, total),
            ScheduleKind.Cosine => new(optim.lr_scheduler.CosineAnnealingLR(optimizer, total), 1, total),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Schedule, "unknown schedule"),
        };
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
        return optim.lr_scheduler.LambdaLR(optimizer, step =>
            total < 2 ? 1 : step <= top ? Wave(first, 1, step / top) : Wave(1, last, (step - top) / (end - top)));

        static double Wave(double from, double to, double share) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
    }

    /// <summary>Call after each step of the optimizer.</summary>
    internal void AfterStep()
    {
        steps++;
        if (steps % every == 0 && steps < total)
            scheduler?.step();
    }
}
