using System.Globalization;
using System.Numerics.Tensors;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Copies;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;
using SkiaSharp;

namespace FashionNotebooks.Benchmarks;

/// <summary>Plants copies of photos among photos and counts how many are found, by kind, and what is found beside them.</summary>
internal static class CopiesBenchmark
{
    private const int KindsEach = 17;

    private static readonly (string Name, Func<SKBitmap, SKBitmap> Change, bool Copy)[] kinds =
    [
        ("saved again, smaller", photo => Drawn(photo, photo.Width * 2 / 3, photo.Height * 2 / 3, SKMatrix.CreateScale(2 / 3f, 2 / 3f)),
            true),
        ("mirrored", photo => Drawn(photo, photo.Width, photo.Height, SKMatrix.CreateScale(-1, 1, photo.Width / 2f, 0)), true),
        ("brighter", photo => Mixed(photo, [1.35f, 0, 0, 0, 1.35f, 0, 0, 0, 1.35f]), true),
        ("turned by 3 degrees", photo => Drawn(
            photo, photo.Width, photo.Height, SKMatrix.CreateRotationDegrees(3, photo.Width / 2f, photo.Height / 2f)), true),
        ("cropped to 95 % of each side", photo => Cropped(photo, 0.95f), true),
        ("cropped to 90 % of each side", photo => Cropped(photo, 0.9f), true),
        ("in another colour", photo => Mixed(photo, [0.1f, 0.2f, 0.7f, 0.7f, 0.2f, 0.1f, 0.2f, 0.6f, 0.2f]), false),
    ];

    /// <summary>
    /// Usage: [THREADS] [ROUNDS] copies FOLDER [FROM] [COUNT] [MODEL]: photos FROM, FROM + 1, … of the folder. With a model that tells
    /// garments apart also how it scores the copies.
    /// </summary>
    public static void Run(int threads, string[] args)
    {
        int Number(int at, int standard) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : standard;
        string[] all = [.. ImageFolder.OpenFiles(args[0]).Items.Select(photo => photo.Path)];
        string[] photos = [.. all.Skip(Number(1, 0)).Take(Number(2, all.Length))];
        string folder = Directory.CreateTempSubdirectory("copies-").FullName;
        var planted = new Dictionary<(string, string), string>();
        var random = new Random(11);
        foreach (var (i, path) in photos.Index())
            File.Copy(path, Path.Combine(folder, $"{i:D4}{Path.GetExtension(path)}"));
        string[] originals = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        int[] chosen = [.. Enumerable.Range(0, originals.Length)];
        random.Shuffle(chosen);
        foreach (var (place, kind) in kinds.SelectMany(kind => Enumerable.Repeat(kind, KindsEach)).Index())
        {
            string original = originals[chosen[place % chosen.Length]], copy = Path.Combine(folder, $"copy-{place:D3}.jpg");
            using SKBitmap decoded = SKBitmap.Decode(original), changed = kind.Change(decoded);
            using (SKData jpeg = changed.Encode(SKEncodedImageFormat.Jpeg, 60 + (5 * (place % 7))))
                File.WriteAllBytes(copy, jpeg.ToArray());
            planted[(original, copy)] = kind.Name;
        }
        using TrainedModel? model = args.Length > 3 ? TrainedModel.Load(args[3]) : null;
        Preprocessing form = model?.Preprocessing ?? new Preprocessing(64);
        using PhotoSet set = PhotoSet.Load(ImageFolder.OpenFiles(folder), form, cacheDirectory: "");
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        (string, string)[] found =
            [.. PhotoCopies.Find(set.Count, set.Photo, threads, default).Select(pair => (set.Items[pair.A].Path, set.Items[pair.B].Path))];
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        HashSet<(string, string)> pairs = [.. found, .. found.Select(pair => (pair.Item2, pair.Item1))];
        Console.WriteLine($"{originals.Length} photos, {planted.Count} planted, {threads} thread(s), {seconds:0.0} s");
        foreach (var (name, _, copy) in kinds)
        {
            var own = planted.Where(pair => pair.Value == name).ToArray();
            int hits = own.Count(pair => pairs.Contains(pair.Key));
            Console.WriteLine($"  {name,-30} {hits} of {own.Length} linked{(copy ? "" : " (none should be)")}");
            foreach (var pair in own.Where(pair => pairs.Contains(pair.Key) != copy))
                Console.WriteLine($"      {Path.GetFileName(pair.Key.Item1)} {Path.GetFileName(pair.Key.Item2)} {Measured(set, pair.Key)}");
        }
        // Two copies of one photo are copies too; those of another colour are not.
        HashSet<string> recoloured = [.. planted.Where(pair => pair.Value == kinds[^1].Name).Select(pair => pair.Key.Item2)];
        string Source(string path) => planted.Keys.FirstOrDefault(pair => pair.Item2 == path).Item1 ?? path;
        var wrong = found.Where(pair => Source(pair.Item1) != Source(pair.Item2)
            || recoloured.Contains(pair.Item1) != recoloured.Contains(pair.Item2)).ToArray();
        double precision = 1 - ((double)wrong.Length / Math.Max(1, found.Length));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  precision {precision:0.000} of {found.Length} links"));
        foreach (var pair in wrong)
            Console.WriteLine($"      {Name(pair.Item1, folder, photos)} {Name(pair.Item2, folder, photos)} {Measured(set, pair)}");
        if (model is not null)
            ShowScores(model, set, planted);
        Directory.Delete(folder, recursive: true);
    }

