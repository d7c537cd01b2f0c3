using System.Numerics.Tensors;

namespace FashionNotebooks.Search.Aspects;

/// <summary>
/// The photos of a catalogue, ready to be compared by several aspects. What all of them share is taken away first, so that what is left
/// tells them apart: rows are taken from their mean and compared by the angle between them.
/// </summary>
internal sealed class AspectSpace
{
    // The difference that is half of the greatest distance, and how much less lightness counts than hue: exposure and light change it from
    // photo to photo. Both were found on a wardrobe, where the true colours are known.
    private const double HalfWay = 30, Lightness = 2.5;

    private readonly CentredRows classes, looks, patterns;
    private readonly Lab[] colours;

    internal AspectSpace(Matrix embeddings, GarmentLooks garments)
    {
        (classes, looks, patterns) = (new(embeddings), new(garments.Look), new(garments.Pattern));
        colours = [.. Enumerable.Range(0, garments.Count).Select(garments.Colour)];
    }

    internal AspectQuery QueryOf(ReadOnlySpan<float> embedding, GarmentLooks garments, int photo) => new(
        classes.Centred(embedding), looks.Centred(garments.Look.Row(photo)), patterns.Centred(garments.Pattern.Row(photo)),
        garments.Colour(photo));

    /// <summary>A photo of the catalogue to search with.</summary>
    internal AspectQuery QueryOf(int photo) => new(classes[photo], looks[photo], patterns[photo], colours[photo]);

    /// <summary>How far a photo of the catalogue is from a query: the weighted mean over the aspects.</summary>
    internal float Distance(AspectQuery query, int photo, Likeness by)
    {
        double sum = by.Class + by.Look + by.Colour + by.Pattern;
        double distance = (by.Class > 0 ? by.Class * classes.Distance(query.Class, photo) : 0)
            + (by.Look > 0 ? by.Look * looks.Distance(query.Look, photo) : 0)
            + (by.Colour > 0 ? by.Colour * ColourDistance(query, photo) : 0)
            + (by.Pattern > 0 ? by.Pattern * patterns.Distance(query.Pattern, photo) : 0);
        return (float)(distance / sum);
    }

    /// <summary>The nearest photos as sorted ranking keys.</summary>
    internal ulong[] Nearest(AspectQuery query, Likeness by, int k, Predicate<int> accept) =>
    [
        .. Enumerable.Range(0, colours.Length).Where(photo => accept(photo))
            .Select(photo => RankingKey.Of(Distance(query, photo, by), photo)).Order().Take(k),
    ];

    internal AspectLikeness Why(AspectQuery query, int photo)
    {
        static double Of(double distance) => Math.Round(Math.Clamp(1 - distance, 0, 1), 4);
        return new(Of(classes.Distance(query.Class, photo)), Of(looks.Distance(query.Look, photo)),
            Of(ColourDistance(query, photo)), Of(patterns.Distance(query.Pattern, photo)));
    }

    // 0 to 1: one is not told how different two colours are that are nothing like each other.
    private double ColourDistance(AspectQuery query, int photo)
    {
        double difference = query.Colour.Difference(colours[photo], Lightness);
        return difference / (difference + HalfWay);
    }

    private sealed class CentredRows
    {
        private readonly float[] mean;
        private readonly Matrix rows;

        internal CentredRows(Matrix values)
        {
            mean = new float[values.Columns];
            for (int i = 0; i < values.Count; i++)
                TensorPrimitives.Add(mean, values.Row(i), mean);
            TensorPrimitives.Divide(mean, values.Count, mean);
            rows = new(new float[values.Values.Length], values.Columns);
            for (int i = 0; i < values.Count; i++)
                Centred(values.Row(i)).CopyTo(rows.Row(i));
        }

        internal float[] this[int photo] => rows[photo];

        internal float[] Centred(ReadOnlySpan<float> row)
        {
            if (row.Length != mean.Length)
                throw Embeddings.WrongDimension($"the query has {row.Length}", mean.Length);
            var centred = new float[row.Length];
            TensorPrimitives.Subtract(row, mean, centred);
            if (TensorPrimitives.Norm(centred) is > 0 and var length)
                TensorPrimitives.Divide(centred, length, centred);
            return centred;
        }

        // Never below 0, which rounding would make of equal rows and ranking keys have no place for.
        internal double Distance(float[] query, int photo) => Math.Max(0, 1 - TensorPrimitives.Dot(query, rows.Row(photo)));
    }
}

/// <summary>A photo to search with by several aspects of one catalogue, from whose means its rows are taken.</summary>
public sealed class AspectQuery
{
    internal AspectQuery(float[] kind, float[] look, float[] pattern, Lab colour) =>
        (Class, Look, Pattern, Colour) = (kind, look, pattern, colour);

    internal float[] Class { get; }

    internal float[] Look { get; }

    internal float[] Pattern { get; }

    internal Lab Colour { get; }
}

/// <summary>How alike two photos are in each aspect, from 0 to 1.</summary>
/// <param name="Class">The kind of garment.</param>
/// <param name="Look">Cut, cloth and print together.</param>
/// <param name="Colour">The colour.</param>
/// <param name="Pattern">Cloth and print from nearer by.</param>
public sealed record AspectLikeness(
    [property: JsonPropertyName("class")] double Class,
    [property: JsonPropertyName("look")] double Look,
    [property: JsonPropertyName("colour")] double Colour,
    [property: JsonPropertyName("pattern")] double Pattern);
