namespace FashionNotebooks.Cli.Commands;

internal static class EmbedCommand
{
    public static Command Create()
    {
        var command = new CliCommand(
            "embed", "Write the embeddings of a folder of pictures as safetensors: 'embeddings' [n, d], paths in the metadata.");
        var model = command.Required("--model", "FILE", "The encoder's (or a classifier's) checkpoint.");
        var images = command.Required("--images", "DIR", "Folder of pictures, with or without folders inside.");
        var output = command.Required("--out", "FILE", "The file to write.", output: true);
        var shard = command.Added(new Option<Shard>("--shard")
        {
            Description = "Only part I of N, in the order of the paths, as in 2/4.",
            HelpName = "I/N",
            CustomParser = Shard.Parse,
            DefaultValueFactory = _ => Shard.Whole,
        });
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            using PhotoSet photos = line.Load(line.Get(shard).Of(ImageFolder.OpenFiles(line.Get(images))), trained);
            string file = line.Get(output);
            using var reader = new LookReader(trained);
            EmbeddingSet set = EmbeddingSet.Of(photos, trained, reader, line.Cancellation);
            EmbeddingFile.Write(file, set);
            line.Answer(
                new { file, n = set.Photos.Count, dim = set.Dimension },
                console => console.Line($"wrote {set.Photos.Count} embeddings of {set.Dimension} values to {file}"));
        });
    }
}

/// <summary>One of several equal parts of a folder's photos in the order of their paths, so that machines can share the work.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts.</param>
internal readonly record struct Shard(int Number, int Count)
{
    public static readonly Shard Whole = new(1, 1);

    /// <summary>Reads <c>I/N</c>, an option's argument.</summary>
    public static Shard Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Split('/') is [var number, var count] && Positive(number, out int i) && Positive(count, out int n) && i <= n)
            return new Shard(i, n);
        result.AddError($"'{text}' is no shard; write I/N with I from 1 to N, as in 1/4.");
        return Whole;
    }

    /// <summary>The photos of this part.</summary>
    /// <exception cref="InputException">There are fewer photos than parts, and none for this one.</exception>
    public ImageFolder Of(ImageFolder folder)
    {
        if (Count == 1)
            return folder;
        int begin = Border(folder.Items.Count, Number - 1), end = Border(folder.Items.Count, Number);
        return begin < end
            ? folder.Take([.. Enumerable.Range(begin, end - begin)])
            : throw new InputException(
                $"shard {Number}/{Count} is empty: '{folder.Root}' holds {folder.Items.Count} pictures; use fewer shards");
    }

    public override string ToString() => $"{Number}/{Count}";

    private int Border(int photos, int shards) => (int)((long)photos * shards / Count);

    private static bool Positive(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
