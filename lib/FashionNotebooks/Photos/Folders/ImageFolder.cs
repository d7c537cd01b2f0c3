namespace FashionNotebooks.Photos.Folders;

/// <param name="Path">Absolute path.</param>
/// <param name="Label">Index into the folder's classes; -1 when the folder has none.</param>
/// <param name="Sender">The contributor who took it, or null when unknown.</param>
public sealed record PhotoFile(string Path, int Label, string? Sender);

/// <summary>A file that was left out, and why, in a few words without a full stop.</summary>
public sealed record FileProblem(string Path, string Reason)
{
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>
/// A folder tree <c>root/class/photo</c>: the classes, the photo files and their labels. Nothing is decoded; only the first bytes of each
/// file are looked at.
/// </summary>
public sealed class ImageFolder
{
    private ImageFolder(string root, IReadOnlyList<string> classes, IReadOnlyList<PhotoFile> items, IReadOnlyList<string> leftOut,
        IReadOnlyList<FileProblem> problems) =>
        (Root, Classes, Items, LeftOut, Problems) = (root, classes, items, leftOut, problems);

    /// <summary>What becomes of a file: a label, or a reason to leave it out, or neither, to leave it out without a word.</summary>
    private delegate (int? Label, string? Reason) Labelling(FileInfo file, string folder);

    public string Root { get; }

    /// <summary>Class names; a photo's label is an index into them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The photos, in ordinal order of class folder and path.</summary>
    public IReadOnlyList<PhotoFile> Items { get; }

    /// <summary>Folders that are not among the chosen classes.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    public IReadOnlyList<FileProblem> Problems { get; }

    public IReadOnlyList<int> Counts => [.. Classes.Select((_, label) => Items.Count(item => item.Label == label))];

    /// <exception cref="InputException">No folder, no class folders, a chosen class is missing, or no photo at all.</exception>
    public static ImageFolder Open(
        string directory, IReadOnlyList<string>? classes = null, bool requireAll = true, Corrections? corrections = null)
    {
        DirectoryInfo root = Existing(directory);
        List<DirectoryInfo> folders = FolderScan.Folders(root);
        if (folders.Count == 0)
            throw new InputException($"'{directory}' has no class folders; put the pictures of each class into a folder with its name");
        string[] names = [.. folders.Select(f => f.Name)];
        CheckClasses(directory, classes, names, requireAll);
        List<string> chosen = [.. classes ?? names];
        (int?, string?) Label(FileInfo file, string folder)
        {
            string? name = corrections is null ? folder : corrections.Apply(file.FullName, folder);
            if (name is not null && Array.IndexOf(names, name) < 0)
                throw corrections!.NoClass(file.Name, name, names);
            return (name is not null && chosen.IndexOf(name) is >= 0 and int label ? label : null, null);
        }
        // A correction may bring a photo from a folder that is not chosen into one that is.
        IEnumerable<(FileInfo, string)> files = folders.Where(f => corrections is not null || chosen.Contains(f.Name))
            .SelectMany(folder => FolderScan.Files(folder).Select(file => (file, folder.Name)));
        ImageFolder found = Collect(directory, root.FullName, chosen, files, Label, [.. names.Where(n => !chosen.Contains(n))]);
        return found.WithoutEmpty(classes is null, requireAll, [.. FolderScan.Foreign(root), .. FolderScan.Loose(root)]);
    }

    /// <summary>Opens every photo below a folder, without classes: each label is -1.</summary>
    /// <exception cref="InputException">No folder or no photo.</exception>
    public static ImageFolder OpenFiles(string directory) => Below(directory, [], (_, _) => (-1, null));

    /// <summary>
    /// Takes files by name, without classes: each label is -1. Those that are no photos, or not there, are among the problems.
    /// </summary>
    /// <exception cref="InputException">Not one of them is a photo.</exception>
    public static ImageFolder OfFiles(IEnumerable<string> files, string source) =>
        Collect(source, null, [], files.Select(file => (new FileInfo(file), "")), (_, _) => (-1, null));

