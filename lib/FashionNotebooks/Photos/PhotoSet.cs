namespace FashionNotebooks.Photos;

/// <summary>A folder's photos, decoded once and held as bytes; training slices batches from them.</summary>
public sealed unsafe class PhotoSet : IDisposable
{
    private readonly nint address;

    private PhotoSet(Tensor pixels, PhotoFile[] items, ImageFolder folder, IReadOnlyList<FileProblem> problems, Preprocessing preprocessing)
    {
        (Pixels, Items, Folder, Problems, Preprocessing) = (pixels, items, folder, problems, preprocessing);
        Labels = tensor(items.Select(item => (long)item.Label).ToArray()).DetachFromDisposeScope();
        address = TensorMemory.Address(pixels);
    }

    /// <summary>uint8 <c>[N, 3, S, S]</c>, RGB.</summary>
    public Tensor Pixels { get; }

    /// <summary>int64 <c>[N]</c>: index into <see cref="Classes"/>.</summary>
    public Tensor Labels { get; }

    /// <summary>The photos' files, in the order of <see cref="Pixels"/>.</summary>
    public IReadOnlyList<PhotoFile> Items { get; }

    public ImageFolder Folder { get; }

    public IReadOnlyList<string> Classes => Folder.Classes;

    /// <summary>Files that were left out, by the folder's look at them or by the decoder.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    public Preprocessing Preprocessing { get; }

    public int Count => Items.Count;

    /// <summary>Label of each photo, without a tensor.</summary>
    public IReadOnlyList<int> LabelList => [.. Items.Select(i => i.Label)];

    internal nint Address => Pixels.IsInvalid ? throw new ObjectDisposedException(nameof(PhotoSet)) : address;

    /// <summary>Decodes a folder; photos that were decoded by the same rule before come from the cache.</summary>
    /// <param name="preprocessing">The rule to a square.</param>
    /// <param name="cacheDirectory">Where decoded photos are kept; null = $FASHION_CACHE or the user's cache folder; empty =
    /// nowhere.</param>
    /// <param name="threads">Threads that decode; null = as many as tensor operations use.</param>
    /// <param name="progress">Told about a hundred times, unless all is in the cache.</param>
    /// <param name="cancellation">Stops the work; nothing half-written stays.</param>
    /// <exception cref="InputException">Not one photo could be decoded.</exception>
    public static PhotoSet Load(
        ImageFolder folder, Preprocessing preprocessing, string? cacheDirectory = null, int? threads = null,
        IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        int size = preprocessing.Size;
        Tensor pixels = empty(folder.Items.Count, 3, size, size, dtype: ScalarType.Byte).DetachFromDisposeScope();
        try
        {
            var loader = new PhotoLoader(folder.Items, preprocessing, cacheDirectory ?? CacheFolder.Path);
            FileProblem[] failures = loader.Load(TensorMemory.Address(pixels), threads ?? get_num_threads(), progress, cancellation);
            HashSet<string> failed = [.. failures.Select(f => f.Path)];
            PhotoFile[] items = [.. folder.Items.Where(item => !failed.Contains(item.Path))];
            if (items.Length == 0)
                throw new InputException(
                    $"none of the {failures.Length} pictures in '{folder.Root}' can be read; the first is {failures[0]}");
            if (failures.Length > 0)
            {
                using Tensor all = pixels;
                pixels = all.narrow(0, 0, items.Length).DetachFromDisposeScope();
            }
            return new(pixels, items, folder, [.. folder.Problems, .. failures], preprocessing);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>A copy of some photos: uint8 <c>[B, 3, S, S]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a photo.</exception>
    public Tensor Batch(ReadOnlySpan<long> indices)
    {
        CheckIndices(indices);
        int size = Preprocessing.Size, bytes = 3 * size * size;
        Tensor batch = empty(indices.Length, 3, size, size, dtype: ScalarType.Byte);
        byte* target = (byte*)TensorMemory.Address(batch);
        for (int i = 0; i < indices.Length; i++)
            Planes((int)indices[i]).CopyTo(new(target + ((long)i * bytes), bytes));
        GC.KeepAlive(this);
        return batch;
    }

    /// <summary>The labels of some photos: int64 <c>[B]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a photo.</exception>
    public Tensor BatchLabels(ReadOnlySpan<long> indices)
    {
        CheckIndices(indices);
        return tensor(Array.ConvertAll(indices.ToArray(), index => (long)Items[(int)index].Label));
    }

    /// <summary>A set of its own with copies of some photos; an index may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of a photo, or there is none.</exception>
    public PhotoSet Take(IReadOnlyList<int> indices)
    {
        ArgumentOutOfRangeException.ThrowIfZero(indices.Count);
        Tensor pixels = Batch([.. indices.Select(index => (long)index)]).DetachFromDisposeScope();
        return new(pixels, [.. indices.Select(index => Items[index])], Folder, [], Preprocessing);
    }

    /// <summary>One photo, to be shown.</summary>
    public Photo Photo(int index)
    {
        CheckIndices([index]);
        var photo = Photos.Photo.OfPlanes(Planes(index), Preprocessing.Size);
        GC.KeepAlive(this);
        return photo;
    }

    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }

    /// <summary>Planes R, G, B of one photo, <c>[3, S, S]</c>; the caller keeps the set alive.</summary>
    internal ReadOnlySpan<byte> Planes(int index)
    {
        int bytes = 3 * Preprocessing.Size * Preprocessing.Size;
        return new((byte*)Address + ((long)index * bytes), bytes);
    }

    internal void CheckIndices(ReadOnlySpan<long> indices)
    {
        foreach (long i in indices)
        {
            if (i < 0 || i >= Count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"index {i} is not one of {Count} photos");
        }
    }
}
