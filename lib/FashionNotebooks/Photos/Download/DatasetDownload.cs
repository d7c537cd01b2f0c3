namespace FashionNotebooks.Photos.Download;

/// <summary>A checked copy of the data set.</summary>
/// <param name="Directory">Absolute path.</param>
/// <param name="Verified">Photos of train and validation whose bytes are as published.</param>
/// <param name="TestPictures">Photos of the test split; 0 when it is not there.</param>
/// <param name="HasSenders">True when it is known who took which photo.</param>
public sealed record DatasetState(string Directory, int Verified, int TestPictures, bool HasSenders);

/// <summary>
/// Gets <c>clothing-dataset-small</c> (CC0): from its public archive, from another address, from a ZIP file or from a folder. Running it
/// again fetches only what is missing; every photo of train and validation is held against the manifest.
/// </summary>
public sealed class DatasetDownload(HttpClient client, DatasetManifest? manifest = null, TimeSpan? pause = null)
{
    public const string Archive = "https://github.com/alexeygrigorev/clothing-dataset-small/archive/refs/heads/master.zip";

    public const string Contributors = "https://raw.githubusercontent.com/alexeygrigorev/clothing-dataset/master/images.csv";

    /// <summary>Photos of the published test split, in all ten classes.</summary>
    public const int TestPictures = 372;

    private static readonly string[] splits = ["train", "validation", "test"];
    private readonly DatasetManifest manifest = manifest ?? DatasetManifest.ClothingSmall();

    /// <exception cref="InputException">Nothing there, no connection, or other bytes than published.</exception>
    public async Task<DatasetState> RunAsync(
        string directory, string? from = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string root = Path.GetFullPath(directory);
        if (manifest.Check(root, progress, cancellation).Count > 0)
        {
            if (from is not null && Directory.Exists(from))
                CopyFrom(from, root, progress, cancellation);
            else
                await UnpackAsync(from ?? Archive, directory, root, progress, cancellation).ConfigureAwait(false);
        }
        await GetSendersAsync(root, from, cancellation).ConfigureAwait(false);
        return Verify(root, progress, cancellation);
    }

    private DatasetState Verify(string root, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<FileProblem> problems = manifest.Check(root, progress, cancellation);
        if (problems.Count > 0)
            throw new InputException(
                $"{problems.Count} of {manifest.Hashes.Count} photos are not as published, the first is {problems[0]}; "
                + "delete them and download again");
        string test = Path.Combine(root, "test");
        int found = Directory.Exists(test) ? ImageFolder.Open(test).Items.Count : 0;
        if (found is not (0 or TestPictures))
            throw new InputException($"'{test}' holds {found} photos instead of {TestPictures}; delete it and run the command again");
        return new(root, manifest.Hashes.Count, found, File.Exists(Path.Combine(root, Senders.FileName)));
    }

    private async Task UnpackAsync(string from, string directory, string root, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        bool local = File.Exists(from);
        Uri? address = null;
        if (!local && !(Uri.TryCreate(from, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
            throw new InputException($"there is no file or folder '{from}', and it is no http address; check the address");
        string work = Path.Combine(root, ".download"), unpacked = Path.Combine(work, "unpacked");
        string archive = local ? from : Path.Combine(work, "archive.zip");
        MakeFolder(directory, unpacked);
        try
        {
            if (!local)
                await new ResumableDownload(client, pause).FetchAsync(address!, archive, progress, cancellation).ConfigureAwait(false);
            SafeArchive.Extract(archive, unpacked, progress, cancellation);
            CopyFrom(unpacked, root, progress, cancellation);
            if (!local)
                File.Delete(archive);
        }
        finally
        {
            // What was fetched stays for the next run, nothing else.
            Directory.Delete(unpacked, recursive: true);
            DeleteEmpty(work);
            DeleteEmpty(root);
        }
    }

    private static void DeleteEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    // The splits may lie one folder down, as archives of repositories have it.
    private void CopyFrom(string source, string root, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string top = new[] { source }.Concat(Directory.GetDirectories(source).Order(StringComparer.Ordinal))
            .FirstOrDefault(d => Directory.Exists(Path.Combine(d, "train")))
            ?? throw new InputException($"'{source}' holds no folder 'train'; it is not the data set");
        if (!manifest.Hashes.Keys.Any(name => File.Exists(Path.Combine(top, name))))
            throw new InputException(
                $"'{top}' holds none of the {manifest.Hashes.Count} photos of the data set; "
                + "give the folder or the archive of clothing-dataset-small");
        string[] names = [.. splits.Where(s => Directory.Exists(Path.Combine(top, s)))
            .SelectMany(s => FolderScan.Files(new(Path.Combine(top, s)))).Select(f => Path.GetRelativePath(top, f.FullName))];
        for (int i = 0; i < names.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            CopyFile(Path.Combine(top, names[i]), Path.Combine(root, names[i]));
            progress?.Report(new("copy", i + 1, names.Length));
        }
    }

    private static void CopyFile(string source, string target)
    {
        if (Path.GetFullPath(source) == target)
            return;
        AtomicFile.Write(target, stream =>
        {
            using FileStream from = File.OpenRead(source);
            from.CopyTo(stream);
        });
    }

    // Without the contributors all else still works, so a failure here is no error; the state tells it.
    private async Task GetSendersAsync(string root, string? from, CancellationToken cancellation)
    {
        string target = Path.Combine(root, Senders.FileName);
        if (File.Exists(target))
            return;
        if (from is not null)
        {
            if (Directory.Exists(from) && FolderScan.Files(new(from)).FirstOrDefault(f => f.Name == Senders.FileName) is { } senders)
                CopyFile(senders.FullName, target);
            return;
        }
        string all = target + ".all";
        try
        {
            await new ResumableDownload(client, pause).FetchAsync(new(Contributors), all, null, cancellation).ConfigureAwait(false);
            Senders.Extract(all, target, manifest.Hashes.Keys.Select(k => Path.GetFileNameWithoutExtension(k)).ToHashSet());
            File.Delete(all);
        }
        catch (InputException)
        {
        }
    }

    // Empty: what a killed run unpacked is of no use.
    private static void MakeFolder(string named, string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot make the folder '{named}': {e.Message.TrimEnd('.')}; choose another folder", e);
        }
    }
}
