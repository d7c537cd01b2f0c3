namespace FashionNotebooks.Web.Inference;

/// <summary>
/// The one thread that runs models. Pictures that are there together go through together; while others are still being
/// decoded, a pass that is not full waits a moment for them, so a lone request waits for nobody.
/// </summary>
internal sealed class BatchingLoop : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<PhotoJob> waiting = new();
    private readonly ServerLimits limits;
    private readonly ServerMetrics metrics;
    private readonly Thread thread;
    private int coming;
    private bool closed;

    public BatchingLoop(ServerLimits limits, ServerMetrics metrics)
    {
        (this.limits, this.metrics) = (limits, metrics);
        thread = new Thread(Run) { Name = "models", IsBackground = true };
        thread.Start();
    }

    /// <summary>Says that a picture is being decoded.</summary>
    public void Announce() => Interlocked.Increment(ref coming);

    /// <summary>Takes the announcement back: the picture could not be decoded.</summary>
    public void Withdraw()
    {
        lock (gate)
        {
            Interlocked.Decrement(ref coming);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Puts an announced picture in the queue. The task ends when no model holds it any more, also after a cancellation.</summary>
    public Task<PhotoReading> Read(PhotoJob job)
    {
        lock (gate)
        {
            Interlocked.Decrement(ref coming);
            ObjectDisposedException.ThrowIf(closed, this);
            waiting.Enqueue(job);
            Monitor.Pulse(gate);
        }
        return job.Result;
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

    private List<PhotoJob> Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
                Monitor.Wait(gate);
            long end = Environment.TickCount64 + (long)limits.BatchWait.TotalMilliseconds;
            while (waiting.Count < limits.Batch && Volatile.Read(ref coming) > 0 && !closed && end - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(gate, (int)left);
            var batch = new List<PhotoJob>();
            while (batch.Count < limits.Batch && waiting.TryDequeue(out PhotoJob? job))
                batch.Add(job);
            return batch;
        }
    }

    private void Compute(ServedModel model, PhotoJob[] jobs)
    {
        PhotoReading[] readings;
        try
        {
            readings = model.Read([.. jobs.Select(job => job.Planes)], jobs.Any(job => job.Wish.Embed));
        }
        catch (Exception e)
        {
            foreach (PhotoJob job in jobs)
                job.Fail(e);
            return;
        }
        metrics.Batch(jobs.Length);
        foreach (var (job, reading) in jobs.Zip(readings).OrderBy(pair => pair.First.Wish.Why)) // explanations take longer
            Finish(model, job, reading);
    }

    // An explanation that fails is the matter of one request.
    private static void Finish(ServedModel model, PhotoJob job, PhotoReading reading)
    {
        try
        {
            job.Finish(job.Wish.Why ? model.Explain(job.Planes, job.Wish.Class, reading) : reading);
        }
        catch (Exception e)
        {
            job.Fail(e);
        }
    }
}
