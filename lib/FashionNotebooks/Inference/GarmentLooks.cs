namespace FashionNotebooks.Inference;

/// <summary>What photos show of their garments besides the class.</summary>
/// <param name="Colours">L, a, b of each garment: <c>[N, 3]</c>.</param>
/// <param name="Look">Cut, cloth and print together: <c>[N, D]</c>.</param>
/// <param name="Pattern">Cloth and print from nearer by: <c>[N, E]</c>.</param>
public sealed record GarmentLooks(Matrix Colours, Matrix Look, Matrix Pattern)
{
    /// <param name="parts">As <see cref="Parts"/>.</param>
    internal GarmentLooks(Matrix[] parts)
        : this(parts[0], parts[1], parts[2])
    {
    }

    public int Count => Colours.Count;

    /// <summary>In the order of files and tables.</summary>
    internal Matrix[] Parts => [Colours, Look, Pattern];

    public Photos.Colours.Lab Colour(int photo) => new(Colours.Row(photo)[0], Colours.Row(photo)[1], Colours.Row(photo)[2]);

    /// <summary>Those of some photos.</summary>
    internal GarmentLooks Of(IReadOnlyCollection<int> photos) =>
        new([.. Parts.Select(part => new Matrix([.. photos.SelectMany(photo => part[photo])], part.Columns))]);

    /// <summary>Several sets, one after another; null when one is missing.</summary>
    internal static GarmentLooks? Join(IReadOnlyList<GarmentLooks?> sets) => sets.Contains(null) ? null : new(
        [.. sets[0]!.Parts.Select((part, i) => new Matrix([.. sets.SelectMany(set => set!.Parts[i].Values)], part.Columns))]);
}
