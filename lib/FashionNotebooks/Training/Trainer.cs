using System.Diagnostics;
using TorchSharp.Modules;

namespace FashionNotebooks.Training;

/// <summary>
/// The one loop: epochs of steps, validation, the best weights kept, and all that a stopped run needs to go on written after each epoch.
/// Each epoch draws its random numbers from a seed of its own, so a resumed epoch repeats exactly.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Objective objective;
    private readonly long seed;
    private readonly RunFolder? folder;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly Parameter[] parameters;
    private readonly WeightAverage? average;
    private readonly CollapseAlarm alarm = new();
    private readonly List<EpochRecord> history = [];
    private readonly Optimizers optimizers;
    private Dictionary<string, Tensor>? best;
    private int bestEpoch;
    private long steps;

    private Trainer(
        Objective objective, long seed, RunFolder? folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        (this.objective, this.seed, this.folder, this.progress, this.cancellation) = (objective, seed, folder, progress, cancellation);
        parameters = [.. objective.Model.parameters().Where(parameter => parameter.requires_grad)];
        average = Recipe.AverageDecay > 0 ? new WeightAverage(objective.Model, Recipe.AverageDecay) : null;
        optimizers = new Optimizers(objective.Model, Recipe, objective.StepsPerEpoch);
    }

    private StageRecipe Recipe => objective.Recipe;

    private bool LostPatience => Recipe.Patience > 0 && history.Count - bestEpoch >= Recipe.Patience;

    /// <summary>Trains to the last epoch or until stopped; the model then has the weights to keep, in evaluation mode.</summary>
    /// <param name="objective">What is learnt, and how it is scored.</param>
    /// <param name="seed">Decides every random number of training.</param>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops within a step.</param>
    /// <exception cref="InputException">A loss or a score is not finite.</exception>
    public static TrainingResult Train(
        Objective objective, long seed = 0, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(objective, seed, folder: null, progress, cancellation);

    internal static TrainingResult Train(
        Objective objective, long seed, RunFolder? folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        NativeTorch.Require(); // where a program did not start the engine
        objective.Prepare(cancellation);
        using var trainer = new Trainer(objective, seed, folder, progress, cancellation);
        return trainer.Run() with { ProbeAccuracy = objective.ProbeAccuracy };
    }

    public void Dispose()
    {
        Weights.Dispose(best);
        average?.Dispose();
        optimizers.Dispose();
    }

    private TrainingResult Run()
    {
        var clock = Stopwatch.StartNew();
        Resume();
        bool finished = false;
        try
        {
            do
                finished = history.Count >= Recipe.Epochs || LostPatience;
            while (!finished && Epoch(history.Count + 1));
        }
        finally
        {
            folder?.End(finished);
        }
        if (best is not null)
            Weights.CopyInto(best, objective.Model.state_dict());
        objective.Model.eval();
        EpochRecord? record = bestEpoch > 0 ? history[bestEpoch - 1] : null;
        return new TrainingResult(history, bestEpoch, record, !finished, alarm.Collapsed, clock.Elapsed.TotalSeconds);
    }

    // False when stopped: the epoch is then as if it had not begun.
    private bool Epoch(int epoch)
    {
        random.manual_seed(unchecked((seed * 1_000_003) + epoch));
        objective.Model.train();
        objective.Begin(epoch);
        var tally = new EpochTally(objective, epoch);
        using IEnumerator<TrainingBatch> batches = objective.Batches(epoch).GetEnumerator();
        while (true)
        {
            using var scope = NewDisposeScope();
            if (cancellation.IsCancellationRequested)
                return false;
            if (!tally.Wait(batches.MoveNext))
                break;
            using TrainingBatch batch = batches.Current;
            double rate = optimizers.LearningRate;
            StepOutcome outcome = Step(batch);
            tally.Add(RequireFinite(outcome.Loss.item<float>(), epoch), rate, batch.Count, outcome.MeanPairwiseDistance, alarm);
            if (tally.Latest.Step < objective.StepsPerEpoch)
                progress?.Report(tally.Latest);
        }
        Finish(epoch, tally);
        return true;
    }

    private StepOutcome Step(TrainingBatch batch)
    {
        optimizers.ZeroGrad();
        StepOutcome outcome = objective.Loss(batch);
        outcome.Loss.backward();
        if (Recipe.ClipNorm > 0)
            nn.utils.clip_grad_norm_(parameters, Recipe.ClipNorm);
        optimizers.Step();
        average?.Update(++steps);
        return outcome;
    }

    private void Finish(int epoch, EpochTally tally)
    {
        average?.Swap();
        objective.Model.eval();
        Score score = objective.Evaluate();
        foreach (double metric in score.Metrics.Values)
            RequireFinite(metric, epoch);
        bool better = bestEpoch == 0 || !Recipe.KeepBest || score.Value > history[bestEpoch - 1].Score;
        EpochRecord record = tally.Finish(score, better);
        history.Add(record);
        if (better)
        {
            bestEpoch = epoch;
            Weights.Dispose(best);
            best = Weights.Clone(objective.Model.state_dict());
            folder?.SaveBest(best, record);
        }
        average?.Swap();
        folder?.Save(State(), optimizers);
        progress?.Report(tally.Latest with { Record = record });
    }

    private TrainingState State() => new(history, bestEpoch, alarm, objective.Model.state_dict(), average?.Values ?? [], best ?? []);

    private void Resume()
    {
        if (folder?.Load() is not { } state)
            return;
        using (state)
        {
            foreach (var weights in new[] { state.Best, state.Model }) // both must fit; training goes on from the last
                StateDict.LoadInto(objective.Model.state_dict(), weights, folder.StatePath);
            StateDict.LoadInto(average?.Values ?? [], state.Average, folder.StatePath);
            history.AddRange(state.History);
            bestEpoch = state.BestEpoch;
            alarm.Restore(state.Alarm.Start, state.Alarm.Collapsed);
            best = Weights.Clone(state.Best);
            folder.SaveBest(best, history[bestEpoch - 1]);
            folder.SaveLog(history);
            steps = (long)history.Count * objective.StepsPerEpoch;
            state.Restore(optimizers, steps);
        }
    }

    private double RequireFinite(double value, int epoch) => double.IsFinite(value)
        ? value
        : throw new InputException(
            $"the {objective.Name} diverged: a loss or a score of epoch {epoch} is not finite; use a smaller learning rate");
}
