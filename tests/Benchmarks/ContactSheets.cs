using System.Globalization;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;
using FashionNotebooks.Search.Aspects;
using FashionNotebooks.Visuals;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// Photos searched with by class, look, colour and mix, for a person to judge: a block of four rows for each, two blocks side by side.
/// </summary>
internal static class ContactSheets
{
    private const int Hits = 5, Side = 44;
    private static readonly string[] rows = ["class", "look", "colour", "mix"];

    // Few colours and no dots: a sheet to look at, in a quarter of the bytes.
    private static readonly PngEncoder encoder = new()
    {
        ColorType = PngColorType.Palette,
        CompressionLevel = PngCompressionLevel.BestCompression,
        Quantizer = new WuQuantizer(new QuantizerOptions { MaxColors = 80, Dither = null }),
    };

    /// <summary>
    /// Usage: [THREADS] [ROUNDS] sheets MODEL CATALOGUE QUERIES OUT [COUNT]: photos of the folder QUERIES, spread evenly over it.
    /// </summary>
    public static void Run(string[] args)
    {
        using var engine = VisualSearchEngine.Load(args[0]);
        engine.Embed(args[1]);
        IReadOnlyList<PhotoFile> photos = ImageFolder.OpenFiles(args[2]).Items;
        int count = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 20;
        Tile?[][][] blocks = [.. Enumerable.Range(0, count)
            .Select(i => Block(engine, photos[((2 * i) + 1) * photos.Count / (2 * count)].Path))];
        Tile?[][] lines = [.. blocks.Chunk(2).SelectMany(pair =>
            rows.Select((_, row) => (Tile?[])[.. pair.SelectMany(block => block[row])]))];
        string[] one = ["query", .. Enumerable.Range(1, Hits).Select(rank => $"{rank}")];
        Photo sheet = new TileGrid("", lines)
        {
            Side = Side,
            Names = [.. lines.Select((_, line) => rows[line % rows.Length])],
            Headings = [.. one, .. one],
        }.Draw();
        using var pixels = Image.LoadPixelData<Rgb24>(sheet.Pixels, sheet.Width, sheet.Height);
        pixels.SaveAsPng(args[3], encoder);
        Console.WriteLine($"{args[3]}: {count} queries, {new FileInfo(args[3]).Length} bytes");
    }

    private static Tile?[][] Block(VisualSearchEngine engine, string query)
    {
        var others = new PhotoFilter { Where = photo => photo.Path != query };
        return [.. rows.Select((by, row) => (Tile?[])[
            row == 0 ? Shown(query) : null,
            .. engine.Search(query, Hits, others, Likeness.Words[by]).Select(hit => Shown(hit.Path))])];
    }

    private static Tile Shown(string path) => Tile.Read(path, "", side: Side);
}
