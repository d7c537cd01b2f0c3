namespace FashionNotebooks.Visuals;

/// <content>What a model answered, with right and wrong told apart by colour and by a sign.</content>
public static partial class PhotoGrid
{
    private const int CardSide = 148, Cards = 4;
    private const string OtherBar = "#D5DBE0", RightBar = "#7FCEB9",
        WrongBar = "#EAAE7F"; // half way to white, so that dark text can be read on them

    /// <summary>Photos with the classes that a classifier finds most probable.</summary>
    public static PhotoSheet Predictions(
        PhotoSet photos, IReadOnlyList<int> positions, IReadOnlyList<float[]> probabilities, int top = 3, string title = "")
    {
        CheckPositions(photos, positions);
        CheckProbabilities(photos, probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        string[] classes = [.. photos.Classes];
        int[] seen = [.. positions.Select(i => ClassificationMetrics.ArgMax(probabilities[i]))],
            labels = [.. positions.Select(i => photos.Items[i].Label)];
        Tile[] tiles = [.. positions.Select((i, n) => new Tile(Shown(photos, i), $"true: {classes[labels[n]]}", "", seen[n] == labels[n])
        {
            Bars = [.. Enumerable.Range(0, classes.Length).OrderByDescending(c => probabilities[i][c]).Take(top).Select(c => (
                classes[c], probabilities[i][c], c == labels[n] ? RightBar : c == seen[n] ? WrongBar : OtherBar, c == labels[n]))],
        })];
        if (title.Length == 0)
            title = $"Predictions: {tiles.Count(tile => tile.Right == true)} of {tiles.Length} right";
        IEnumerable<string> said = labels.Zip(seen, (label, c) => c == label
            ? $"{classes[label]} right" : $"{classes[label]} taken for {classes[c]}");
        return Sheet(TileGrid.Of(title, tiles, Math.Min(Cards, tiles.Length)) with { Side = CardSide }, string.Join(", ", said));
    }

    /// <summary>The mistakes that a classifier makes with the greatest confidence, the surest first.</summary>
    public static PhotoSheet HardExamples(PhotoSet photos, IReadOnlyList<float[]> probabilities, int count = 8, int top = 3,
        string title = "")
    {
        CheckProbabilities(photos, probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int[] mistakes = [.. Enumerable.Range(0, photos.Count)
            .Where(i => ClassificationMetrics.ArgMax(probabilities[i]) != photos.Items[i].Label)
            .OrderByDescending(i => probabilities[i].Max()).ThenBy(i => i)];
        if (mistakes.Length == 0)
            throw new ArgumentException(
                $"all {photos.Count} photos are right, there is no mistake to show; take photos that were not trained on",
                    nameof(probabilities));
        int shown = Math.Min(count, mistakes.Length);
        return Predictions(photos, mistakes[..shown], probabilities, top, title.Length > 0
            ? title : $"The {shown} surest of {mistakes.Length} mistakes");
    }

    /// <summary>Searches in one set: a row for each query, the query first, then what was found, nearest first.</summary>
    public static PhotoSheet Retrieval(
        PhotoSet photos, IReadOnlyList<int> queries, IReadOnlyList<IReadOnlyList<(int Position, double Distance)>> results,
            string title = "") =>
        Retrieval(photos, queries, photos, results, title);

    /// <summary>Searches of one set's photos in a catalogue.</summary>
    public static PhotoSheet Retrieval(
        PhotoSet photos, IReadOnlyList<int> queries, PhotoSet catalogue,
            IReadOnlyList<IReadOnlyList<(int Position, double Distance)>> results,
        string title = "")
    {
        CheckPositions(photos, queries);
        CheckCount(results.Count, "results", queries.Count);
        CheckPositions(catalogue, [.. results.SelectMany(row => row.Select(hit => hit.Position))]);
        Tile Hit((int Position, double Distance) hit, string wanted)
        {
            string found = ClassOf(catalogue, hit.Position);
            return new Tile(Shown(catalogue, hit.Position), found, Figure(hit.Distance), found == wanted);
        }
        Tile[][] rows = [.. queries.Zip(results, (query, hits) => (Tile[])[
            new Tile(Shown(photos, query), ClassOf(photos, query), "query"), .. hits.Select(hit => Hit(hit, ClassOf(photos, query)))])];
        int found = rows.Sum(row => row.Length - 1), right = rows.Sum(row => row.Count(tile => tile.Right == true));
        var grid = new TileGrid(title.Length > 0 ? title : $"{right} of {found} hits are of the query's class",
            rows)
        { FirstColumnApart = true };
        string shown = string.Join("; ", rows.Select(row => $"{row[0].Caption}: {string.Join(", ", row.Skip(1).Select(t => t.Caption))}"));
        return Sheet(grid, $"queries and their hits, nearest first. {shown}");
    }

    /// <summary>One search of a <see cref="VisualSearchEngine"/>, with the photos read from their files.</summary>
    /// <exception cref="InputException">The query is no photo.</exception>
    public static PhotoSheet Retrieval(
        string query, string? queryClass, IReadOnlyList<SearchResult> results, string? title = null)
    {
        if (results.Count == 0)
            throw new ArgumentException("there is no answer to show", nameof(results));
        const int HitsInRow = 5;
        var asked = new Tile(Photo.Read(query, Tile.UsualSide), queryClass ?? "query", queryClass is null ? "" : "query");
        Tile[] hits = [.. results.Select(r => Tile.Read(r.Path, r.Class, Figure(r.Distance), queryClass is null
            ? null : r.Class == queryClass))];
        Tile?[][] rows = [.. hits.Chunk(HitsInRow).Select((row, i) => (Tile?[])[i == 0 ? asked : null, .. row])];
        title ??= queryClass is null
            ? "The nearest photos" : $"{hits.Count(h => h.Right == true)} of {hits.Length} hits are of the query's class";
        string found = string.Join(", ", hits.Select(h => $"{h.Caption} ({h.Detail})"));
        return Sheet(new TileGrid(title, rows) { FirstColumnApart = true },
            $"search for {queryClass ?? Path.GetFileName(query)}, found {found}");
    }

    /// <summary>
    /// Clusters of duplicates, a row for each, the surest first; those beyond 60 and photos of a cluster beyond 6 are counted, not shown.
    /// </summary>
    public static PhotoSheet Duplicates(IReadOnlyList<DuplicateCluster> clusters, IReadOnlyList<CataloguePhoto> catalogue)
    {
        const int MostColumns = 6, MostRows = 60;
        if (clusters.Count == 0)
            throw new ArgumentException("there is no cluster to show", nameof(clusters));
        static string Best(DuplicateCluster cluster, int photo) =>
            Figure(cluster.Links.First(link => link.A == photo || link.B == photo).Score);
        DuplicateCluster[] shown = [.. clusters.Take(MostRows)];
        Tile[][] rows = [.. shown.Select(cluster => cluster.Photos.Take(MostColumns)
            .Select(i => Tile.Read(catalogue[i].Path, Best(cluster, i), Path.GetFileNameWithoutExtension(catalogue[i].Path))).ToArray())];
        string title = clusters.Count > MostRows
            ? $"The surest {MostRows} of {clusters.Count} clusters" : clusters.Count == 1 ? "1 cluster" : $"{clusters.Count} clusters";
        string[] names = [.. shown.Select((cluster, i) => cluster.Photos.Count > MostColumns
            ? $"{i + 1}: {MostColumns} of {cluster.Photos.Count}" : $"{i + 1}")];
        return new PhotoSheet(new TileGrid(title, rows) { Names = names }.Draw(), $"{title} of pictures that are held for the same");
    }

    /// <summary>Two photos and, laid over each, what the other has no counterpart for.</summary>
    /// <exception cref="InputException">A file is no photo.</exception>
    public static PhotoSheet Comparison(string a, string b, PhotoComparison comparison, string? altText = null)
    {
        const int Size = 220;
        const float SmallestRange = 0.05f; // else the noise of two equal photos would shine as brightly as a real difference
        float high = comparison.DifferenceA.Values.Concat(comparison.DifferenceB.Values).Append(SmallestRange).Max();
        Photo Square(string path) => Photo.Read(path, 2 * Size).Resize(Size, Size); // as the model saw it
        string Largest(PlaceMap map) => string.Create(CultureInfo.InvariantCulture, $"at most {map.Values.Max():0.00}");
        Photo first = Square(a), second = Square(b);
        Tile[] tiles =
        [
            new(first, "A", Path.GetFileName(a)),
            new(HeatMap.Over(first, comparison.DifferenceA, 0, high), "what B has not", Largest(comparison.DifferenceA)),
            new(second, "B", Path.GetFileName(b)),
            new(HeatMap.Over(second, comparison.DifferenceB, 0, high), "what A has not", Largest(comparison.DifferenceB)),
        ];
        string verdict = comparison.Same switch { true => "the same item", false => "not the same item", null => "no verdict" };
        string sure = comparison.Probability is { } p ? string.Create(CultureInfo.InvariantCulture, $", probability {p:0.00}") : "";
        string title = string.Create(CultureInfo.InvariantCulture, $"{verdict}: score {comparison.Similarity:0.000}{sure}");
        return Tiles(tiles, tiles.Length, Size, title, altText ?? title);
    }

    /// <summary>Photos, and under each the same one with the weights of its places laid over: where a fine-grained encoder looks.</summary>
    /// <exception cref="InputException">The model is no fine-grained encoder.</exception>
    /// <exception cref="InvalidOperationException">It has no spatial attention.</exception>
    public static PhotoSheet Attention(TrainedModel model, PhotoSet photos, IReadOnlyList<int> positions)
    {
        CheckPositions(photos, positions);
        PlaceMap[] maps = AttentionMaps(model, photos, positions);
        float low = maps.Min(map => map.Values.Min()), high = Math.Max(maps.Max(map => map.Values.Max()), low + 1e-6f);
        Tile[] plain = [.. positions.Select(i => new Tile(photos.Photo(i), ""))];
        Tile[] seen = [.. plain.Select((tile, n) => new Tile(HeatMap.Over(tile.Photo!, maps[n], low, high), ""))];
        string title = FormattableString.Invariant($"Where the encoder looks: weights from {low:0.00} to {high:0.00}");
        return new PhotoSheet(
            new TileGrid(title, [plain, seen]) { Names = ["photo", "attention"] }.Draw(),
                $"{title}; {positions.Count} photos and their attention");
    }

    /// <summary>One photo as erasure leaves it: the places that attention weighs most are grey, more and more of them.</summary>
    /// <exception cref="InputException">The model is no fine-grained encoder, or a step leaves nothing.</exception>
    public static PhotoSheet Erasure(TrainedModel model, PhotoSet photos, int position, IReadOnlyList<int> steps)
    {
        CheckPositions(photos, [position]);
        PlaceMap map = AttentionMaps(model, photos, [position])[0];
        Photo photo = photos.Photo(position);
        float low = map.Values.Min(), high = Math.Max(map.Values.Max(), low + 1e-6f);
        Tile[] tiles =
        [
            new(photo, "photo"), new(HeatMap.Over(photo, map, low, high), "attention"),
            .. steps.Select(cells => new Tile(Hidden(photo, map, cells), $"{cells} hidden")),
        ];
        string title = $"What erasure hides of {map.Height}×{map.Width} places";
        return Sheet(TileGrid.Of(title, tiles, tiles.Length),
            $"a photo, its attention, and the photo with {string.Join(", ", steps)} places in grey");
    }

    private static Photo Hidden(Photo photo, PlaceMap map, int cells)
    {
        const byte Grey = 128;
        using var scope = NewDisposeScope();
        Tensor weights = tensor([.. map.Values]).view(1, 1, map.Height, map.Width);
        float[] kept = new AttentionErasure(cells, rate: 1).Mask(weights).data<float>().ToArray();
        var result = new Photo(photo.Width, photo.Height, [.. photo.Pixels]);
        for (int i = 0; i < result.Pixels.Length; i++)
        {
            int x = i / 3 % photo.Width, y = i / 3 / photo.Width;
            if (kept[(y * map.Height / photo.Height * map.Width) + (x * map.Width / photo.Width)] == 0)
                result.Pixels[i] = Grey;
        }
        return result;
    }

    private static PlaceMap[] AttentionMaps(TrainedModel model, PhotoSet photos, IReadOnlyList<int> positions)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor pixels = photos.Batch([.. positions.Select(i => (long)i)]).to(ComputeDevice.Current);
        Tensor input = Normalization.ToModelInput(pixels, model.Preprocessing.Normalize);
        return PlaceMap.Of(model.FineGrained.AttentionMap(input)); // [N, 1, h, w]
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void CheckProbabilities(PhotoSet photos, IReadOnlyList<float[]> probabilities)
    {
        if (probabilities.Count != photos.Count)
            throw new ArgumentException(
                $"there are {probabilities.Count} rows of probabilities for a set of {photos.Count} photos; "
                + "give one for each photo of the set, in its order",
                nameof(probabilities));
        if (probabilities.FirstOrDefault(row => row.Length != photos.Classes.Count) is { } wrong)
            throw new ArgumentException($"a row holds {wrong.Length} probabilities, but there are {photos.Classes.Count} classes",
                nameof(probabilities));
    }
}
