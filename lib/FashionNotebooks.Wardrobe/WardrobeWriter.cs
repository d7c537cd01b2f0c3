using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Wardrobe;

/// <summary>Writes a wardrobe's files: all into a folder beside, which gets its name when it is complete.</summary>
internal sealed partial class WardrobeWriter(SampleWardrobe wardrobe, IProgress<double>? progress, CancellationToken cancellation)
{
    private const string SettingsFile = "wardrobe.json", GarmentsFile = "items.csv";
    private static readonly JsonSerializerOptions omitNull = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // Raise the one of the kind of wardrobe whose settings give other photos.
    private int Version => wardrobe.Settings.Twins ? 2 : 1;

    // Settings that came later are left out at their defaults: older wardrobes are still known.
    private string SettingsText => JsonSerializer.Serialize(
        new
        {
            version = Version,
            per_class = wardrobe.Settings.OfEachClass,
            size = wardrobe.Settings.Size,
            seed = wardrobe.Settings.Seed,
            twins = wardrobe.Settings.Twins ? true : (bool?)null,
            contributors = wardrobe.Settings.Contributors == new WardrobeSettings().Contributors
                ? null : (int?)wardrobe.Settings.Contributors,
        }, omitNull) + "\n";

    internal void WriteTo(string directory)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        try
        {
            if (IsSameWardrobe(target))
            {
                string table = Path.Combine(target, GarmentsFile), garments = WardrobeTables.Garments(wardrobe);
                if (!File.Exists(table) || File.ReadAllText(table) != garments) // an older one says less of the garments
                    AtomicFile.WriteText(table, garments);
                Draw(target, (path, jpeg) => AtomicFile.Write(path, stream => stream.Write(jpeg)));
            }
            else
            {
                WriteNew(target);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"cannot write the wardrobe '{directory}': {e.Message.TrimEnd('.')}; choose a folder that can be written and has space", e);
        }
        progress?.Report(1);
    }

    private bool IsSameWardrobe(string target)
    {
        if (File.Exists(target))
            throw new InputException($"'{target}' is a file; choose a folder for the wardrobe");
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
            return false;
        string settings = Path.Combine(target, SettingsFile);
        if (!File.Exists(settings))
            throw new InputException($"'{target}' holds other files; choose an empty or new folder for the wardrobe");
        if (File.ReadAllText(settings) != SettingsText)
            throw new InputException($"'{target}' holds a wardrobe of other settings; remove it or choose another folder");
        return true;
    }

    private void WriteNew(string target)
    {
        Sweep(target);
        string building = $"{target}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            Draw(building, File.WriteAllBytes);
            File.WriteAllText(Path.Combine(building, GarmentsFile), WardrobeTables.Garments(wardrobe));
            File.WriteAllText(Path.Combine(building, "senders.csv"), WardrobeTables.Senders(wardrobe));
            File.WriteAllText(Path.Combine(building, "pairs.csv"), WardrobeTables.Pairs(wardrobe));
            File.WriteAllText(Path.Combine(building, "planted.csv"), WardrobeTables.Planted(wardrobe));
            File.WriteAllText(Path.Combine(building, SettingsFile), SettingsText);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(building, target);
        }
        finally
        {
            if (Directory.Exists(building))
                Directory.Delete(building, recursive: true);
        }
    }

    /// <summary>Deletes what killed programs left of this wardrobe; a folder whose program still runs stays.</summary>
    private static void Sweep(string target)
    {
        var parent = new DirectoryInfo(Path.GetDirectoryName(target)!);
        foreach (DirectoryInfo folder in parent.Exists ? parent.GetDirectories("*.tmp") : [])
        {
            Match end = TemporaryEnd().Match(folder.Name);
            if (end.Success && folder.Name[..end.Index] == Path.GetFileName(target) && !Runs(end.Groups[1].ValueSpan))
                folder.Delete(recursive: true);
        }
    }

    private static bool Runs(ReadOnlySpan<char> processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return false;
        }
    }

    // process id, random name
    [GeneratedRegex(@"\.([0-9]+)\.[0-9a-f]{32}\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryEnd();

    /// <summary>Draws the photos that are not there, several at a time; each depends on its own seed only.</summary>
    private void Draw(string root, Action<string, byte[]> save)
    {
        WardrobePhoto[] missing = [.. wardrobe.Photos.Concat(wardrobe.TwinPhotos)
            .Where(photo => !File.Exists(Path.Combine(root, photo.File)))];
        foreach (string folder in missing.Select(photo => Path.GetDirectoryName(Path.Combine(root, photo.File))!).Distinct())
            Directory.CreateDirectory(folder);
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = wardrobe.Settings.Threads, CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(missing, options, photo =>
            {
                save(Path.Combine(root, photo.File), wardrobe.Jpeg(photo));
                progress?.Report((double)Interlocked.Increment(ref done) / missing.Length);
            });
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }
}
