namespace FashionNotebooks.Cli.Results;

/// <summary>The parts of the fine-grained recipe and what each is worth, as <c>data/results/*.json</c> holds it.</summary>
/// <param name="Recipe">Always <c>finegrained</c>.</param>
/// <param name="Weights">Name of the file that it started from; null for random weights.</param>
/// <param name="Size">Side of the inputs in pixels.</param>
/// <param name="Epochs">Epochs of every run.</param>
/// <param name="Settings">The full recipe, as JSON.</param>
/// <param name="Data">Fingerprint of the photos that were learnt from and validated on.</param>
/// <param name="Threads">Threads of every run.</param>
internal sealed record AblationResult(
    string Recipe, string Architecture, string? Weights, int Size, int Epochs, JsonElement Settings, string Data, int Threads,
    IReadOnlyList<AblationRun> AblationRuns)
{
    /// <summary>Whether another result's runs were made under the same conditions, so that they need not be made again.</summary>
    public bool IsLike(AblationResult other) => JsonElement.DeepEquals(Settings, other.Settings)
        && (Architecture, Weights, Size, Epochs, Data, Threads) == (
            other.Architecture, other.Weights, other.Size, other.Epochs, other.Data, other.Threads);
}

/// <summary>One training of one row of the ablation, measured on the pairs of the test split.</summary>
/// <param name="BestEpoch">The epoch that was kept, by the validation pairs.</param>
/// <param name="CpuSeconds">CPU time of training with its validation, and decoding when the cache was empty.</param>
internal sealed record AblationRun(string Name, long Seed, int BestEpoch, double CpuSeconds, AblationFigures Pairs);

/// <summary>What is kept of a <see cref="PairReport"/>; fractions.</summary>
/// <param name="Values">Each figure by its name, those of a difficulty or detail after its name: <c>near-twin.auc</c>.</param>
/// <param name="Intervals">95 % intervals by the same names.</param>
/// <param name="Counts">Pairs of one garment, pairs of two of each kind, garments and photos that were searched.</param>
internal sealed record AblationFigures(
    IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, Interval> Intervals, IReadOnlyDictionary<string, int> Counts)
{
    public static AblationFigures Of(PairReport report)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var intervals = new SortedDictionary<string, Interval>(StringComparer.Ordinal);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["same"] = report.SameCount };
        foreach (var (name, figures) in report.PerDifficulty.Concat(report.PerDetail).Prepend(new("all", report)))
        {
            counts[name] = figures.DifferentCount;
            Keep($"{name}.auc", figures.Auc, figures.Intervals["auc"]);
            Keep($"{name}.eer", figures.EqualErrorRate, figures.Intervals["eer"]);
            Keep($"{name}.tar_at_far_1e_2", figures.TarAtHundredth, figures.Intervals["tar_at_far_1e_2"]);
        }
        if (report.Search is { } search)
        {
            (counts["items"], counts["pictures"]) = (search.Garments, search.Count);
            Keep("recall_at_1", search.RecallAt1, search.Intervals["recall_at_1"]);
            Keep("recall_at_5", search.RecallAt5, search.Intervals["recall_at_5"]);
        }
        return new AblationFigures(values, intervals, counts);

        void Keep(string figure, double value, Interval interval) => (values[figure], intervals[figure]) = (value, interval);
    }
}
