namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion train classifier|siamese|finegrained</c>.</summary>
internal static class TrainCommands
{
    public const string WeightsHelp = "A checkpoint or state dict to start from, or the name of weights that 'weights get' made ready.";

    public const string TeacherHelp = "The checkpoint of a larger model, an encoder or a classifier, whose likenesses are learnt too.";

    private const string OutHelp = "The checkpoint to write (safetensors); its log lies beside it.";
    private static readonly string[] miners = ["random", "all", "semihard", "batchhard"];
    private static readonly string archHelp = $"One of {string.Join(", ", Architectures.Names)} (default: the recipe's).";

    public static Command Classifier()
    {
        var command = new CliCommand("classifier", "Train a classifier and write the best epoch as a checkpoint.");
        command.TakesData();
        var output = command.Required("--out", "FILE", OutHelp, output: true);
        var classes = command.List("--classes", "a,b,…", "Class folders to use, a,b,… (default: all).");
        var architecture = command.Choice("--arch", archHelp, Architectures.Names);
        var weights = command.Optional("--weights", "FILE", WeightsHelp);
        var freeze = command.OptionalCount(
            "--freeze", "Stages of the backbone that keep the --weights, counted from the picture.", int.MinValue);
        var input = new InputOptions(command);
        var overrides = new TrainingOverrides(command);
        return command.Computes(line =>
        {
            Recipe recipe = overrides.Recipe(line, line.Get(architecture), line.Get(weights));
            var training = new ClassifierTraining
            {
                Data = line.Data,
                Output = line.Get(output),
                Classes = line.Get(classes),
                Weights = NamedWeights.File(line.Get(weights)),
                Freeze = line.Get(freeze) ?? 0,
                Preprocessing = input.Rule(line, recipe.Architecture),
                Recipe = recipe with { Classifier = overrides.Apply(line, recipe.Classifier) },
            };
            Run(line, training, overrides);
        });
    }

    public static Command Siamese()
    {
        var command = new CliCommand(
            "siamese", "Train an encoder from a classifier's backbone, so that near embeddings mean the same class.");
        command.TakesData();
        var from = command.Required("--from", "FILE", "The classifier's checkpoint.");
        var output = command.Required("--out", "FILE", OutHelp, output: true);
        var loss = command.Choice("--loss", "triplet, contrastive or supcon (default: the recipe's).", "triplet", "contrastive", "supcon");
        var miner = command.Choice(
            "--miner", "Which triplets of a batch count: random, all, semihard or batchhard (default: the recipe's).", miners);
        var margin = command.Positive("--margin", "Margin of the triplet and the contrastive loss (default: the recipe's).");
        var teacher = command.Optional("--teacher", "FILE", TeacherHelp);
        var overrides = new TrainingOverrides(command);
        return command.Computes(line =>
        {
            Recipe recipe = line.Get(teacher) is null ? overrides.Recipe(line) : overrides.Recipe(line).Taught;
            SiameseRecipe siamese = overrides.Apply(line, recipe.Siamese);
            var training = new SiameseTraining
            {
                Data = line.Data,
                From = line.Get(from),
                Teacher = line.Get(teacher),
                Output = line.Get(output),
                Recipe = recipe with
                {
                    Siamese = siamese with
                    {
                        Loss = line.Get<MetricLoss>(loss) ?? siamese.Loss,
                        Miner = line.Get<TripletSelection>(miner) ?? siamese.Miner,
                        Margin = line.Get(margin) ?? siamese.Margin,
                    },
                },
            };
            Run(line, training, overrides);
        });
    }

