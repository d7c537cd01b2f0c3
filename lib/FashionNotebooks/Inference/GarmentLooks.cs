namespace FashionNotebooks.Inference;

/// <summary>What photos show of their garments besides the class.</summary>
/// <param name="Colours">L, a, b of each garment, <c>[N, 3]</c> in a row.</param>
/// <param name="Look">Cut, cloth and print together: <c>[N, D]</c>.</param>
/// <param name="Pattern">Cloth and print from nearer by: <c>[N, E]</c>.</param>
public sealed record GarmentLooks(float[] Colours, Matrix Look, Matrix Pattern)
{
    public int Count => Colours.Length / 3;

    public Photos.Colours.Lab Colour(int photo) => new(Colours[3 * photo], Colours[(3 * photo) + 1], Colours[(3 * photo) + 2]);

    /// <summary>Those of some photos.</summary>
    internal GarmentLooks Of(IReadOnlyCollection<int> photos) => new(
        [.. photos.SelectMany(photo => Colours[(3 * photo)..(3 * (photo + 1))])],
        new([.. photos.SelectMany(photo => Look[photo])], Look.Columns),
        new([.. photos.SelectMany(photo => Pattern[photo])], Pattern.Columns));

    /// <summary>Several sets, one after another; null when one is missing.</summary>
    internal static GarmentLooks? Join(IReadOnlyList<GarmentLooks?> parts) => parts.Any(part => part is null) ? null : new(
        [.. parts.SelectMany(part => part!.Colours)],
        new(parts.SelectMany(part => part!.Look.Values).ToArray(), parts[0]!.Look.Columns),
        new(parts.SelectMany(part => part!.Pattern.Values).ToArray(), parts[0]!.Pattern.Columns));
}
