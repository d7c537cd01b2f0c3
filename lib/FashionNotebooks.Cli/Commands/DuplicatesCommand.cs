namespace FashionNotebooks.Cli.Commands;

internal static class DuplicatesCommand
{
    public static Command Create()
    {
        var command = new CliCommand("duplicates", "Find pictures of a catalogue that a model holds for the same, in clusters.");
        var model = command.Required("--model", "FILE", "The checkpoint of any encoder or classifier.");
        var catalogue = command.Required("--catalog", "DIR", "Folder of pictures, with or without folders inside.");
        var threshold = command.Number("--threshold", "X", "Lowest score of two duplicates, up to 1; pictures are then judged by "
            + "the model alone (default: copies by what the pictures show, and what a model that tells garments apart adds).");
        var drawn = command.Optional("--picture", "FILE", "Write the clusters as one picture (PNG).", output: true);
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            if (trained.Metadata.Task != TrainedModel.FineGrainedTask)
            {
                Answer.Note(line.Get(threshold) is null
                    ? "this model tells classes apart, not garments: only copies of a picture are found; "
                        + "'fashion train finegrained' makes a model that knows a garment again"
                    : "this model tells classes apart, not garments: a cluster may be a class; "
                        + "'fashion train finegrained' makes a model that tells garments apart");
            }
            using PhotoSet photos = line.Load(ImageFolder.OpenFiles(line.Get(catalogue)), trained);
            PairCalibration? calibration = line.Get(threshold) is null ? PairCalibration.FromMetrics(trained.Metadata.Metrics) : null;
            EmbeddingSet embeddings = SearchEvaluation.Embeddings(trained, photos, line.Cancellation);
            IReadOnlyList<DuplicateCluster> clusters = line.Get(threshold) is { } wanted
                ? DuplicateSearch.Of(embeddings, wanted, line.Threads, line.Cancellation)
                : DuplicateSearch.Of(embeddings, photos, calibration, line.Threads, line.Cancellation);
            double least = line.Get(threshold) ?? calibration?.CatalogueThreshold(photos.Count) ?? LowestScore(clusters);
            Warn(clusters, photos.Count);
            string? picture = clusters.Count > 0 ? line.Get(drawn) : null;
            if (picture is not null)
                PhotoGrid.Duplicates(clusters, embeddings.Photos).Save(picture);
            Show(line, clusters, embeddings.Photos, least, calibration is null ? null : DuplicateSearch.SceneThreshold(calibration),
                picture);
        });
    }

    private static double LowestScore(IReadOnlyList<DuplicateCluster> clusters) =>
        clusters.SelectMany(cluster => cluster.Links).Select(link => link.Score).DefaultIfEmpty(1).Min();

    private static void Warn(IReadOnlyList<DuplicateCluster> clusters, int photos)
    {
        int largest = clusters.Select(cluster => cluster.Photos.Count).DefaultIfEmpty().Max();
        if (largest > 2 && largest > DuplicateSearch.AlarmShare * photos)
            Answer.Note($"{largest} of {photos} pictures ({Answer.Percent((double)largest / photos)} %) are in one cluster: "
                + "the model hardly tells them apart; raise --threshold or use another model");
    }

    private static void Show(
        Invocation line, IReadOnlyList<DuplicateCluster> clusters, IReadOnlyList<CataloguePhoto> photos, double threshold, double? scene,
        string? picture)
    {
        var document = new
        {
            n = photos.Count,
            threshold,
            scene_threshold = scene,
            clusters = clusters.Select(cluster => new
            {
                paths = cluster.Photos.Select(i => photos[i].Path),
                links = cluster.Links.Select(link => new { a = photos[link.A].Path, b = photos[link.B].Path, score = link.Score }),
            }),
            picture,
        };
        line.Answer(document, console =>
        {
            foreach (DuplicateCluster cluster in clusters)
            {
                console.Line($"{cluster.Links[^1].Score:0.000}–{cluster.Links[0].Score:0.000}  {cluster.Photos.Count} pictures");
                foreach (int i in cluster.Photos)
                    console.Line($"    {photos[i].Path}");
            }
            string found = $"{clusters.Count} {(clusters.Count == 1 ? "cluster" : "clusters")} among {photos.Count} pictures";
            console.Line($"{found} at {threshold:0.000}{(scene is null ? "" : $", or {scene:0.000} in one scene")}");
            if (picture is not null)
                console.Line($"wrote {picture}");
        });
    }
}
