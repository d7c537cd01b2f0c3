using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Search;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <content>What a classifier or a search answered, with right and wrong told apart by colour and by a sign.</content>
public static partial class PhotoGrid
{
    /// <summary>Photos with the classes that a classifier finds most probable.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="positions">Which ones to show, at least one.</param>
    /// <param name="probabilities"><c>[N, C]</c>: a row for each photo of the set, as <see cref="Predictor.Probabilities"/> gives them.</param>
    /// <param name="top">Classes under each photo, at least 1.</param>
    /// <param name="title">The line above; empty counts the right ones.</param>
    /// <exception cref="ArgumentException">A position is not one of the set, or the probabilities have another shape.</exception>
    public static PhotoSheet Predictions(
        PhotoSet photos, IReadOnlyList<int> positions, IReadOnlyList<float[]> probabilities, int top = 3, string title = "")
    {
        CheckPositions(photos, positions);
        CheckProbabilities(photos, probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        PredictionCard[] cards = [.. positions.Select(i => new PredictionCard(Shown(photos, i), photos.Classes, photos.Items[i].Label, probabilities[i]))];
        if (title.Length == 0)
            title = $"Predictions: {cards.Count(c => c.IsRight)} of {cards.Length} right";
        return new PhotoSheet(PredictionCard.Draw(cards, Math.Min(top, photos.Classes.Count), title), AltText(title, string.Join(", ", cards.Select(c => c.ToString()))));
    }

    /// <inheritdoc cref="Predictions(PhotoSet, IReadOnlyList{int}, IReadOnlyList{float[]}, int, string)"/>
    public static PhotoSheet Predictions(PhotoSet photos, IReadOnlyList<int> positions, float[,] probabilities, int top = 3, string title = "")
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Predictions(photos, positions, Rows(probabilities), top, title);
    }

    /// <inheritdoc cref="Predictions(PhotoSet, IReadOnlyList{int}, IReadOnlyList{float[]}, int, string)"/>
    public static PhotoSheet Predictions(PhotoSet photos, IReadOnlyList<int> positions, Tensor probabilities, int top = 3, string title = "") =>
        Predictions(photos, positions, Rows(probabilities), top, title);

    /// <summary>The mistakes that a classifier makes with the greatest confidence, the surest first.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="probabilities"><c>[N, C]</c>: a row for each photo of the set.</param>
    /// <param name="count">Most photos that are shown, at least 1.</param>
    /// <param name="top">Classes under each photo, at least 1.</param>
    /// <param name="title">The line above; empty counts the mistakes.</param>
    /// <exception cref="ArgumentException">The probabilities have another shape, or there is no mistake to show.</exception>
    public static PhotoSheet HardExamples(PhotoSet photos, IReadOnlyList<float[]> probabilities, int count = 8, int top = 3, string title = "")
    {
        ArgumentNullException.ThrowIfNull(photos);
        CheckProbabilities(photos, probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int[] mistakes = [.. Enumerable.Range(0, photos.Count)
            .Where(i => ClassificationMetrics.ArgMax(probabilities[i]) != photos.Items[i].Label)
            .OrderByDescending(i => probabilities[i].Max()).ThenBy(i => i)];
        if (mistakes.Length == 0)
            throw new ArgumentException($"all {photos.Count} photos are right, there is no mistake to show; take photos that were not trained on", nameof(probabilities));
        int shown = Math.Min(count, mistakes.Length);
        if (title.Length == 0)
            title = $"The {shown} surest of {mistakes.Length} mistakes";
        return Predictions(photos, mistakes[..shown], probabilities, top, title);
    }

    /// <inheritdoc cref="HardExamples(PhotoSet, IReadOnlyList{float[]}, int, int, string)"/>
    public static PhotoSheet HardExamples(PhotoSet photos, float[,] probabilities, int count = 8, int top = 3, string title = "")
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return HardExamples(photos, Rows(probabilities), count, top, title);
    }

    /// <inheritdoc cref="HardExamples(PhotoSet, IReadOnlyList{float[]}, int, int, string)"/>
    public static PhotoSheet HardExamples(PhotoSet photos, Tensor probabilities, int count = 8, int top = 3, string title = "") =>
        HardExamples(photos, Rows(probabilities), count, top, title);

    /// <summary>Searches in one set: a row for each query, the query first, then what was found, nearest first.</summary>
    /// <param name="photos">Queries and catalogue.</param>
    /// <param name="queries">Positions of the queries, at least one.</param>
    /// <param name="results">For each query the positions that were found and their distances.</param>
    /// <param name="title">The line above; empty counts the right hits.</param>
    /// <exception cref="ArgumentException">A position is not one of the set, or there are not as many results as queries.</exception>
    public static PhotoSheet Retrieval(
        PhotoSet photos, IReadOnlyList<int> queries, IReadOnlyList<IReadOnlyList<(int Position, double Distance)>> results, string title = "") =>
        Retrieval(photos, queries, photos, results, title);

