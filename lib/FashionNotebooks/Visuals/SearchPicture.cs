using System.Globalization;
using FashionNotebooks.Data;
using FashionNotebooks.Search;

namespace FashionNotebooks.Visuals;

/// <summary>The answer to a search as one picture: the query on the left, what was found on the right, nearest first.</summary>
public static class SearchPicture
{
    private const int Margin = 16, Columns = 5, Separation = 36;
    private static readonly Rgb Line = new(0xcc, 0xcc, 0xcc);

    /// <summary>Reads the pictures and draws. A picture of the catalogue that is gone becomes an empty field.</summary>
    /// <param name="query">The query's file.</param>
    /// <param name="queryClass">Its class, when known: answers of the class get a green frame and a tick, others an orange one and a cross.</param>
    /// <param name="results">The answers, nearest first.</param>
    /// <exception cref="InputException">The query is no picture.</exception>
    public static RgbImage Draw(string query, string? queryClass, IReadOnlyList<SearchResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var asked = new Tile(RgbImage.Read(query, TileStyle.Side), "query", queryClass ?? "");
        return Draw(asked, [.. results.Select((result, i) => Tile.Read(result.Path, $"{i + 1}  {result.Class}", Distance(result), IsRight(result, queryClass)))]);
    }

    /// <summary>Draws a query and its answers.</summary>
    /// <param name="query">The query.</param>
    /// <param name="answers">At least one, nearest first; five stand in a row.</param>
    public static RgbImage Draw(Tile query, IReadOnlyList<Tile> answers)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0)
            throw new ArgumentException("there is no answer to draw", nameof(answers));
        const int Side = TileStyle.Side, Step = Side + TileStyle.Gap;
        int columns = Math.Min(Columns, answers.Count), rows = (answers.Count + columns - 1) / columns;
        int rowHeight = TileStyle.Height(Side, lines: 2) + TileStyle.Gap, first = Margin + Side + Separation;
        var canvas = new Canvas(first + columns * Step - TileStyle.Gap + Margin, 2 * Margin + rows * rowHeight - TileStyle.Gap, Rgb.White);
        TileStyle.Draw(canvas, query, Margin, Margin, Side);
        canvas.Fill(Margin + Side + Separation / 2, Margin, 1, canvas.Image.Height - 2 * Margin, Line);
        for (int i = 0; i < answers.Count; i++)
            TileStyle.Draw(canvas, answers[i], first + i % columns * Step, Margin + i / columns * rowHeight, Side);
        return canvas.Image;
    }

    private static string Distance(SearchResult result) => result.Distance.ToString("0.000", CultureInfo.InvariantCulture);

    private static bool? IsRight(SearchResult result, string? queryClass) => queryClass is null ? null : result.Class == queryClass;
}
