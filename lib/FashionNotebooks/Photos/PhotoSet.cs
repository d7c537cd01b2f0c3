using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using static TorchSharp.torch;

namespace FashionNotebooks.Photos;

/// <summary>A folder's pictures, decoded once and held as bytes; training slices batches from them.</summary>
public sealed class PhotoSet : IDisposable
{
    private readonly nint address;

    private PhotoSet(Tensor pixels, Tensor labels, IReadOnlyList<PhotoFile> items, ImageFolder folder, IReadOnlyList<FileProblem> problems, Preprocessing preprocessing)
    {
        (Pixels, Labels, Items, Folder, Problems, Preprocessing) = (pixels, labels, items, folder, problems, preprocessing);
        address = TensorMemory.Address(pixels);
    }

    /// <summary>uint8 <c>[N, 3, S, S]</c>, RGB.</summary>
    public Tensor Pixels { get; }

    /// <summary>int64 <c>[N]</c>: index into <see cref="Classes"/>.</summary>
    public Tensor Labels { get; }

    /// <summary>The pictures' files, in the order of <see cref="Pixels"/>.</summary>
    public IReadOnlyList<PhotoFile> Items { get; }

    /// <summary>Where they came from.</summary>
    public ImageFolder Folder { get; }

    /// <summary>Class names.</summary>
    public IReadOnlyList<string> Classes => Folder.Classes;

    /// <summary>Files that were left out, by the folder's look at them or by the decoder.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>The rule that made the pixels.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Number of pictures.</summary>
    public int Count => Items.Count;

    /// <summary>Label of each picture, without a tensor.</summary>
    public IReadOnlyList<int> LabelList => [.. Items.Select(i => i.Label)];

    /// <summary>Decodes a folder, or reads the decoded pictures from the cache when nothing has changed since.</summary>
    /// <param name="folder">What to load.</param>
    /// <param name="preprocessing">The rule to a square.</param>
    /// <param name="cacheDirectory">Where decoded pictures are kept; null = $FASHION_CACHE or the user's cache folder; empty = nowhere.</param>
    /// <param name="threads">Threads that decode; null = as many as tensor operations use.</param>
    /// <param name="progress">Told about a hundred times.</param>
    /// <param name="limits">Largest files that are read.</param>
    /// <param name="cancellation">Stops the work; nothing half-written stays.</param>
    /// <exception cref="InputException">Not one picture could be decoded.</exception>
    public static PhotoSet Load(
        ImageFolder folder, Preprocessing preprocessing, string? cacheDirectory = null, int? threads = null,
        IProgress<LoadProgress>? progress = null, PhotoLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(preprocessing);
        cacheDirectory ??= CacheFolder.Path;
        PixelCache? cache = cacheDirectory.Length == 0 ? null : new(cacheDirectory, folder.Items, preprocessing);
        (Tensor? pixels, PixelCache.Failure[] failures) = ReadCache(cache, preprocessing.Size);
        if (pixels is null)
        {
            pixels = Allocate(folder.Items.Count, preprocessing.Size);
            try
            {
                var loader = new PixelLoader(folder.Items, preprocessing, limits ?? PhotoLimits.Folder);
                failures = loader.Load(TensorMemory.Address(pixels), threads ?? get_num_threads(), progress, cancellation);
                cache?.TryWrite(TensorMemory.Address(pixels), failures);
            }
            catch
            {
                pixels.Dispose();
                throw;
            }
        }
        return Make(folder, preprocessing, pixels, failures);
    }

    /// <summary>A copy of some pictures: uint8 <c>[B, 3, S, S]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a picture.</exception>
    public unsafe Tensor Batch(ReadOnlySpan<long> indices)
    {
        CheckIndices(indices);
        int size = Preprocessing.Size, bytes = 3 * size * size;
        Tensor batch = empty(indices.Length, 3, size, size, dtype: ScalarType.Byte);
        byte* target = (byte*)TensorMemory.Address(batch);
        for (int i = 0; i < indices.Length; i++)
            Buffer.MemoryCopy((byte*)Address + indices[i] * bytes, target + (long)i * bytes, bytes, bytes);
        GC.KeepAlive(this);
        return batch;
    }

    /// <summary>A set of its own with copies of some pictures; an index may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a picture, or there is none.</exception>
    public PhotoSet Take(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentOutOfRangeException.ThrowIfZero(indices.Count);
        Tensor pixels = Batch([.. indices.Select(index => (long)index)]).DetachFromDisposeScope();
        PhotoFile[] items = [.. indices.Select(index => Items[index])];
        Tensor labels = tensor(items.Select(item => (long)item.Label).ToArray()).DetachFromDisposeScope();
        return new(pixels, labels, items, Folder, [], Preprocessing);
    }

    /// <summary>The labels of some pictures: int64 <c>[B]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a picture.</exception>
    public Tensor BatchLabels(ReadOnlySpan<long> indices)
    {
        CheckIndices(indices);
        long[] labels = new long[indices.Length];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = Items[(int)indices[i]].Label;
        return tensor(labels);
    }

    /// <summary>One picture, to be shown.</summary>
    public Photo Photo(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int size = Preprocessing.Size, plane = size * size;
        ReadOnlySpan<byte> planes;
        unsafe
        {
            planes = new ReadOnlySpan<byte>((byte*)Address + 3L * plane * index, 3 * plane);
        }
        var image = new Photo(size, size);
        for (int i = 0; i < 3 * plane; i++)
            image.Pixels[i] = planes[i % 3 * plane + i / 3];
        GC.KeepAlive(this);
        return image;
    }

    /// <summary>Frees the pixels.</summary>
    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }

    internal nint Address => Pixels.IsInvalid ? throw new ObjectDisposedException(nameof(PhotoSet)) : address;

    internal void CheckIndices(ReadOnlySpan<long> indices)
    {
        foreach (long i in indices)
        {
            if (i < 0 || i >= Count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"index {i} is not one of {Count} pictures");
        }
    }

    private static (Tensor? Pixels, PixelCache.Failure[] Failures) ReadCache(PixelCache? cache, int size)
    {
        Tensor? pixels = null;
        PixelCache.Failure[]? failures = cache?.TryRead(count => TensorMemory.Address(pixels = Allocate(count, size)));
        if (failures is not null)
            return (pixels, failures);
        pixels?.Dispose();
        return (null, []);
    }

    private static Tensor Allocate(int count, int size) => empty(count, 3, size, size, dtype: ScalarType.Byte).DetachFromDisposeScope();

    private static PhotoSet Make(ImageFolder folder, Preprocessing preprocessing, Tensor pixels, PixelCache.Failure[] failures)
    {
        HashSet<int> failed = [.. failures.Select(f => f.Index)];
        PhotoFile[] items = [.. folder.Items.Where((_, i) => !failed.Contains(i))];
        FileProblem[] problems = [.. folder.Problems, .. failures.Select(f => new FileProblem(folder.Items[f.Index].Path, f.Reason))];
        if (items.Length == 0)
        {
            pixels.Dispose();
            throw new InputException($"none of the {failures.Length} pictures in '{folder.Root}' can be read; the first is {problems[^failures.Length]}");
        }
        if (pixels.shape[0] > items.Length)
        {
            using Tensor all = pixels;
            pixels = all.narrow(0, 0, items.Length).DetachFromDisposeScope();
        }
        Tensor labels = tensor(items.Select(i => (long)i.Label).ToArray()).DetachFromDisposeScope();
        return new(pixels, labels, items, folder, problems, preprocessing);
    }
}
