using System.Collections;
using System.Threading.Channels;
using FashionNotebooks.Engine;

namespace FashionNotebooks.Photos;

/// <summary>
/// Makes the next items on a background thread while the current one is used. An exception there surfaces where the
/// items are taken; leaving the loop early stops the thread and disposes what nobody took.
/// </summary>
/// <typeparam name="T">The items, such as batches; disposable ones are disposed when they are not taken.</typeparam>
/// <param name="source">Runs on the background thread, once per enumeration.</param>
/// <param name="depth">How many items may wait.</param>
public sealed class Prefetcher<T>(IEnumerable<T> source, int depth = 2) : IEnumerable<T>
{
    private readonly int depth = depth > 0 ? depth : throw new ArgumentOutOfRangeException(nameof(depth));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        using var stop = new CancellationTokenSource();
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(depth) { SingleReader = true, SingleWriter = true });
        var thread = new Thread(() => Produce(channel.Writer, stop.Token)) { IsBackground = true, Name = "prefetch" };
        thread.Start();
        try
        {
            while (Take(channel.Reader, out T? item))
                yield return item!;
        }
        finally
        {
            stop.Cancel();
            thread.Join();
            while (channel.Reader.TryRead(out T? item))
                (item as IDisposable)?.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Waiting throws what the producer threw.
    private static bool Take(ChannelReader<T> reader, out T? item)
    {
        while (true)
        {
            if (reader.TryRead(out item))
                return true;
            if (!reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                return false;
        }
    }

    private void Produce(ChannelWriter<T> writer, CancellationToken stop)
    {
        try
        {
            foreach (T item in source)
            {
                if (!Put(writer, item, stop))
                    return;
            }
            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }

    private static bool Put(ChannelWriter<T> writer, T item, CancellationToken stop)
    {
        try
        {
            writer.WriteAsync(item, stop).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            (item as IDisposable)?.Dispose();
            return false;
        }
    }
}
