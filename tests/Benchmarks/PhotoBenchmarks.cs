using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Benchmarks;

/// <summary>From a JPEG file to preprocessed bytes, against PIL with and without its own scaled decode (<c>draft</c>).</summary>
internal static class PhotoBenchmarks
{
    private const int Photos = 600;

    /// <summary>Reads photos of a data folder, one after the other, at 64 and at 224 pixels. A repetition is one photo.</summary>
    /// <param name="rounds">Alternating rounds over all photos.</param>
    /// <param name="folder">Class folders, or a folder with <c>train/</c>.</param>
    public static void Run(int rounds, string folder)
    {
        IReadOnlyList<PhotoFile> items = ImageFolder.OpenFiles(folder).Items;
        int count = Math.Min(Photos, items.Count);
        string[] files = [.. Enumerable.Range(0, count).Select(i => items[i * items.Count / count].Path)];
        string list = Path.GetTempFileName();
        File.WriteAllLines(list, files);
        foreach (int size in (int[])[64, 224])
        {
            Comparison.Run(
                $"Decode and resize to {size} px, {files.Length} photos, one thread", rounds, files.Length,
                Reader("ours", files, new Preprocessing(size)),
                new PeerRunner("PIL, draft", "photo_peer.py", [list, $"{size}", "draft"]),
                new PeerRunner("PIL, full", "photo_peer.py", [list, $"{size}"]));
        }
        File.Delete(list);
    }

    private static LocalRunner Reader(string name, string[] files, Preprocessing rule)
    {
        int next = 0;
        return new LocalRunner(name, () => rule.ReadPlanes(files[next++ % files.Length]));
    }
}
