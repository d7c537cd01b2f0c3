using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Photos.Folders;

/// <summary>
/// A folder tree <c>root/class/picture</c>: the classes, the picture files and their labels. Nothing is decoded; only
/// the first bytes of each file are looked at.
/// </summary>
public sealed class ImageFolder
{
    private ImageFolder(string root, IReadOnlyList<string> classes, List<PhotoFile> items, IReadOnlyList<string> leftOut, List<FileProblem> problems) =>
        (Root, Classes, Items, LeftOut, Problems) = (root, classes, items, leftOut, problems);

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Class names; an item's label is an index into them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The pictures, in ordinal order of class folder and path.</summary>
    public IReadOnlyList<PhotoFile> Items { get; }

    /// <summary>Folders that are not among the chosen classes.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Files that were left out, and why.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>Pictures per class.</summary>
    public IReadOnlyList<int> Counts
    {
        get
        {
            int[] counts = new int[Classes.Count];
            foreach (PhotoFile item in Items)
                counts[item.Label]++;
            return counts;
        }
    }

    /// <summary>Opens a folder of class folders.</summary>
    /// <param name="directory">The folder that holds one folder per class.</param>
    /// <param name="classes">Class names in the order of their labels; null takes every folder in ordinal order.</param>
    /// <param name="requireAll">False allows that chosen classes have no folder, as when a few pictures are evaluated.</param>
    /// <param name="corrections">Repairs of labels, applied before classes are chosen.</param>
    /// <param name="limits">Largest files that are read.</param>
    /// <exception cref="InputException">No folder, no class folders, a chosen class is missing, or no picture at all.</exception>
    public static ImageFolder Open(
        string directory, IReadOnlyList<string>? classes = null, bool requireAll = true, Corrections? corrections = null, PhotoLimits? limits = null)
    {
        DirectoryInfo root = Existing(directory);
        List<DirectoryInfo> folders = FolderScan.Folders(root);
        if (folders.Count == 0)
            throw new InputException($"'{directory}' has no class folders; put the pictures of each class into a folder with its name");
        string[] names = [.. folders.Select(f => f.Name)];
        CheckClasses(directory, classes, names, requireAll);
        IReadOnlyList<string> chosen = classes is null ? names : [.. classes];
        var problems = new List<FileProblem>();
        // A correction may bring a picture from a folder that is not chosen into one that is.
        IEnumerable<DirectoryInfo> scanned = corrections is null ? folders.Where(f => chosen.Contains(f.Name)) : folders;
        List<PhotoFile> items = Scan(root, scanned, chosen, names, corrections, limits ?? PhotoLimits.Folder, problems);
        if (items.Count == 0)
            throw NoPictures(directory, problems);
        return new(root.FullName, chosen, items, [.. names.Where(n => !chosen.Contains(n))], problems);
    }

    /// <summary>Opens every picture below a folder, without classes: each label is -1.</summary>
    /// <exception cref="InputException">No folder or no picture.</exception>
    public static ImageFolder OpenFiles(string directory, PhotoLimits? limits = null)
    {
        return Below(directory, [], (_, _, _) => -1, limits);
    }

    /// <summary>Takes files by name, without classes: each label is -1. Those that are no pictures, or not there, are among the problems.</summary>
    /// <param name="files">Paths, in the order of the items.</param>
    /// <param name="source">What named them, for errors.</param>
    /// <param name="limits">Largest files that are read.</param>
    /// <exception cref="InputException">Not one of them is a picture.</exception>
    public static ImageFolder OfFiles(IEnumerable<string> files, string source, PhotoLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var items = new List<PhotoFile>();
        var problems = new List<FileProblem>();
        foreach (string path in files)
        {
            var file = new FileInfo(path);
            if ((file.Exists ? FolderScan.Refusal(file, limits ?? PhotoLimits.Folder) : "there is no such file") is string reason)
                problems.Add(new(file.FullName, reason));
            else
                items.Add(new(file.FullName, -1, null));
        }
        return items.Count > 0 ? new(source, [], items, [], problems) : throw NoPictures(source, problems);
    }

