using System.Collections;
using System.Threading.Channels;

namespace FashionNotebooks.Photos;

/// <summary>
/// Makes the next items on a background thread while the current one is used, so many ahead. An exception there surfaces where the items
/// are taken; leaving the loop early stops the thread and disposes what nobody took.
/// </summary>
/// <typeparam name="T">The items, such as batches; disposable ones are disposed when they are not taken.</typeparam>
public sealed class Prefetcher<T>(IEnumerable<T> source, int depth = 2) : IEnumerable<T>
{
    private readonly int depth = depth > 0 ? depth : throw new ArgumentOutOfRangeException(nameof(depth));

    public IEnumerator<T> GetEnumerator()
    {
        using var stop = new CancellationTokenSource();
        var channel = Channel.CreateBounded<T>(depth);
        var thread = new Thread(() => Produce(channel.Writer, stop.Token)) { IsBackground = true, Name = "prefetch" };
        thread.Start();
        try
        {
            // Waiting throws what the producer threw.
            while (channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (channel.Reader.TryRead(out T? item))
                    yield return item;
            }
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

    private void Produce(ChannelWriter<T> writer, CancellationToken stop)
    {
        try
        {
            foreach (T item in source)
            {
                try
                {
                    writer.WriteAsync(item, stop).AsTask().GetAwaiter().GetResult();
                }
                catch (OperationCanceledException)
                {
                    (item as IDisposable)?.Dispose();
                    return;
                }
            }
            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }
}
