using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>
/// The loop of both stages: epochs of steps, validation, the best weights kept, everything needed to resume saved.
/// Each epoch draws its random numbers from a seed of its own, so a resumed epoch repeats exactly.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly TrainingStage stage;
    private readonly LoopOptions options;
    private readonly Optimizers optimizers;
    private readonly WeightAverage? average;
    private readonly List<Parameter> parameters;
    private readonly CollapseAlarm alarm = new();
    private readonly List<EpochRecord> history = [];
    private Dictionary<string, Tensor>? best;
    private int bestEpoch;
    private long steps;

    internal TrainingLoop(TrainingStage stage, LoopOptions options)
    {
        this.stage = stage;
        this.options = options;
        parameters = [.. stage.Model.parameters().Where(parameter => parameter.requires_grad)];
        average = Recipe.AverageDecay > 0 ? new WeightAverage(stage.Model, Recipe.AverageDecay) : null;
        TrainingState? state = options is { Resume: true, StatePath: { } path } ? TrainingState.Load(path, options.Fingerprint) : null;
        optimizers = new Optimizers(stage.Model, Recipe, stage.StepsPerEpoch, state?.Epoch * stage.StepsPerEpoch ?? 0);
        if (state is not null)
            Restore(state);
    }

    private StageRecipe Recipe => stage.Recipe;

    private bool LostPatience => Recipe.Patience > 0 && history.Count - bestEpoch >= Recipe.Patience;

    /// <summary>Trains to the last epoch or until stopped; the model then has the weights to keep, in evaluation mode.</summary>
    internal TrainingResult Run()
    {
        var clock = Stopwatch.StartNew();
        bool finished = true;
        for (int epoch = history.Count + 1; finished && epoch <= Recipe.Epochs && !LostPatience; epoch++)
            finished = Epoch(epoch);
        if (best is not null)
            Weights.CopyInto(best, stage.Model.state_dict());
        stage.Model.eval();
        EpochRecord? record = bestEpoch > 0 ? history[bestEpoch - 1] : null;
        return new TrainingResult(history, bestEpoch, record, !finished, alarm.Collapsed, clock.Elapsed.TotalSeconds);
    }

    public void Dispose()
    {
        Weights.Dispose(best);
        average?.Dispose();
        optimizers.Dispose();
    }

    private bool Epoch(int epoch)
    {
        var clock = new EpochClock();
        random.manual_seed(unchecked((options.Seed * 1_000_003) + epoch));
        stage.Model.train();
        var tally = new EpochTally();
        using (IEnumerator<TrainingBatch> batches = stage.Batches(epoch).GetEnumerator())
        {
            while (true)
            {
                using var scope = NewDisposeScope();
                if (options.Cancellation.IsCancellationRequested)
                    return false;
                if (!clock.Wait(batches.MoveNext))
                    break;
                double rate = optimizers.LearningRate;
                using TrainingBatch batch = batches.Current;
                StepOutcome outcome = Step(batch);
                float loss = outcome.Loss.item<float>();
                RequireFinite(loss, epoch);
                tally.Add(loss, rate, batch.Count, outcome.MeanPairwiseDistance);
                if (outcome.MeanPairwiseDistance is { } distance)
                    alarm.Observe(distance);
                if (tally.Steps < stage.StepsPerEpoch)
                    options.Progress?.Report(Describe(epoch, tally, clock, record: null));
            }
        }
        clock.TrainingEnds();
        Finish(epoch, tally, clock);
        return true;
    }

    private StepOutcome Step(TrainingBatch batch)
    {
        optimizers.ZeroGrad();
        StepOutcome outcome = stage.Loss(batch);
        outcome.Loss.backward();
        if (Recipe.ClipNorm > 0)
            nn.utils.clip_grad_norm_(parameters, Recipe.ClipNorm);
        optimizers.Step();
        steps++;
        average?.Update(steps);
        return outcome;
    }

    private void Finish(int epoch, EpochTally tally, EpochClock clock)
    {
        average?.Swap();
        stage.Model.eval();
        StageScore score = Validate();
        foreach (double metric in score.Metrics.Values)
            RequireFinite(metric, epoch);
        bool better = bestEpoch == 0 || !Recipe.KeepBest || score.Value > history[bestEpoch - 1].Score;
        var record = new EpochRecord(
            stage.Name, epoch, tally.MeanLoss, tally.LearningRate, score.Value, score.Metrics, better, tally.MeanPairwiseDistance,
            clock.Seconds, clock.WaitShare);
        history.Add(record);
        if (better)
        {
            bestEpoch = epoch;
            Weights.Dispose(best);
            best = Weights.Clone(stage.Model.state_dict());
        }
        if (better)
            options.SaveBest?.Invoke(record);
        average?.Swap();
        SaveState();
        options.SaveLog?.Invoke(history);
        options.Progress?.Report(Describe(epoch, tally, clock, record));
    }

    private void RequireFinite(double value, int epoch)
    {
        if (!double.IsFinite(value))
            throw new InputException($"the {stage.Name} diverged: a loss or a score of epoch {epoch} is not finite; use a smaller --lr");
    }

    private StageScore Validate()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return stage.Evaluate();
    }

    private TrainingProgress Describe(int epoch, EpochTally tally, EpochClock clock, EpochRecord? record) => new()
    {
        Stage = stage.Name,
        Epoch = epoch,
        Epochs = Recipe.Epochs,
        Step = tally.Steps,
        Steps = stage.StepsPerEpoch,
        Loss = tally.LatestLoss,
        LearningRate = tally.LearningRate,
        ImagesPerSecond = tally.Images / clock.TrainingSeconds,
        DataWaitShare = clock.WaitShare,
        MeanPairwiseDistance = tally.MeanPairwiseDistance,
        Collapsed = alarm.Collapsed,
        Record = record,
    };

    private void SaveState()
    {
        if (options.StatePath is not null)
            TrainingState.Save(options.StatePath, options.Fingerprint, history, bestEpoch, alarm, stage.Model.state_dict(), average?.Values, best!, optimizers);
    }

    private void Restore(TrainingState state)
    {
        using (state)
        {
            history.AddRange(state.History);
            bestEpoch = state.BestEpoch;
            steps = (long)state.Epoch * stage.StepsPerEpoch;
            alarm.Restore(state.CollapseStart, state.Collapsed);
            best = Weights.Clone(state.Best);
            Weights.CopyInto(state.Best, stage.Model.state_dict());
            options.SaveBest?.Invoke(history[bestEpoch - 1]);
            options.SaveLog?.Invoke(history);
            Weights.CopyInto(state.Model, stage.Model.state_dict());
            if (average is not null)
                Weights.CopyInto(state.Average, average.Values);
            state.Restore(optimizers);
        }
    }
}