    /// <summary>Opens every picture below a folder, with labels from the files' names.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="rules">Which name means which class. A file that fits no rule, or those of two classes, is named among the problems.</param>
    /// <param name="corrections">Repairs of labels; they decide conflicts too.</param>
    /// <param name="limits">Largest files that are read.</param>
    /// <exception cref="InputException">No folder, no picture with a label, or a correction to a class that has no rule.</exception>
    public static ImageFolder OpenByRules(string directory, LabelRules rules, Corrections? corrections = null, PhotoLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Below(directory, rules.Classes, (root, file, problems) => Label(root, file, rules, corrections, problems), limits);
    }

    // Files without a label are left out; who gives none says why.
    private static ImageFolder Below(
        string directory, IReadOnlyList<string> classes, Func<DirectoryInfo, FileInfo, List<FileProblem>, int?> labelOf, PhotoLimits? limits)
    {
        DirectoryInfo root = Existing(directory);
        IReadOnlyDictionary<string, string> senders = Senders.Near(root.FullName);
        var items = new List<PhotoFile>();
        var problems = new List<FileProblem>();
        foreach (FileInfo file in FolderScan.Files(root))
        {
            if (FolderScan.Refusal(file, limits ?? PhotoLimits.Folder) is string reason)
                problems.Add(new(file.FullName, reason));
            else if (labelOf(root, file, problems) is { } label)
                items.Add(Item(file, label, senders));
        }
        return items.Count > 0 ? new(root.FullName, classes, items, [], problems) : throw NoPictures(directory, problems);
    }

    private static int? Label(DirectoryInfo root, FileInfo file, LabelRules rules, Corrections? corrections, List<FileProblem> problems)
    {
        IReadOnlyList<int> labels = rules.Match(Path.GetRelativePath(root.FullName, file.FullName));
        string? name = corrections is null ? "" : corrections.Apply(file.FullName, "");
        if (name is null)
            return null;
        if (name.Length > 0)
        {
            int corrected = rules.Classes.ToList().IndexOf(name);
            return corrected >= 0 ? corrected : throw new InputException(
                $"'{corrections!.Source}' gives '{file.Name}' the label '{name}', which is no class; classes: {string.Join(", ", rules.Classes)}");
        }
        if (labels.Count == 1)
            return labels[0];
        problems.Add(new(file.FullName, labels.Count == 0 ? "fits no rule" : $"fits the rules of {string.Join(" and ", labels.Select(label => rules.Classes[label]))}"));
        return null;
    }

    /// <summary>The same folder with some of its pictures.</summary>
    /// <param name="indices">Indices into <see cref="Items"/>.</param>
    public ImageFolder Take(IReadOnlyList<int> indices) => new(Root, Classes, [.. indices.Select(i => Items[i])], LeftOut, [.. Problems]);

    private static List<PhotoFile> Scan(
        DirectoryInfo root, IEnumerable<DirectoryInfo> folders, IReadOnlyList<string> chosen, string[] known,
        Corrections? corrections, PhotoLimits limits, List<FileProblem> problems)
    {
        IReadOnlyDictionary<string, string> senders = Senders.Near(root.FullName);
        Dictionary<string, int> labels = chosen.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var items = new List<PhotoFile>();
        foreach (DirectoryInfo folder in folders)
        {
            foreach (FileInfo file in FolderScan.Files(folder))
            {
                string? name = corrections is null ? folder.Name : corrections.Apply(file.FullName, folder.Name);
                if (name is null || !labels.TryGetValue(name, out int label))
                {
                    if (name is not null && Array.IndexOf(known, name) < 0)
                        throw new InputException($"'{corrections?.Source}' gives '{file.Name}' the label '{name}', which is no class; classes: {string.Join(", ", known)}");
                    continue;
                }
                if (FolderScan.Refusal(file, limits) is string reason)
                    problems.Add(new(file.FullName, reason));
                else
                    items.Add(Item(file, label, senders));
            }
        }
        return items;
    }

    private static PhotoFile Item(FileInfo file, int label, IReadOnlyDictionary<string, string> senders) =>
        new(file.FullName, label, senders.GetValueOrDefault(Path.GetFileNameWithoutExtension(file.Name)));

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
            throw new InputException($"'{directory}' has no folder for the class '{missing[0]}'; its folders are {string.Join(", ", names)}");
    }

    private static InputException NoPictures(string directory, List<FileProblem> problems) => new(problems.Count == 0
        ? $"'{directory}' holds no pictures; put JPEG, PNG, WebP or BMP files into its folders"
        : $"'{directory}' holds no picture that can be read; {problems.Count} files were left out, the first is {problems[0]}");
}
