namespace FashionNotebooks.Web.Inference;

/// <summary>A decoded picture on its way through a model.</summary>
internal sealed class PictureJob(PictureModel model, byte[] planes, bool embed, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<PictureReading> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PictureModel Model => model;

    public byte[] Planes => planes;

    public bool Embed => embed;

    public Task<PictureReading> Result => done.Task;

    /// <summary>Ends the job if nobody waits for it any more.</summary>
    public bool Cancelled() => cancellation.IsCancellationRequested && done.TrySetCanceled(cancellation);

    public void Finish(PictureReading reading) => done.TrySetResult(reading);

    public void Fail(Exception error) => done.TrySetException(error);
}
