namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion data sample|quiz|download</c>: photos to work on.</summary>
internal static class DataCommands
{
    public static Command Sample()
    {
        var command = new CliCommand("sample", "Draw the sample wardrobe: photo-like pictures of clothes, from a seed, without network.");
        var defaults = new WardrobeSettings();
        var output = command.Required("--out", "DIR", "The folder to write.", output: true);
        var perClass = command.Whole(
            "--per-class", "Pictures of each class, all splits together (default: 2,160 in all, classes as unequal as in people's photos).",
            defaults.PerClass);
        var size = command.Whole("--size", "Width and height in pixels.", defaults.Size);
        var seed = command.Whole("--seed", "Chooses the wardrobe.", defaults.Seed);
        var twins = command.Switch("--twins", "Another wardrobe, in which every garment has a near-twin: for 'train finegrained'.");
        var contributors = command.Whole(
            "--contributors", "People who send the photos; five of them the test split only.", defaults.Contributors);
        var threads = command.ThreadCount("Pictures drawn at the same time; changes no byte.", defaults.Threads);
        return command.Answers(line =>
        {
            string folder = line.Get(output);
            var settings = new WardrobeSettings
            {
                PerClass = line.Get(perClass),
                Size = line.Get(size),
                Seed = line.Get(seed),
                Twins = line.Get(twins),
                Contributors = line.Get(contributors),
                Threads = line.Get(threads),
            };
            var wardrobe = SampleWardrobe.Write(folder, settings, line.Progress.Share("drawing"), line.Cancellation);
            string[] classes = [.. wardrobe.Photos.Select(photo => photo.Garment.Class).Distinct().Order(StringComparer.Ordinal)];
            int photos = wardrobe.Photos.Count, garments = wardrobe.Garments.Count;
            line.Answer(
                new { folder = Path.GetFullPath(folder), pictures = photos, items = garments, classes, settings.Seed },
                console => console.Line($"{folder}: {photos} pictures of {garments} items in {classes.Length} classes"));
        });
    }

    public static Command Quiz()
    {
        const int perClass = 360, pairsInARow = 4, quality = 88;
        var command = new CliCommand(
            "quiz",
            "Draw a sheet of pairs to try yourself on: the same garment, or its near-twin? From the wardrobe of 'data sample --twins'.");
        var output = command.Required("--out", "FILE", "The sheet to write (JPEG).", output: true);
        var key = command.Required("--key", "FILE", "The answers to write (CSV).", output: true);
        var pairs = command.Count("--pairs", "Pairs on the sheet; half of them are near-twins.", 40);
        var size = command.Whole("--size", "Width and height of a picture in pixels.", 112);
        var seed = command.Whole("--seed", "Chooses the wardrobe and the pairs.", 1L);
        return command.Runs(line =>
        {
            var wardrobe = new SampleWardrobe(
                new WardrobeSettings { PerClass = perClass, Seed = line.Get(seed), Size = line.Get(size), Twins = true });
            PairQuiz quiz = PairQuiz.Of(wardrobe, Math.Max(2, line.Get(pairs)));
            Tile[] tiles =
            [
                .. quiz.Pairs.SelectMany((pair, i) =>
                    (Tile[])[new(wardrobe.Render(pair.A), $"{i + 1} a"), new(wardrobe.Render(pair.B), $"{i + 1} b")]),
            ];
            byte[] sheet = PhotoGrid.Tiles(tiles, 2 * pairsInARow, line.Get(size) + 2,
                "The same garment, or its near-twin?").Photo.EncodeJpeg(quality);
            AtomicFile.Write(line.Get(output), stream => stream.Write(sheet));
            AtomicFile.WriteText(line.Get(key), quiz.Key);
        });
    }

    public static Command Download()
    {
        var command = new CliCommand(
            "download", "Fetch the real photos (clothing-dataset-small, CC0) and check every file against the manifest.");
        var output = command.Required("--out", "DIR", "Where train/, validation/ and test/ go.", output: true);
        var from = command.Optional("--from", "URL|PATH", "Another address, a ZIP file or a folder to take them from.");
        return command.Answers(line =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            DatasetState state = Invocation.Wait(new DatasetDownload(client)
                .RunAsync(line.Get(output), line.Get(from), line.Progress.Download(), line.Cancellation));
            line.Answer(state, console => console.Line($"{state}"));
        });
    }
}
