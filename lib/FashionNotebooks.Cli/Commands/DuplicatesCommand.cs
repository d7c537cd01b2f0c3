namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion duplicates</c>.</summary>
internal static class DuplicatesCommand
{
    public static Command Create()
    {
        var command = new CliCommand("duplicates", "Find pictures of a catalogue that a model holds for the same, in clusters.");
        var model = command.Required("--model", "FILE", "The checkpoint of any encoder or classifier.");
        var catalogue = command.Required("--catalog", "DIR", "Folder of pictures, with or without folders inside.");
        var threshold = command.Number(
            "--threshold", "X", "Lowest score of two duplicates, up to 1 (default: by the model's calibration and the number "
            + $"of pictures, {DuplicateSearch.UsualThreshold} for a model without calibration).");
        var drawn = command.Optional("--picture", "FILE", "Write the clusters as one picture (PNG).", output: true);
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            if (trained.Metadata.Task != TrainedModel.FineGrainedTask)
                Answer.Note("this model tells classes apart, not garments: a cluster may be a class; 'fashion train finegrained' makes a "
                    + "model that tells garments apart");
            using PhotoSet photos = line.Load(ImageFolder.OpenFiles(line.Get(catalogue)), trained);
            PairCalibration? calibration = line.Get(threshold) is null ? PairCalibration.FromMetrics(trained.Metadata.Metrics) : null;
            double least = line.Get(threshold) ?? calibration?.CatalogueThreshold(photos.Count) ?? DuplicateSearch.UsualThreshold;
            EmbeddingSet embeddings = SearchEvaluation.Embeddings(trained, photos, line.Cancellation);
            IReadOnlyList<DuplicateCluster> clusters = calibration is null
                ? DuplicateSearch.Of(embeddings, least, line.Threads, line.Cancellation)
                : DuplicateSearch.Of(embeddings, photos, calibration, line.Threads, line.Cancellation);
            string? picture = clusters.Count > 0 ? line.Get(drawn) : null;
            if (picture is not null)
                PhotoGrid.Duplicates(clusters, embeddings.Photos).Save(picture);
            Show(line, clusters, embeddings.Photos, least, calibration is null ? null : DuplicateSearch.SceneThreshold(calibration),
                picture);
        });
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
