using FashionNotebooks.Evaluation;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>The figures of a recipe over several seeds, as <c>data/results/*.json</c> holds them.</summary>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="Architecture">The net, as trained.</param>
/// <param name="Parameters">Its trainable values.</param>
/// <param name="ClassifierEpochs">Epochs of the first stage.</param>
/// <param name="ClassifierLr">Learning rate of the first stage.</param>
/// <param name="SiameseEpochs">Epochs of the second stage.</param>
/// <param name="SiameseLr">Learning rate of the second stage.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Threads">Threads of every run.</param>
/// <param name="N">Validation photos.</param>
/// <param name="Figures">Mean, standard deviation and each value, by name; fractions.</param>
/// <param name="CpuSeconds">CPU time of both stages with their validation, and decoding when the cache was empty.</param>
internal sealed record ReproducedResult(
    string Recipe, string Architecture, long Parameters, int ClassifierEpochs, double ClassifierLr, int SiameseEpochs, double SiameseLr,
    IReadOnlyList<long> Seeds, int Threads, int N, IReadOnlyDictionary<string, Spread> Figures, Spread CpuSeconds)
{
    public static ReproducedResult Of(Recipe recipe, IReadOnlyList<long> seeds, int threads, IReadOnlyList<(RecipeRun Run, double CpuSeconds)> runs)
    {
        var trained = runs.Select(run => run.Run).ToList();
        Spread Of(Func<RecipeRun, double> figure) => Spread.Of([.. trained.Select(figure)]);
        var figures = new Dictionary<string, Spread>
        {
            ["accuracy"] = Of(run => run.Classifier.Accuracy),
            ["macro_f1"] = Of(run => run.Classifier.MacroF1),
            ["top1"] = Of(run => run.Search.Top1),
            ["top5"] = Of(run => run.Search.Top5),
            ["mrr"] = Of(run => run.Search.MeanReciprocalRank),
            ["map"] = Of(run => run.Search.MeanAveragePrecision),
        };
        if (trained.All(run => run.Search.Excluded is not null))
        {
            figures["top1_other_contributors"] = Of(run => run.Search.Excluded!.Top1);
            figures["map_other_contributors"] = Of(run => run.Search.Excluded!.MeanAveragePrecision);
        }
        return new ReproducedResult(
            recipe.Name, recipe.Architecture, trained[0].Parameters, recipe.Classifier.Epochs, recipe.Classifier.LearningRate,
            recipe.Siamese.Epochs, recipe.Siamese.LearningRate, seeds, threads, trained[0].Classifier.Count, figures,
            Spread.Of([.. runs.Select(run => run.CpuSeconds)]));
    }
}
