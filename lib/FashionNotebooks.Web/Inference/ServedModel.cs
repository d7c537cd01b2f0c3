using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Visuals;
using static TorchSharp.torch;

namespace FashionNotebooks.Web.Inference;

/// <summary>A model in use. Only the batching loop lets it read photos.</summary>
internal sealed class ServedModel : IDisposable
{
    private readonly TrainedModel trained;
    private LookReader? looks;

    public ServedModel(TrainedModel trained)
    {
        this.trained = trained;
        Read([new byte[3 * Preprocessing.Size * Preprocessing.Size]], embed: true); // loads it now, not in the first request
    }

    public Preprocessing Preprocessing => trained.Preprocessing;

    /// <summary>Null: an encoder, which knows no classes.</summary>
    public IReadOnlyList<string>? Classes => trained.Metadata.Task == TrainedModel.ClassifierTask ? trained.Classes : null;

    /// <exception cref="RequestException">The model is an encoder.</exception>
    public IReadOnlyList<string> RequireClasses() => Classes ?? throw new RequestException(
        409, "the server's model is an encoder and knows no classes; start the server with a classifier's file");

    /// <summary>One pass: planes <c>[3, S, S]</c> of each photo → probabilities and embeddings, as far as the model has them.</summary>
    public PhotoReading[] Read(IReadOnlyList<byte[]> photos, bool embed)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        int size = Preprocessing.Size;
        Tensor pixels = empty(photos.Count, 3, size, size, dtype: ScalarType.Byte); // [N, 3, S, S]
        Span<byte> all = pixels.bytes;
        for (int i = 0; i < photos.Count; i++)
            photos[i].CopyTo(all[(i * 3 * size * size)..]);
        if (Classes is not null && !embed)
            return [.. trained.Predictor.Probabilities(pixels).Select(row => new PhotoReading(row, null))];
        (Matrix? probabilities, Matrix embeddings) = trained.Predictor.Read(pixels);
        return [.. embeddings.Select((row, i) => new PhotoReading(probabilities?[i], row))];
    }

    /// <summary>Adds to a reading which places of the photo speak for a class; null is the most probable one.</summary>
    public PhotoReading Explain(byte[] planes, int? label, PhotoReading reading)
    {
        using var scope = NewDisposeScope();
        int size = Preprocessing.Size, explained = label ?? Array.IndexOf(reading.Probabilities!, reading.Probabilities!.Max());
        Tensor input = Normalization.ToModelInput(tensor(planes).view(1, 3, size, size), Preprocessing.Normalize); // [1, 3, S, S]
        return reading with { Why = GradCam.OfClass(trained.Classifier, input, explained) };
    }

    /// <summary>Adds to a reading what the photo shows besides the class.</summary>
    public PhotoReading Look(byte[] planes, PhotoReading reading)
    {
        looks ??= new LookReader(trained);
        using var scope = NewDisposeScope();
        Tensor pixels = tensor(planes).view(1, 3, Preprocessing.Size, Preprocessing.Size);
        return reading with { Looks = looks.Read(pixels) };
    }

    public void Dispose()
    {
        looks?.Dispose();
        trained.Dispose();
    }
}
