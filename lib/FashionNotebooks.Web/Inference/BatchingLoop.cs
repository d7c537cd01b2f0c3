using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;

namespace FashionNotebooks.Web.Inference;

/// <summary>What a request wants a model to say about a photo, beside the probabilities of its classes.</summary>
/// <param name="Class">That class, by number; null is the most probable one.</param>
internal sealed record PhotoWish(bool Embed = false, bool Why = false, int? Class = null, bool Looks = false)
{
    /// <summary>It takes longer than the pass of all photos.</summary>
    public bool More => Why || Looks;
}

/// <summary>What a model said about one photo.</summary>
/// <param name="Probabilities">One for each class; null if the model has no classes.</param>
/// <param name="Why">How much each place speaks for a class; null if it was not asked for.</param>
/// <param name="Looks">Look, colour and pattern; null if they were not asked for.</param>
internal sealed record PhotoReading(float[]? Probabilities, float[]? Embedding, PlaceMap? Why = null, GarmentLooks? Looks = null);

/// <summary>
/// The one thread that runs models. Photos that are there together go through together; while others are still being decoded, a pass that
/// is not full waits a moment for them, so a lone request waits for nobody.
/// </summary>
internal sealed class BatchingLoop : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<Job> waiting = new();
    private readonly UploadDecoder decoder;
    private readonly ServerLimits limits;
    private readonly ServerMetrics metrics;
    private readonly Thread thread;
    private int coming;
    private bool closed;

    public BatchingLoop(UploadDecoder decoder, ServerLimits limits, ServerMetrics metrics)
    {
        (this.decoder, this.limits, this.metrics) = (decoder, limits, metrics);
        thread = new Thread(Run) { Name = "models", IsBackground = true };
        thread.Start();
    }

    /// <summary>Reads a sent photo, decoded beside others. Ends when no model holds it any more, also after a cancellation.</summary>
    /// <exception cref="RequestException">The photo cannot be used, or the server is busy.</exception>
    public Task<PhotoReading> Read(ServedModel model, Upload upload, PhotoWish wish, CancellationToken cancellation) =>
        Read(model, () => decoder.Decode(upload, model.Preprocessing, cancellation), wish, cancellation);

    internal async Task<PhotoReading> Read(
        ServedModel model, Func<Task<byte[]>> decode, PhotoWish wish, CancellationToken cancellation)
    {
        Interlocked.Increment(ref coming);
        Job? job = null;
        try
        {
            job = new Job(model, await decode(), wish, cancellation);
        }
        finally
        {
            lock (gate)
            {
                Interlocked.Decrement(ref coming);
                job = closed ? null : job;
                if (job is not null)
                    waiting.Enqueue(job);
                Monitor.Pulse(gate);
            }
        }
        ObjectDisposedException.ThrowIf(job is null, this);
        return await job.Done.Task;
    }

    /// <summary>Finishes what is in the queue and ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
        thread.Join();
    }

    private void Run()
    {
        while (Next() is { Count: > 0 } batch)
        {
            foreach (var jobs in batch.Where(job => !job.Cancelled()).GroupBy(job => job.Model))
                Compute(jobs.Key, [.. jobs]);
        }
    }

    private List<Job> Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
                Monitor.Wait(gate);
            long end = Environment.TickCount64 + (long)limits.BatchWait.TotalMilliseconds;
            while (waiting.Count < limits.Batch && Volatile.Read(ref coming) > 0 && !closed
                && end - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(gate, (int)left);
            var batch = new List<Job>();
            while (batch.Count < limits.Batch && waiting.TryDequeue(out Job? job))
                batch.Add(job);
            return batch;
        }
    }

    private void Compute(ServedModel model, Job[] jobs)
    {
        PhotoReading[] readings;
        try
        {
            readings = model.Read([.. jobs.Select(job => job.Planes)], jobs.Any(job => job.Wish.Embed));
        }
        catch (Exception e)
        {
            foreach (Job job in jobs)
                job.Done.TrySetException(e);
            return;
        }
        metrics.Batch(jobs.Length);
        foreach (var (job, reading) in jobs.Zip(readings).OrderBy(pair => pair.First.Wish.More))
            Finish(model, job, reading);
    }

    // What fails here is the matter of one request.
    private static void Finish(ServedModel model, Job job, PhotoReading reading)
    {
        try
        {
            reading = job.Wish.Why ? model.Explain(job.Planes, job.Wish.Class, reading) : reading;
            job.Done.TrySetResult(job.Wish.Looks ? model.Look(job.Planes, reading) : reading);
        }
        catch (Exception e)
        {
            job.Done.TrySetException(e);
        }
    }

    /// <summary>A decoded photo on its way through a model; the token ends when nobody waits for the answer any more.</summary>
    private sealed record Job(ServedModel Model, byte[] Planes, PhotoWish Wish, CancellationToken Cancellation)
    {
        public TaskCompletionSource<PhotoReading> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends the job if nobody waits for it any more.</summary>
        public bool Cancelled() => Cancellation.IsCancellationRequested && Done.TrySetCanceled(Cancellation);
    }
}