    private static void ShowScores(TrainedModel model, PhotoSet set, Dictionary<(string, string), string> planted)
    {
        EmbeddingSet embeddings = SearchEvaluation.Embeddings(model, set);
        PairCalibration calibration = PairCalibration.FromMetrics(model.Metadata.Metrics)!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  one garment from {calibration.Threshold:0.000} by the model"));
        foreach (var kind in planted.GroupBy(pair => pair.Value))
        {
            double[] scores = [.. kind.Select(pair => PairEvaluation.Cosine(
                embeddings[Place(set, pair.Key.Item1)], embeddings[Place(set, pair.Key.Item2)])).Order()];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-30} lowest scores "
                + $"{scores[0]:0.000} {scores[1]:0.000} {scores[2]:0.000}, median {scores[scores.Length / 2]:0.000}"));
        }
    }

    private static string Name(string path, string folder, string[] photos)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return int.TryParse(name, CultureInfo.InvariantCulture, out int place) ? photos[place] : Path.GetRelativePath(folder, path);
    }

    private static string Measured(PhotoSet set, (string A, string B) pair)
    {
        Sketch a = new(set.Photo(Place(set, pair.A))), b = new(set.Photo(Place(set, pair.B)));
        (float structure, double colour) = PhotoCopies.Measure(a, b);
        float plain = TensorPrimitives.Dot<float>(a.Edges(), b.Edges());
        float mirrored = TensorPrimitives.Dot<float>(a.Edges(), Sketch.Mirror(b.Edges()));
        return string.Create(CultureInfo.InvariantCulture,
            $"edges {plain:0.00}/{mirrored:0.00} structure {structure:0.000} colour {colour:0.0}");
    }

    private static int Place(PhotoSet set, string path) => set.Items.Index().First(item => item.Item.Path == path).Index;

    private static SKBitmap Cropped(SKBitmap photo, float share)
    {
        float left = photo.Width * (1 - share) * 0.7f, top = photo.Height * (1 - share) * 0.3f;
        return Drawn(photo, (int)(photo.Width * share), (int)(photo.Height * share), SKMatrix.CreateTranslation(-left, -top));
    }

    private static SKBitmap Drawn(SKBitmap photo, int width, int height, SKMatrix matrix)
    {
        var result = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(result);
        using SKImage image = SKImage.FromBitmap(photo);
        canvas.Clear(SKColors.Black);
        canvas.SetMatrix(matrix);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return result;
    }

    private static SKBitmap Mixed(SKBitmap photo, float[] m)
    {
        var result = new SKBitmap(photo.Width, photo.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(result);
        using SKImage image = SKImage.FromBitmap(photo);
        using SKColorFilter filter = SKColorFilter.CreateColorMatrix(
            [m[0], m[1], m[2], 0, 0, m[3], m[4], m[5], 0, 0, m[6], m[7], m[8], 0, 0, 0, 0, 0, 1, 0]);
        using var paint = new SKPaint { ColorFilter = filter };
        canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default, paint);
        return result;
    }
}
