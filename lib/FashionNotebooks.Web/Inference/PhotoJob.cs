using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Web.Inference;

/// <summary>A decoded picture on its way through a model.</summary>
/// <param name="model">The model that reads it.</param>
/// <param name="planes">The picture, prepared for the model.</param>
/// <param name="wish">What is asked of the model.</param>
/// <param name="cancellation">Ends when nobody waits for the answer any more.</param>
internal sealed class PhotoJob(ServedModel model, byte[] planes, PhotoWish wish, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<PhotoReading> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServedModel Model => model;

    public byte[] Planes => planes;

    public PhotoWish Wish => wish;

    public Task<PhotoReading> Result => done.Task;

    /// <summary>Ends the job if nobody waits for it any more.</summary>
    public bool Cancelled() => cancellation.IsCancellationRequested && done.TrySetCanceled(cancellation);

    public void Finish(PhotoReading reading) => done.TrySetResult(reading);

    public void Fail(Exception error) => done.TrySetException(error);
}

/// <summary>What a request wants a model to say about a picture, beside the probabilities of its classes.</summary>
/// <param name="Embed">Its embedding.</param>
/// <param name="Why">Which of its places speak for a class.</param>
/// <param name="Class">That class, by number; null is the most probable one.</param>
internal sealed record PhotoWish(bool Embed = false, bool Why = false, int? Class = null);

/// <summary>What a model said about one picture.</summary>
/// <param name="Probabilities">One for each class; null if the model has no classes.</param>
/// <param name="Embedding">Null if it was not asked for.</param>
/// <param name="Why">How much each place speaks for a class; null if it was not asked for.</param>
internal sealed record PhotoReading(float[]? Probabilities, float[]? Embedding, PlaceMap? Why = null);