    /// <summary>Searches of one set's photos in a catalogue.</summary>
    /// <param name="photos">Where the queries are from.</param>
    /// <param name="queries">Positions of the queries, at least one.</param>
    /// <param name="catalogue">Where the hits are from.</param>
    /// <param name="results">For each query the positions that were found and their distances, nearest first.</param>
    /// <param name="title">The line above; empty counts the right hits.</param>
    /// <exception cref="ArgumentException">A position is not one of its set, or there are not as many results as queries.</exception>
    public static PhotoSheet Retrieval(
        PhotoSet photos, IReadOnlyList<int> queries, PhotoSet catalogue, IReadOnlyList<IReadOnlyList<(int Position, double Distance)>> results,
        string title = "")
    {
        CheckPositions(photos, queries);
        ArgumentNullException.ThrowIfNull(results);
        CheckCount(results.Count, "results", queries.Count);
        CheckPositions(catalogue, [.. results.SelectMany(row => row.Select(hit => hit.Position))]);
        Tile[][] rows = [.. queries.Select((query, i) => (Tile[])[
            new Tile(Shown(photos, query), ClassOf(photos, query), "query"),
            .. results[i].Select(hit => Hit(catalogue, hit, ClassOf(photos, query)))])];
        int found = rows.Sum(row => row.Length - 1), right = rows.Sum(row => row.Count(tile => tile.Right == true));
        if (title.Length == 0)
            title = $"{right} of {found} hits are of the query's class";
        var grid = new TileGrid(title, rows) { FirstColumnApart = true };
        string shown = string.Join("; ", rows.Select(row => $"{row[0].Caption}: {string.Join(", ", row.Skip(1).Select(t => t.Caption))}"));
        return new PhotoSheet(grid.Draw(), AltText(title, $"queries and their hits, nearest first. {shown}"));
    }

    /// <summary>One search of a <see cref="VisualSearchEngine"/>, with the pictures read from their files.</summary>
    /// <param name="query">The query's file.</param>
    /// <param name="queryClass">Its class, when known: it tells right from wrong.</param>
    /// <param name="results">The answers, nearest first, at least one.</param>
    /// <exception cref="ArgumentException">There are no answers.</exception>
    /// <exception cref="InputException">The query is no picture.</exception>
    public static PhotoSheet Retrieval(string query, string? queryClass, IReadOnlyList<SearchResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
            throw new ArgumentException("there is no answer to show", nameof(results));
        const int HitsInRow = 5;
        var asked = new Tile(Photo.Read(query, TileStyle.Side), queryClass ?? "query", queryClass is null ? "" : "query");
        Tile[] hits = [.. results.Select(r => Tile.Read(r.Path, r.Class, Distance(r.Distance), queryClass is null ? null : r.Class == queryClass))];
        Tile?[][] rows = [.. hits.Chunk(HitsInRow).Select((row, i) => (Tile?[])[i == 0 ? asked : null, .. row])];
        string title = queryClass is null ? "The nearest photos" : $"{hits.Count(h => h.Right == true)} of {hits.Length} hits are of the query's class";
        string found = string.Join(", ", hits.Select(h => $"{h.Caption} ({h.Detail})"));
        return new PhotoSheet(new TileGrid(title, rows) { FirstColumnApart = true }.Draw(), AltText(title, $"search for {queryClass ?? Path.GetFileName(query)}, found {found}"));
    }

    private static Tile Hit(PhotoSet catalogue, (int Position, double Distance) hit, string queryClass)
    {
        string found = ClassOf(catalogue, hit.Position);
        return new Tile(Shown(catalogue, hit.Position), found, Distance(hit.Distance), found == queryClass);
    }

    private static string Distance(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static float[][] Rows(float[,] matrix)
    {
        int width = matrix.GetLength(1);
        return [.. Enumerable.Range(0, matrix.GetLength(0)).Select(r => Enumerable.Range(0, width).Select(c => matrix[r, c]).ToArray())];
    }

    private static float[][] Rows(Tensor matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.dim() != 2)
            throw new ArgumentException($"probabilities have the shape [N, C], not [{string.Join(", ", matrix.shape)}]", nameof(matrix));
        using Tensor dense = matrix.to(ScalarType.Float32).cpu().contiguous();
        return [.. dense.data<float>().ToArray().Chunk((int)dense.shape[1])];
    }

    private static void CheckProbabilities(PhotoSet photos, IReadOnlyList<float[]> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Count != photos.Count)
            throw new ArgumentException($"there are {probabilities.Count} rows of probabilities for a set of {photos.Count} photos; give one for each photo of the set, in its order", nameof(probabilities));
        if (probabilities.FirstOrDefault(row => row.Length != photos.Classes.Count) is { } wrong)
            throw new ArgumentException($"a row holds {wrong.Length} probabilities, but there are {photos.Classes.Count} classes", nameof(probabilities));
    }
}
