using System.CommandLine;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion data sample</c>.</summary>
internal static class DataSampleCommand
{
    public static Command Create()
    {
        var command = new Command("sample", "Draw the sample wardrobe: photo-like pictures of clothes, from a seed, without network.");
        var defaults = new WardrobeSettings();
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "The folder to write.", Required = true };
        var perClass = new Option<int>("--per-class") { HelpName = "N", Description = "Pictures of each class, all splits together.", DefaultValueFactory = _ => defaults.PerClass };
        var size = new Option<int>("--size") { HelpName = "N", Description = "Width and height in pixels.", DefaultValueFactory = _ => defaults.Size };
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Chooses the wardrobe.", DefaultValueFactory = _ => defaults.Seed };
        var twins = new Option<bool>("--twins") { Description = "Another wardrobe, in which every garment has a near-twin: for 'train finegrained'." };
        var contributors = new Option<int>("--contributors") { HelpName = "N", Description = "People who send the photos; five of them the test split only.", DefaultValueFactory = _ => defaults.Contributors };
        var threads = new Option<int>("--threads") { HelpName = "N", Description = "Pictures drawn at the same time; changes no byte.", DefaultValueFactory = _ => defaults.Threads };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        foreach (Option option in (Option[])[output, perClass, size, seed, twins, contributors, threads, json])
            command.Add(option);
        command.SetAction((line, cancellation) =>
        {
            using var progress = new ProgressLine();
            string folder = line.GetValue(output)!;
            var settings = new WardrobeSettings
            {
                PerClass = line.GetValue(perClass),
                Size = line.GetValue(size),
                Seed = line.GetValue(seed),
                Twins = line.GetValue(twins),
                Contributors = line.GetValue(contributors),
                Threads = line.GetValue(threads),
            };
            var wardrobe = SampleWardrobe.Write(folder, settings, progress.Share("drawing"), cancellation);
            string[] classes = [.. wardrobe.Photos.Select(photo => photo.Garment.Class).Distinct().Order(StringComparer.Ordinal)];
            var document = new { folder = Path.GetFullPath(folder), pictures = wardrobe.Photos.Count, items = wardrobe.Garments.Count, classes, settings.Seed };
            new Answer(line.GetValue(json)).Write(document, console =>
                console.Line($"{folder}: {wardrobe.Photos.Count} pictures of {wardrobe.Garments.Count} items in {classes.Length} classes"));
            return Task.FromResult(0);
        });
        return command;
    }
}