    /// <summary>Opens every photo below a folder, with labels from the files' names.</summary>
    /// <exception cref="InputException">No folder, no photo with a label, or a correction to a class that has no rule.</exception>
    public static ImageFolder OpenByRules(string directory, LabelRules rules, Corrections? corrections = null)
    {
        List<string> classes = [.. rules.Classes];
        return Below(directory, classes, (file, root) =>
        {
            string? name = corrections is null ? "" : corrections.Apply(file.FullName, "");
            if (name is null or { Length: > 0 })
                return (name is null ? null : classes.IndexOf(name) is >= 0 and int corrected
                    ? corrected : throw corrections!.NoClass(file.Name, name, classes), null);
            IReadOnlyList<int> labels = rules.Match(Path.GetRelativePath(root, file.FullName));
            return labels.Count == 1 ? (labels[0], null)
                : (null, labels.Count == 0
                    ? "fits no rule" : $"fits the rules of {string.Join(" and ", labels.Select(label => classes[label]))}");
        });
    }

    /// <summary>The same folder with some of its photos, by their places in <see cref="Items"/>.</summary>
    public ImageFolder Take(IReadOnlyList<int> indices) => new(Root, Classes, [.. indices.Select(i => Items[i])], LeftOut, Problems);

    // A class without photos would be learnt as one that never is: a folder is left out and named, a class that was asked for is refused.
    private ImageFolder WithoutEmpty(bool all, bool requireAll, IEnumerable<FileProblem> problems)
    {
        int[] counts = [.. Counts];
        string[] kept = [.. Classes.Where((_, label) => counts[label] > 0)], empty = [.. Classes.Except(kept)];
        if (!all && requireAll && empty.Length > 0)
        {
            string names = string.Join(", ", empty.Select(name => $"'{name}'"));
            throw new InputException($"'{Root}' has no photo of {names}; add some, or choose other classes");
        }
        FileProblem[] named = [.. Problems, .. problems, .. empty.Where(_ => all).Select(name =>
            new FileProblem(Path.Combine(Root, name), "no photo in it, so it is no class"))];
        return all
            ? new(Root, kept, [.. Items.Select(item => item with { Label = Array.IndexOf(kept, Classes[item.Label]) })], LeftOut, named)
            : new(Root, Classes, Items, LeftOut, named);
    }

    private static ImageFolder Below(string directory, IReadOnlyList<string> classes, Labelling labelOf)
    {
        DirectoryInfo root = Existing(directory);
        return Collect(directory, root.FullName, classes, FolderScan.Files(root).Select(file => (file, root.FullName)), labelOf);
    }

    private static ImageFolder Collect(
        string named, string? root, IReadOnlyList<string> classes, IEnumerable<(FileInfo File, string Folder)> files, Labelling labelOf,
        IReadOnlyList<string>? leftOut = null)
    {
        IReadOnlyDictionary<string, string>? senders = root is null ? null : Senders.Near(root);
        var items = new List<PhotoFile>();
        var problems = new List<FileProblem>();
        foreach ((FileInfo file, string folder) in files)
        {
            (int? label, string? reason) = labelOf(file, folder);
            if (label is null && reason is null)
                continue;
            if ((FolderScan.Refusal(file) ?? reason) is { } why)
                problems.Add(new(file.FullName, why));
            else
                items.Add(new(file.FullName, label!.Value, senders?.GetValueOrDefault(Path.GetFileNameWithoutExtension(file.Name))));
        }
        if (items.Count > 0)
            return new(root ?? named, classes, items, leftOut ?? [], problems);
        throw new InputException(problems.Count == 0
            ? $"'{named}' holds no pictures; put JPEG, PNG, WebP or BMP files into its folders"
            : $"'{named}' holds no picture that can be read; {problems.Count} files were left out, the first is {problems[0]}");
    }

    private static DirectoryInfo Existing(string directory)
    {
        var root = new DirectoryInfo(Path.GetFullPath(directory));
        if (root.Exists)
            return root;
        throw new InputException(File.Exists(root.FullName)
            ? $"'{directory}' is a file; give the folder that holds the class folders"
            : $"there is no folder '{directory}'; check the path");
    }

    private static void CheckClasses(string directory, IReadOnlyList<string>? classes, string[] names, bool requireAll)
    {
        if (classes is null)
            return;
        if (classes.Count == 0)
            throw new InputException("no class was chosen; name at least one");
        if (classes.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"class '{twice.Key}' was chosen twice; name each class once");
        string[] missing = [.. classes.Where(c => Array.IndexOf(names, c) < 0)];
        if (missing.Length > 0 && (requireAll || missing.Length == classes.Count))
            throw new InputException(
                $"'{directory}' has no folder for the class '{missing[0]}'; its folders are {string.Join(", ", names)}");
    }
}
