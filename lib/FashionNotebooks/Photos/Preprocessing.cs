namespace FashionNotebooks.Photos;

/// <summary>
/// The one rule from a file to a model's input, the same in training, evaluation, export and serving: decode, turn
/// upright, RGB, antialiased bilinear resize to a square, blur if there is one, scale.
/// </summary>
/// <param name="Size">Side of the square in pixels.</param>
/// <param name="Crop">False squashes the whole photo; true resizes the short side and keeps the centre.</param>
/// <param name="Normalize">How bytes become numbers.</param>
/// <param name="Blur">Standard deviation of a Gaussian blur of the resized photo, in its pixels; 0 for none.</param>
public sealed record Preprocessing(int Size, bool Crop = false, NormalizationKind Normalize = NormalizationKind.Half, double Blur = 0)
{
    private const int MaxSize = 1024;
    private const double MaxBlur = 10;
    private const string SizeKey = "preprocessing.size", CropKey = "preprocessing.crop", NormalizeKey = "preprocessing.normalize",
        BlurKey = "preprocessing.blur";

    /// <summary>Side of the square in pixels, 1 to 1024.</summary>
    public int Size { get; init; } = Size is >= 1 and <= MaxSize
        ? Size
        : throw new InputException($"a picture size of {Size} pixels cannot be used; choose 1 to {MaxSize}");

    /// <summary>Standard deviation of the blur in pixels of the square, 0 to 10.</summary>
    public double Blur { get; init; } = Blur is >= 0 and <= MaxBlur
        ? Blur
        : throw new InputException(string.Create(CultureInfo.InvariantCulture,
            $"a blur of {Blur} pixels cannot be used; choose 0 to {MaxBlur}"));

    /// <summary>The course's rule: 64 x 64, squashed, [-1, 1].</summary>
    public static Preprocessing Course { get; } = new(64);

    /// <summary>The rule for photos that are kept larger or smaller: what they show is as sharp as before.</summary>
    public Preprocessing At(int size) => this with { Size = size, Blur = Math.Min(Blur * size / Size, MaxBlur) };

    /// <summary>The rule as entries of a checkpoint's metadata.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            [SizeKey] = Size.ToString(CultureInfo.InvariantCulture),
            [CropKey] = Crop ? "true" : "false",
            [NormalizeKey] = Normalize == NormalizationKind.Half ? "half" : "imagenet",
        };
        if (Blur > 0)
            metadata.Add(BlurKey, Blur.ToString("R", CultureInfo.InvariantCulture));
        return metadata;
    }

    /// <summary>Reads the rule back from a checkpoint's metadata.</summary>
    /// <exception cref="InputException">An entry is missing or has no meaning.</exception>
    public static Preprocessing FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        string size = Entry(metadata, SizeKey), crop = Entry(metadata, CropKey), normalize = Entry(metadata, NormalizeKey);
        string blur = metadata.TryGetValue(BlurKey, out string? entry) ? entry : "0";
        if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels))
            throw Meaningless(SizeKey, size);
        return new Preprocessing(
            pixels,
            bool.TryParse(crop, out bool cropped) ? cropped : throw Meaningless(CropKey, crop),
            ParseNormalization(normalize),
            double.TryParse(blur, NumberStyles.Float, CultureInfo.InvariantCulture, out double sigma)
                ? sigma : throw Meaningless(BlurKey, blur));
    }

    /// <summary>Reads <c>half</c> or <c>imagenet</c>.</summary>
    /// <exception cref="InputException">Any other word.</exception>
    public static NormalizationKind ParseNormalization(string name) => name switch
    {
        "half" => NormalizationKind.Half,
        "imagenet" => NormalizationKind.ImageNet,
        _ => throw Meaningless(NormalizeKey, name),
    };

    /// <summary>One file: uint8 <c>[3, S, S]</c>.</summary>
    /// <exception cref="InputException">The file is missing, no photo, damaged, or over the limits.</exception>
    public Tensor Read(string path, PhotoLimits? limits = null)
    {
        Tensor result = empty(3, Size, Size, dtype: ScalarType.Byte);
        ReadPlanes(path, limits).CopyTo(result.bytes);
        return result;
    }

    /// <summary>One file: planes R, G, B, <c>[3, S, S]</c> bytes.</summary>
    public byte[] ReadPlanes(string path, PhotoLimits? limits = null) => PhotoLimits.WithPath(path, limits, file =>
    {
        byte[] planes = new byte[3 * Size * Size];
        Decode(file, planes, limits);
        return planes;
    });

    /// <summary>A file's bytes: into planes R, G, B, <c>[3, S, S]</c>.</summary>
    /// <exception cref="PhotoException">The bytes are no photo, damaged, or over the limits.</exception>
    public (int Width, int Height) Decode(ReadOnlySpan<byte> file, Span<byte> planes, PhotoLimits? limits = null)
    {
        using var decoder = new PhotoDecoder(file, limits);
        using Pixels pixels = decoder.Decode(Size), square = Resampling.Square(pixels, Size, Crop);
        square.CopyToPlanes(planes);
        if (Blur > 0)
            GaussianBlur.Apply(planes, Size, Blur);
        return decoder.Size;
    }

    private static string Entry(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? value)
            ? value
            : throw new InputException($"the file does not say how pictures are prepared ('{key}' is missing); train it again");

    private static InputException Meaningless(string key, string value) => new($"'{key}' cannot be '{value}'");
}
