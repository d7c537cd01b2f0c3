using FashionNotebooks.Engine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <summary>Where a fine-grained encoder looks.</summary>
public static class AttentionPicture
{
    private const byte Grey = 128;

    /// <summary>Photos, and under each the same one with the weights of its places laid over.</summary>
    /// <param name="model">A fine-grained encoder with spatial attention.</param>
    /// <param name="photos">The photos, decoded by the model's own rule.</param>
    /// <param name="positions">Which ones, at least one.</param>
    /// <exception cref="InputException">The model is no fine-grained encoder.</exception>
    /// <exception cref="InvalidOperationException">It has no spatial attention.</exception>
    public static PhotoSheet Draw(TrainedModel model, PhotoSet photos, IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(photos);
        PlaceMap[] maps = Maps(model, photos, positions);
        float low = maps.Min(map => map.Values.Min()), high = Math.Max(maps.Max(map => map.Values.Max()), low + 1e-6f);
        Tile[] plain = [.. positions.Select(i => new Tile(photos.Photo(i), ""))];
        Tile[] seen = [.. positions.Select((i, n) => new Tile(HeatOverlay.Draw(photos.Photo(i), maps[n], low, high), ""))];
        string title = FormattableString.Invariant($"Where the encoder looks: weights from {low:0.00} to {high:0.00}");
        return new PhotoSheet(new TileGrid(title, [plain, seen]) { Names = ["photo", "attention"] }.Draw(), $"{title}; {positions.Count} photos and their attention");
    }

    /// <summary>One photo as erasure leaves it: the places that attention weighs most are grey, more and more of them.</summary>
    /// <param name="model">A fine-grained encoder with spatial attention.</param>
    /// <param name="photos">The photos, decoded by the model's own rule.</param>
    /// <param name="position">Which one.</param>
    /// <param name="steps">Places that are hidden in each picture, each at least 1 and fewer than the map has.</param>
    /// <exception cref="InputException">The model is no fine-grained encoder, or a step leaves nothing.</exception>
    public static PhotoSheet Erasure(TrainedModel model, PhotoSet photos, int position, IReadOnlyList<int> steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(steps);
        PlaceMap map = Maps(model, photos, [position])[0];
        Photo photo = photos.Photo(position);
        float low = map.Values.Min(), high = Math.Max(map.Values.Max(), low + 1e-6f);
        Tile[] tiles = [new(photo, "photo"), new(HeatOverlay.Draw(photo, map, low, high), "attention"), .. steps.Select(cells => new Tile(Hidden(photo, map, cells), $"{cells} hidden"))];
        string title = $"What erasure hides of {map.Height}×{map.Width} places";
        return new PhotoSheet(TileGrid.Of(title, tiles, tiles.Length).Draw(), $"{title}: a photo, its attention, and the photo with {string.Join(", ", steps)} places in grey");
    }

    private static Photo Hidden(Photo photo, PlaceMap map, int cells)
    {
        using var scope = NewDisposeScope();
        float[] kept = new AttentionErasure(cells, rate: 1).Mask(tensor([.. map.Values]).view(1, 1, map.Height, map.Width)).data<float>().ToArray();
        var result = new Photo(photo.Width, photo.Height, [.. photo.Pixels]);
        for (int i = 0; i < result.Pixels.Length; i++)
        {
            int x = i / 3 % photo.Width, y = i / 3 / photo.Width;
            if (kept[(y * map.Height / photo.Height * map.Width) + (x * map.Width / photo.Width)] == 0)
                result.Pixels[i] = Grey;
        }
        return result;
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
