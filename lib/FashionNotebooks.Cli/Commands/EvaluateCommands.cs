using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion evaluate classifier|search|pairs</c>.</summary>
internal static class EvaluateCommands
{
    public static Command Classifier()
    {
        var command = new CliCommand("classifier", "Accuracy, precision, recall, F1, mAP and the confusion matrix, with 95 % intervals.");
        command.TakesData();
        var model = command.Required("--model", "FILE", "The classifier's checkpoint.");
        var split = command.WithDefault("--split", "NAME", "Which split of DIR to score, when it has splits.", "validation");
        var noise = command.Number("--noise", "X", "Standard deviation of Gaussian noise on pixels in [0, 1].", least: 0);
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            using PhotoSet photos = line.Load(line.Data, line.Get(split), trained);
            ClassificationReport report = ClassifierEvaluation.Of(trained, photos, line.Get(noise) ?? 0, line.Seed, line.Cancellation);
            line.Answer(report, console => Show(console, report, trained.Classes));
        });
    }

    public static Command Search()
    {
        var command = new CliCommand(
            "search", "Search with every query picture: top-1, top-5, MRR, mAP, R-precision, MAP@R; a picture never finds itself.");
        var model = command.Required("--model", "FILE", "The encoder's (or a classifier's) checkpoint.");
        var catalogue = command.Required("--catalog", "DIR", "Folder with class folders to search in.");
        var queries = command.Required("--queries", "DIR", "Folder with class folders to search with; may be the same.");
        var exclude = command.Switch(
            "--exclude-same-sender", "Also score with the query's contributor left out of the catalogue (needs senders.csv).");
        var by = command.By("; nDCG, colour difference and pattern agreement come with it");
        return command.Computes(line =>
        {
            string searchedIn = line.Get(catalogue), askedFrom = line.Get(queries);
            using var trained = TrainedModel.Load(line.Get(model));
            using PhotoSet searched = line.Load(searchedIn, "validation", trained);
            using PhotoSet asked = Path.GetFullPath(searchedIn) == Path.GetFullPath(askedFrom)
                ? searched
                : line.Load(askedFrom, "validation", trained);
            bool excluding = line.Get(exclude);
            if (excluding && asked.Items.All(item => item.Sender is null))
                throw new InputException($"'{askedFrom}' has no senders.csv in or above it, so --exclude-same-sender has nothing to leave "
                    + "out; leave the option out or add the file");
            RetrievalReport report = line.Get(by) is { } likeness
                ? LookEvaluation.Of(trained, asked, searched, likeness, excluding, line.Seed, line.Threads, line.Cancellation)
                : SearchEvaluation.Of(trained, asked, searched, excluding, line.Seed, line.Threads, line.Cancellation);
            if (report.Count == 0)
                throw new InputException(
                    $"no picture of '{askedFrom}' has another picture of its class in '{searchedIn}'; give folders with the same classes");
            line.Answer(report, console => Show(console, report));
        });
    }

    public static Command Pairs()
    {
        var command = new CliCommand(
            "pairs",
            "Ask of pairs of pictures whether both show one item: ROC AUC, equal error rate, true accepts at few false ones, for each "
            + "difficulty.");
        var model = command.Required("--model", "FILE", "The checkpoint of any encoder or classifier.");
        var pairs = command.Required(
            "--pairs", "FILE", "CSV file a,b,same: two paths from the file's folder, 1 or 0; columns difficulty and split may follow.");
        var split = command.Optional("--split", "NAME", "Only the rows of this split.");
        var robust = command.Switch(
            "--robust", "Also with the second picture of each pair blurred, darker, brighter, cropped and with another background.");
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            IReadOnlyList<PhotoPair> asked = PairFile.Read(line.Get(pairs), line.Get(split));
            using PhotoSet photos = line.Load(PhotosOf(asked, line.Get(pairs)), trained);
            PairReport report = PairEvaluation.Of(trained, asked, photos, line.Seed, line.Threads, line.Cancellation);
            if (line.Get(robust))
            {
                var changed = PairEvaluation.Robustness(trained, asked, photos, Corruption.OfPairs, line.Seed, line.Cancellation);
                report = report with { Robustness = changed };
            }
            line.Answer(report, console => Show(console, report));
        });
    }

    /// <summary>The photos that pairs name, each once.</summary>
    public static ImageFolder PhotosOf(IReadOnlyList<PhotoPair> pairs, string file) =>
        ImageFolder.OfFiles(pairs.SelectMany(pair => (string[])[pair.A, pair.B]).Distinct().Order(StringComparer.Ordinal), file);

    private static void Show(IAnsiConsole console, ClassificationReport report, IReadOnlyList<string> classes)
    {
        console.Write(Tables.Figures(report.Count, report.Intervals,
            ("accuracy", report.Accuracy, "accuracy"), ("macro precision", report.MacroPrecision, "macro_precision"),
            ("macro recall", report.MacroRecall, "macro_recall"), ("macro F1", report.MacroF1, "macro_f1"),
            ("mAP", report.MeanAveragePrecision, "map")));
        var perClass = new Table().AddColumns("class", "n", "precision", "recall", "F1");
        foreach (var (name, scores) in report.PerClass)
        {
            string Percent(double share) => scores.Support == 0 ? "–" : Answer.Percent(share);
            perClass.AddRow(
                Markup.Escape(name), $"{scores.Support}", Percent(scores.Precision), Percent(scores.Recall), Percent(scores.F1));
        }
        console.Write(perClass);
        var confusion = new Table().Title("rows: true, columns: predicted").AddColumns(["", .. classes.Select(Markup.Escape)]);
        for (int row = 0; row < classes.Count; row++)
            confusion.AddRow([Markup.Escape(classes[row]), .. report.Confusion[row].Select(count => count == 0 ? "." : $"{count}")]);
        console.Write(confusion);
    }

    private static void Show(IAnsiConsole console, RetrievalReport report)
    {
        console.Write(Tables.Search(report));
        if (report is { ColourDifference: { } colour, Pattern: { } pattern })
        {
            string gain = report.Ndcg10 is { } ndcg ? $"nDCG@10 {ndcg:0.000}, " : "";
            console.Line($"{gain}mean colour difference of the first five {colour:0.0} (ΔE00), of the same pattern {pattern:0.000}");
        }
        if (report.Excluded is not { } excluded)
            return;
        console.Line(excluded.Count > 0
            ? "without the query's contributor in the catalogue:"
            : "without the query's contributor in the catalogue no query has an answer");
        if (excluded.Count > 0)
            console.Write(Tables.Search(excluded));
    }

    private static void Show(IAnsiConsole console, PairReport report)
    {
        console.Write(Tables.Pairs(report));
        if (report.Robustness is { } robustness)
            console.Write(Tables.Robustness(report, robustness));
        if (report is { Calibration: { } calibration, AtThreshold: { } figures })
            console.Line($"the model's threshold {calibration.Threshold:0.000} accepts {Answer.Percent(figures.TrueAccepts)} % of the "
                + "pairs of one item "
                + $"and {Answer.Percent(figures.FalseAccepts)} % of the others");
        if (report.Search is { } search)
            console.Line($"search among these pictures: recall@1 {Answer.Percent(search.RecallAt1)} %, recall@5 "
                + $"{Answer.Percent(search.RecallAt5)} % "
                + $"(n = {search.Count} pictures of {search.Garments} items)");
    }
}