    public static Command FineGrained()
    {
        var command = new CliCommand(
            "finegrained",
            "Train an encoder that tells garments apart, not only classes: triplets of items (items.csv beside the photos).");
        command.TakesData();
        var output = command.Required("--out", "FILE", OutHelp, output: true);
        var architecture = command.Choice("--arch", archHelp, Architectures.Names);
        var weights = command.Optional("--weights", "FILE",
            "A classifier's checkpoint or state dict to take the backbone from, or the name of weights that 'weights get' made ready.");
        var freeze = command.OptionalCount(
            "--freeze", "Stages of the backbone that keep the --weights, counted from the picture (default: the recipe's).", int.MinValue);
        var attention = command.Choice(
            "--attention", "Attention to channels and places: none, channel, spatial or both (default: both).", "none", "channel",
            "spatial", "both");
        var erase = command.OptionalCount(
            "--erase", "Hide the K places that spatial attention weighs most from half of the training pictures.", least: 0, value: "K");
        var blur = command.Number(
            "--blur", "SIGMA", "Gaussian blur of every picture, in pixels of the input; kept in the model's file.", least: 0);
        var miner = command.Choice(
            "--miner", "Which triplets of a batch count: random, all, semihard or batchhard (default: semihard).", miners);
        var margin = command.Positive("--margin", "Margin of the triplet loss (default: the recipe's).");
        var input = new InputOptions(command);
        var overrides = new TrainingOverrides(command);
        return command.Computes(line =>
        {
            Recipe recipe = overrides.Recipe(line, line.Get(architecture), line.Get(weights));
            FineGrainedRecipe fine = overrides.Apply(line, recipe.FineGrained);
            var training = new FineGrainedTraining
            {
                Data = line.Data,
                Output = line.Get(output),
                Weights = NamedWeights.File(line.Get(weights)),
                Preprocessing = input.Rule(line, recipe.Architecture, fine.InputSize, line.Get(blur) ?? 0),
                Recipe = recipe with
                {
                    FineGrained = fine with
                    {
                        Model = fine.Model with { Attention = line.Get<AttentionKind>(attention) ?? fine.Model.Attention },
                        GarmentsPerBatch = overrides.BatchSize(line) is { } photos
                            ? Math.Max(2, photos / fine.PhotosPerGarment)
                            : fine.GarmentsPerBatch,
                        FrozenStages = line.Get(freeze) ?? fine.FrozenStages,
                        Miner = line.Get<TripletSelection>(miner) ?? fine.Miner,
                        Margin = line.Get(margin) ?? fine.Margin,
                        EraseCells = line.Get(erase) ?? 0,
                    },
                },
            };
            Run(line, training, overrides);
        });
    }

    /// <summary>Exit code 0, or 130 when Ctrl-C stopped it; the best checkpoint so far is kept then.</summary>
    private static void Run(Invocation line, TrainingRun training, TrainingOverrides overrides)
    {
        TrainingReport report = (training with
        {
            Seed = line.Seed,
            Resume = overrides.Resume(line),
            Corrections = overrides.Corrections(line),
            Decoding = line.Progress.Load("decoding"),
            Notes = ProgressLine.Notes,
        }).Run(line.Progress, line.Cancellation);
        line.NoteProblems(report.Problems, report.LeftOut);
        if (report.SingleGarments > 0)
            Answer.Note($"{report.SingleGarments} garments have one photo and take no part");
        TrainingResult result = report.Result;
        var document = new
        {
            checkpoint = report.Checkpoint,
            log = report.Log,
            architecture = report.Architecture,
            parameters = report.Parameters,
            classes = report.Classes,
            n_train = report.TrainCount,
            n_validation = report.ValidationCount,
            epochs = result.History.Count,
            best_epoch = result.BestEpoch,
            metrics = result.Best?.Metrics,
            probe_accuracy = result.ProbeAccuracy,
            seconds = Math.Round(result.Seconds, 2),
            load_seconds = Math.Round(report.LoadSeconds, 2),
            cancelled = result.Cancelled,
            collapsed = result.Collapsed,
            single_items = report.SingleGarments > 0 ? report.SingleGarments : (int?)null,
        };
        line.Answer(document, console =>
        {
            if (result.Best is not { } best)
            {
                console.Line("stopped before the first epoch ended; there is no model to keep");
                return;
            }
            string metrics = string.Join(", ", best.Metrics.Select(m => $"{m.Key} {m.Value:0.000}"));
            console.Line(result.Cancelled
                ? "stopped; the best epoch so far is kept"
                : $"trained {report.Architecture} on {report.TrainCount} photos");
            console.Line($"best epoch {result.BestEpoch} of {result.History.Count}: {metrics} (n = {report.ValidationCount})");
            if (report.Checkpoint is { } path)
                console.Line($"wrote {path} and {report.Log}");
        });
        line.ExitCode = result.Cancelled ? FashionApp.Stopped : 0;
    }
}
