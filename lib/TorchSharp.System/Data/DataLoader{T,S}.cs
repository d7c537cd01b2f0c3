using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Batches of a dataset. A batch is disposed when the next one is asked for; the last one, after a break or <c>First()</c>, stays usable.
/// With two or more workers the next batch is prepared on another thread while the current one is in use; the order stays the same.
/// </summary>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <summary>Batches in order, or in a new random order at every enumeration.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">Samples per batch.</param>
    /// <param name="collate_fn">Makes a batch of samples on a device.</param>
    /// <param name="shuffle">True takes a new random order at every enumeration.</param>
    /// <param name="device">Where batches go; the CPU by default.</param>
    /// <param name="seed">A seed of its own; null draws from the global generator, which <c>manual_seed</c> sets.</param>
    /// <param name="num_worker">Two or more prepare the next batch ahead.</param>
    /// <param name="drop_last">True leaves out a last batch that is smaller.</param>
    /// <param name="disposeBatch">False leaves all batches to the caller.</param>
    /// <param name="disposeDataset">True disposes the dataset with the loader.</param>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, Order(dataset, shuffle, seed), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Batches in the order of a sampler, which is enumerated anew for every pass.</summary>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (this.dataset, batch_size, this.collate_fn, sampler) = (dataset, batchSize, collate_fn, shuffler);
        (Device, num_workers, this.drop_last) = (device ?? CPU, num_worker, drop_last);
        (DisposeBatch, DisposeDataset) = (disposeBatch, disposeDataset);
    }

    /// <summary>The samples.</summary>
    public utils.data.Dataset<T> dataset { get; }

    /// <summary>Samples per batch.</summary>
    public int batch_size { get; }

    /// <summary>Makes a batch of samples.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>The order of the samples.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>Where batches go.</summary>
    public Device Device { get; }

    /// <summary>Two or more prepare the next batch ahead.</summary>
    public int num_workers { get; }

    /// <summary>True leaves out a last batch that is smaller.</summary>
    public bool drop_last { get; }

    /// <summary>True disposes a batch when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>True disposes the dataset with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>The number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>One pass over the samples.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        var chunks = sampler.Chunk(batch_size).Where(chunk => !drop_last || chunk.Length == batch_size);
        using var batches = (num_workers > 1 ? Ahead(chunks) : chunks.Select(Load)).GetEnumerator();
        while (batches.MoveNext())
        {
            yield return batches.Current;
            if (DisposeBatch)
                Free(batches.Current);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the dataset, if the loader owns it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset)
            dataset.Dispose();
    }

    private static IEnumerable<long> Order(utils.data.Dataset<T> dataset, bool shuffle, int? seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return shuffle ? new RandomOrder(dataset.Count, seed) : InOrder(dataset);
    }

    private static IEnumerable<long> InOrder(utils.data.Dataset<T> dataset)
    {
        for (long index = 0; index < dataset.Count; index++)
            yield return index;
    }

    private S Load(long[] indices)
    {
        var samples = Array.ConvertAll(indices, dataset.GetTensor);
        var batch = collate_fn(samples, Device);
        foreach (var sample in samples)
            Free(sample);
        return batch;
    }

    private IEnumerable<S> Ahead(IEnumerable<long[]> chunks)
    {
        Task<S>? next = null;
        try
        {
            foreach (var chunk in chunks)
            {
                var current = next;
                next = current is null ? Task.Run(() => Load(chunk)) : current.ContinueWith(_ => Load(chunk), TaskScheduler.Default);
                if (current is not null)
                    yield return current.GetAwaiter().GetResult();
            }
            var last = next;
            next = null;
            if (last is not null)
                yield return last.GetAwaiter().GetResult();
        }
        finally
        {
            next?.ContinueWith(task => Free(task.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    private static void Free<TItem>(TItem item)
    {
        var tensors = item switch
        {
            Tensor tensor => [tensor],
            IEnumerable<Tensor> list => list,
            IDictionary<string, Tensor> map => map.Values,
            ValueTuple<Tensor, Tensor> pair => [pair.Item1, pair.Item2],
            _ => (IEnumerable<Tensor>)[],
        };
        foreach (var tensor in tensors)
            tensor.Dispose();
    }
}
