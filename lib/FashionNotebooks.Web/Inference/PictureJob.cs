namespace FashionNotebooks.Web.Inference;

/// <summary>A decoded picture on its way through a model.</summary>
/// <param name="model">The model that reads it.</param>
/// <param name="planes">The picture, prepared for the model.</param>
/// <param name="wish">What is asked of the model.</param>
/// <param name="cancellation">Ends when nobody waits for the answer any more.</param>
internal sealed class PictureJob(PictureModel model, byte[] planes, PictureWish wish, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<PictureReading> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PictureModel Model => model;

    public byte[] Planes => planes;

    public PictureWish Wish => wish;

    public Task<PictureReading> Result => done.Task;

    /// <summary>Ends the job if nobody waits for it any more.</summary>
    public bool Cancelled() => cancellation.IsCancellationRequested && done.TrySetCanceled(cancellation);

    public void Finish(PictureReading reading) => done.TrySetResult(reading);

    public void Fail(Exception error) => done.TrySetException(error);
}
