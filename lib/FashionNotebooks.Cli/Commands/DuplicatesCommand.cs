using System.CommandLine;
using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion duplicates</c>.</summary>
internal static class DuplicatesCommand
{
    public static Command Create()
    {
        var command = new Command("duplicates", "Find pictures of a catalogue that a model holds for the same, in clusters.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The checkpoint of any encoder or classifier.", Required = true };
        var catalogue = new Option<string>("--catalog") { HelpName = "DIR", Description = "Folder of pictures, with or without folders inside.", Required = true };
        var threshold = new Option<double?>("--threshold") { HelpName = "X", Description = $"Lowest score of two duplicates, up to 1 (default: by the model's calibration and the number of pictures, {DuplicateSearch.UsualThreshold.ToString(CultureInfo.InvariantCulture)} for a model without calibration)." };
        var picture = new Option<string?>("--picture") { HelpName = "FILE", Description = "Write the clusters as one picture (PNG)." };
        foreach (Option option in (Option[])[model, catalogue, threshold, picture])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            if (line.GetValue(picture) is { } place)
                AtomicFile.RequirePlace(place);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            if (trained.Metadata.Task != TrainedModel.FineGrainedTask)
                Answer.Note("this model tells classes apart, not garments: a cluster may be a class; 'fashion train finegrained' makes a model that tells garments apart");
            using var progress = new ProgressLine();
            using PhotoSet photos = Photos.LoadAny(line.GetValue(catalogue)!, Shard.Whole, trained, compute.Threads(line), progress, cancellation);
            progress.Dispose();
            PairCalibration? calibration = line.GetValue(threshold) is null ? PairCalibration.FromMetrics(trained.Metadata.Metrics) : null;
            double least = line.GetValue(threshold) ?? calibration?.CatalogueThreshold(photos.Count) ?? DuplicateSearch.UsualThreshold;
            EmbeddingSet pictures = SearchEvaluation.Embeddings(trained, photos, cancellation);
            IReadOnlyList<DuplicateCluster> clusters = calibration is null
                ? DuplicateSearch.Of(pictures, least, compute.Threads(line), cancellation)
                : DuplicateSearch.Of(pictures, photos, calibration, compute.Threads(line), cancellation);
            if (line.GetValue(picture) is { } file && clusters.Count > 0)
                PhotoGrid.Duplicates(clusters, pictures.Items).Save(file);
            Write(compute.Answer(line), clusters, pictures.Items, least, calibration is null ? null : DuplicateSearch.SceneThreshold(calibration), clusters.Count > 0 ? line.GetValue(picture) : null);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Write(Answer answer, IReadOnlyList<DuplicateCluster> clusters, IReadOnlyList<RetrievalItem> pictures, double threshold, double? scene, string? picture)
    {
        var document = new
        {
            n = pictures.Count,
            threshold,
            scene_threshold = scene,
            clusters = clusters.Select(cluster => new
            {
                paths = cluster.Pictures.Select(i => pictures[i].Path),
                links = cluster.Links.Select(link => new { a = pictures[link.A].Path, b = pictures[link.B].Path, score = link.Score }),
            }),
            picture,
        };
        answer.Write(document, console =>
        {
            foreach (DuplicateCluster cluster in clusters)
            {
                console.Line(string.Create(CultureInfo.InvariantCulture, $"{cluster.Links[^1].Score:0.000}–{cluster.Links[0].Score:0.000}  {cluster.Pictures.Count} pictures"));
                foreach (int i in cluster.Pictures)
                    console.Line($"    {pictures[i].Path}");
            }
            console.Line(string.Create(CultureInfo.InvariantCulture, $"{clusters.Count} {(clusters.Count == 1 ? "cluster" : "clusters")} among {pictures.Count} pictures at {threshold:0.000}{(scene is null ? "" : $", or {scene:0.000} in one scene")}"));
            if (picture is not null)
                console.Line($"wrote {picture}");
        });
    }
}
