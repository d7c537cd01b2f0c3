namespace FashionNotebooks.CrossValidation;

/// <summary>What a cross-validation answers and writes into <c>report.json</c>.</summary>
/// <param name="Count">Photos; each is held out once.</param>
/// <param name="ClassCounts">Photos by class, in the order of the labels.</param>
/// <param name="Contributors">Contributors that were kept together; 0 when none are known.</param>
/// <param name="Balance">Photos of each class in a training part, if balanced.</param>
/// <param name="Size">Side of the inputs in pixels.</param>
/// <param name="Threads">Threads of training and timing.</param>
/// <param name="Baselines">What can be had without learning, over the same folds.</param>
/// <param name="Comparisons">Each pair of architectures.</param>
/// <param name="Problems">Files that were left out, and why.</param>
public sealed record CrossValidationResult(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("class_counts")] IReadOnlyDictionary<string, int> ClassCounts,
    [property: JsonPropertyName("fold_count")] int FoldCount,
    [property: JsonPropertyName("contributors")] int Contributors,
    [property: JsonPropertyName("balance")] int? Balance,
    [property: JsonPropertyName("size")] int Size,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("baselines")] IReadOnlyDictionary<string, SpreadFigures> Baselines,
    [property: JsonPropertyName("architectures")] IReadOnlyList<ArchitectureResult> Architectures,
    [property: JsonPropertyName("comparisons")] IReadOnlyList<ModelComparison> Comparisons,
    [property: JsonPropertyName("problems")] IReadOnlyList<FileProblem> Problems)
{
    /// <summary>Reads a <c>report.json</c>.</summary>
    /// <exception cref="InputException">The file is missing or holds something else.</exception>
    public static CrossValidationResult Read(string path) =>
        ReportFiles.Read<CrossValidationResult>(path)
        ?? throw new InputException($"'{path}' is no report of a cross-validation; give its report.json");
}

/// <summary>One architecture over all folds.</summary>
/// <param name="Name">One of <see cref="Models.Architectures.Names"/>.</param>
/// <param name="Weights">Name of the file it started from; null for random weights.</param>
/// <param name="Recipe">The recipe it was trained by.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Macs">Multiply-accumulates for one photo.</param>
/// <param name="Milliseconds">Median time of one photo, batch norm folded.</param>
/// <param name="Clean">Figures over the folds.</param>
/// <param name="Corrupted">The same on worse photos, by corruption.</param>
/// <param name="Interval">95 % interval of the accuracy over all photos, each held out once.</param>
/// <param name="PerClass">Figures over all photos, by class; without average precision, as the scores of several models do not
/// compare.</param>
/// <param name="Confusion">Photos of all folds by true class (row) and predicted class (column).</param>
public sealed record ArchitectureResult(
    [property: JsonPropertyName("architecture")] string Name,
    [property: JsonPropertyName("weights")] string? Weights,
    [property: JsonPropertyName("recipe")] string Recipe,
    [property: JsonPropertyName("parameters")] long Parameters,
    [property: JsonPropertyName("macs")] long Macs,
    [property: JsonPropertyName("ms")] double Milliseconds,
    [property: JsonPropertyName("clean")] SpreadFigures Clean,
    [property: JsonPropertyName("corrupted")] IReadOnlyDictionary<string, SpreadFigures> Corrupted,
    [property: JsonPropertyName("accuracy_ci95")] Interval Interval,
    [property: JsonPropertyName("per_class")] IReadOnlyDictionary<string, ClassScores> PerClass,
    [property: JsonPropertyName("confusion")] int[][] Confusion,
    [property: JsonPropertyName("folds")] IReadOnlyList<FoldResult> Folds);

/// <summary>What one architecture did in one fold; kept beside the model, so that a stopped run goes on after it.</summary>
/// <param name="Number">The fold, from 1.</param>
/// <param name="Fingerprint">Names everything that decides the result.</param>
/// <param name="TrainCount">Photos that were learnt from, repeats counted.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="Seconds">Time of training.</param>
/// <param name="History">One record per epoch.</param>
/// <param name="Clean">Figures on the photos held out.</param>
/// <param name="Corrupted">The same on worse photos, by corruption.</param>
/// <param name="Right">Index of each photo held out, and whether it was recognised.</param>
public sealed record FoldResult(
    [property: JsonPropertyName("fold")] int Number,
    [property: JsonPropertyName("fingerprint")] string Fingerprint,
    [property: JsonPropertyName("n_train")] int TrainCount,
    [property: JsonPropertyName("best_epoch")] int BestEpoch,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("history")] IReadOnlyList<EpochRecord> History,
    [property: JsonPropertyName("clean")] ClassificationReport Clean,
    [property: JsonPropertyName("corrupted")] IReadOnlyDictionary<string, Figures> Corrupted,
    [property: JsonPropertyName("right")] IReadOnlyDictionary<int, bool> Right);

/// <summary>Two architectures on the same photos: how often only one of them is right, and whether that may be chance.</summary>
public sealed record ModelComparison(
    [property: JsonPropertyName("first")] string First,
    [property: JsonPropertyName("second")] string Second,
    [property: JsonPropertyName("mcnemar")] McNemarTest Test)
{
    internal static IReadOnlyList<ModelComparison> Of(IReadOnlyList<ArchitectureResult> results) =>
        [.. results.SelectMany((first, i) => results.Skip(i + 1).Select(second =>
            new ModelComparison(first.Name, second.Name, McNemarTest.Of(Right(first), Right(second)))))];

    private static bool[] Right(ArchitectureResult result) =>
        [.. result.Folds.SelectMany(fold => fold.Right).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
}

/// <summary>The three figures of a table: accuracy, and the classes' mean F1 and mean average precision; fractions.</summary>
public sealed record Figures(
    [property: JsonPropertyName("accuracy")] double Accuracy,
    [property: JsonPropertyName("macro_f1")] double MacroF1,
    [property: JsonPropertyName("map")] double MeanAveragePrecision)
{
    public static Figures Of(ClassificationReport report) => new(report.Accuracy, report.MacroF1, report.MeanAveragePrecision);
}

/// <summary>Mean and standard deviation of the three figures over the folds.</summary>
public sealed record SpreadFigures(
    [property: JsonPropertyName("accuracy")] Spread Accuracy,
    [property: JsonPropertyName("macro_f1")] Spread MacroF1,
    [property: JsonPropertyName("map")] Spread MeanAveragePrecision)
{
    /// <summary>Sums up folds.</summary>
    public static SpreadFigures Of(IReadOnlyList<Figures> folds) => new(
        Spread.Of([.. folds.Select(fold => fold.Accuracy)]),
        Spread.Of([.. folds.Select(fold => fold.MacroF1)]),
        Spread.Of([.. folds.Select(fold => fold.MeanAveragePrecision)]));
}
