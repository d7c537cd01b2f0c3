namespace FashionNotebooks.Cli.Results;

/// <summary>The figures of a recipe over several seeds, as <c>data/results/*.json</c> holds them.</summary>
/// <param name="Architecture">The net, as trained.</param>
/// <param name="Parameters">Its trainable values.</param>
/// <param name="ClassifierEpochs">Epochs of the first stage.</param>
/// <param name="ClassifierLr">Learning rate of the first stage.</param>
/// <param name="SiameseEpochs">Epochs of the second stage; null without one.</param>
/// <param name="SiameseLr">Learning rate of the second stage.</param>
/// <param name="Threads">Threads of every run.</param>
/// <param name="N">Validation photos.</param>
/// <param name="Figures">Mean, standard deviation and each value, by name; fractions.</param>
/// <param name="CpuSeconds">CPU time of the stages with their validation, and decoding when the cache was empty.</param>
/// <param name="Weights">Name of the file that training started from; null for random weights.</param>
/// <param name="Size">Side of the inputs in pixels; files of before have none.</param>
/// <param name="Classes">Classes in the order of their labels; files of before have none.</param>
/// <param name="Teacher">Name of the file of the encoder's teacher; null without one.</param>
internal sealed record ReproducedResult(
    string Recipe, string Architecture, long Parameters, int ClassifierEpochs, double ClassifierLr, int? SiameseEpochs, double? SiameseLr,
    IReadOnlyList<long> Seeds, int Threads, int N, IReadOnlyDictionary<string, Spread> Figures, Spread CpuSeconds,
    string? Weights = null, int? Size = null, IReadOnlyList<string>? Classes = null, string? Teacher = null)
{
    /// <summary>Sums up runs of one recipe.</summary>
    public static ReproducedResult Of(Recipe recipe, string? weights, IReadOnlyList<long> seeds, int threads, IReadOnlyList<RecipeRun> runs)
    {
        RecipeRun first = runs[0];
        StageRecipe? second = first.Search is null ? null : recipe.Siamese;
        return new ReproducedResult(
            recipe.Name, first.Training.Architecture, first.Training.Parameters, recipe.Classifier.Epochs, recipe.Classifier.LearningRate,
            second?.Epochs, second?.LearningRate, seeds, threads, first.Classifier.Count, FiguresOf(runs),
            Spread.Of([.. runs.Select(run => run.CpuSeconds)]),
            weights is null ? null : Path.GetFileName(weights), first.Size, first.Training.Classes);
    }

    /// <summary>Those that every run has.</summary>
    private static Dictionary<string, Spread> FiguresOf(IReadOnlyList<RecipeRun> runs)
    {
        (string Name, Func<RecipeRun, double?> Of)[] figures =
        [
            ("accuracy", run => run.Classifier.Accuracy),
            ("macro_f1", run => run.Classifier.MacroF1),
            ("probe_accuracy", run => run.Training.Result.ProbeAccuracy),
            ("top1", run => run.Search?.Top1),
            ("top5", run => run.Search?.Top5),
            ("mrr", run => run.Search?.MeanReciprocalRank),
            ("map", run => run.Search?.MeanAveragePrecision),
            ("top1_other_contributors", run => run.Search?.Excluded?.Top1),
            ("map_other_contributors", run => run.Search?.Excluded?.MeanAveragePrecision),
        ];
        return figures.Where(figure => runs.All(run => figure.Of(run) is not null))
            .ToDictionary(figure => figure.Name, figure => Spread.Of([.. runs.Select(run => figure.Of(run)!.Value)]));
    }
}
