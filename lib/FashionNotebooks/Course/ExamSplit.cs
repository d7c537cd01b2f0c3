namespace FashionNotebooks.Course;

/// <summary>
/// Gives a folder without a test split one, before anything is learnt: in a copy of the folder, all photos of some contributors move from
/// train and validation to test. So the exam at the end of the course asks about people whom nobody has met.
/// </summary>
public static class ExamSplit
{
    private const double Share = 0.12;
    private const string PlanFile = "exam.csv";
    private static readonly string[] sources = ["train", "validation"];

    /// <summary>The folder with a test split: <paramref name="data"/> itself where it has one, or where too few photos or contributors are
    /// there to keep some back, else the copy, which is made again when the photos have changed.</summary>
    /// <param name="data">A folder with <c>train/</c> and <c>validation/</c>.</param>
    /// <param name="copy">Where to copy its photos to.</param>
    /// <param name="progress">The share that is copied.</param>
    /// <exception cref="InputException">A folder or file cannot be read or written.</exception>
    public static string Of(string data, string copy, IProgress<double>? progress = null)
    {
        DataRoot root = DataRoot.Open(data);
        if (!sources.All(root.Splits.Contains) || root.Splits.Contains("test"))
            return data;
        Kept[] photos = [.. sources.SelectMany(split => Photos(root, split))];
        if (!KeepBack(photos))
            return data;
        string plan = "file,split,bytes\n" + string.Concat(photos.Select(photo => $"{photo.Target},{photo.Bytes}\n"));
        string planFile = Path.Combine(copy, PlanFile);
        if (File.Exists(planFile) && File.ReadAllText(planFile) == plan)
            return copy;
        string making = copy + ".making";
        foreach (string old in new[] { making, copy }.Where(Directory.Exists))
            Directory.Delete(old, recursive: true);
        foreach ((int i, Kept photo) in photos.Index())
        {
            string target = Path.Combine(making, photo.Target);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(photo.Path, target);
            progress?.Report((i + 1.0) / photos.Length);
        }
        foreach (string table in new[] { Senders.FileName, GarmentNames.FileName })
        {
            if (Senders.Find(data, table) is { } file)
                File.Copy(file, Path.Combine(making, table));
        }
        File.WriteAllText(Path.Combine(making, PlanFile), plan);
        Directory.Move(making, copy);
        return copy;
    }

    private static IEnumerable<Kept> Photos(DataRoot root, string split)
    {
        ImageFolder folder = root.OpenSplit(split);
        return folder.Items.Select(photo => new Kept(
            photo.Path, Path.GetRelativePath(folder.Root, photo.Path), folder.Classes[photo.Label], photo.Sender, split));
    }

    /// <summary>False when no fair share of contributors can be kept back.</summary>
    private static bool KeepBack(Kept[] photos)
    {
        string[] classes = [.. photos.Select(photo => photo.Class).Distinct().Order(StringComparer.Ordinal)];
        int[] labels = [.. photos.Select(photo => Array.IndexOf(classes, photo.Class))];
        string?[] senders = [.. photos.Select(photo => photo.Sender)];
        try
        {
            SplitIndices parts = StratifiedSplit.Of(labels, Share, seed: 0,
                Array.Exists(senders, name => name is not null) ? senders : null);
            foreach (int i in parts.Validation)
                photos[i].Split = "test";
            return sources.All(split => photos.Any(photo => photo.Split == split));
        }
        catch (InputException)
        {
            return false;
        }
    }

    private sealed record Kept(string Path, string Name, string Class, string? Sender, string From)
    {
        internal string Split { get; set; } = From;

        internal long Bytes { get; } = new FileInfo(Path).Length;

        // dress/0001.jpg; a photo of the test split keeps the name of the split that it comes from, so that no two have one name.
        internal string Target => System.IO.Path.Combine(Split, Split == From ? Name
            : System.IO.Path.Combine(Class, From, System.IO.Path.GetRelativePath(Class, Name)));
    }
}
