using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <summary>Where a fine-grained encoder looks.</summary>
public static class AttentionPicture
{
    /// <summary>Photos, and under each the same one with the weights of its places laid over.</summary>
    /// <param name="model">A fine-grained encoder with spatial attention.</param>
    /// <param name="photos">The photos, decoded by the model's own rule.</param>
    /// <param name="positions">Which ones, at least one.</param>
    /// <exception cref="InputException">The model is no fine-grained encoder.</exception>
    /// <exception cref="InvalidOperationException">It has no spatial attention.</exception>
    public static Picture Draw(TrainedModel model, PhotoSet photos, IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(photos);
        PlaceMap[] maps = Maps(model, photos, positions);
        float low = maps.Min(map => map.Values.Min()), high = Math.Max(maps.Max(map => map.Values.Max()), low + 1e-6f);
        Tile[] plain = [.. positions.Select(i => new Tile(photos.Picture(i), ""))];
        Tile[] seen = [.. positions.Select((i, n) => new Tile(HeatOverlay.Draw(photos.Picture(i), maps[n], low, high), ""))];
        string title = FormattableString.Invariant($"Where the encoder looks: weights from {low:0.00} to {high:0.00}");
        return new Picture(new TileGrid(title, [plain, seen]) { Names = ["photo", "attention"] }.Draw(), $"{title}; {positions.Count} photos and their attention");
    }

    private static PlaceMap[] Maps(TrainedModel model, PhotoSet photos, IReadOnlyList<int> positions)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor pixels = photos.Batch([.. positions.Select(i => (long)i)]).to(ComputeDevice.Current);
        Tensor weights = model.FineGrained.AttentionMap(Normalization.ToModelInput(pixels, model.Preprocessing.Normalize)).cpu().contiguous(); // [N, 1, h, w]
        int height = (int)weights.shape[2], width = (int)weights.shape[3];
        return [.. weights.data<float>().ToArray().Chunk(height * width).Select(values => new PlaceMap(values, height, width))];
    }
}
