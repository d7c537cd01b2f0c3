namespace FashionNotebooks.Photos.Augmenting;

/// <summary>
/// Random changes of training photos: one affine resampling (flip, rotation, zoom, aspect, shift), one colour change,
/// one erased rectangle (Zhong et al., "Random Erasing Data Augmentation", 2017). Numbers that are 0 switch a change off.
/// </summary>
/// <param name="HorizontalFlip">Probability of a mirror image.</param>
/// <param name="VerticalFlip">Probability of a photo upside down.</param>
/// <param name="Rotation">Largest rotation in degrees, either way.</param>
/// <param name="QuarterTurns">Probability of a turn by 90, 180 or 270 degrees besides.</param>
/// <param name="MinScale">Smallest side of the part that is seen, as a fraction of the photo; below 1 zooms in.</param>
/// <param name="MaxScale">Largest side of the part that is seen; above 1 shows the mirrored border.</param>
/// <param name="Aspect">Largest stretch of one axis against the other: 1.2 allows 5:6 to 6:5.</param>
/// <param name="Shift">Largest shift of the centre along each axis, as a fraction of the side.</param>
/// <param name="Brightness">Brightness factor 1 ± this.</param>
/// <param name="Contrast">Contrast factor 1 ± this, about the photo's mean grey.</param>
/// <param name="Saturation">Saturation factor 1 ± this.</param>
/// <param name="ColourCast">Factor 1 ± this on each of R, G, B on its own.</param>
/// <param name="Erasing">Probability of an erased rectangle of 2 to 20 % of the area, aspect 0.3 to 3.3, filled with one random
/// colour.</param>
/// <param name="NearestWithBlack">Nearest neighbour with black outside, instead of bilinear with a mirrored border.</param>
public sealed record Augmentation(
    double HorizontalFlip = 0, double VerticalFlip = 0, double Rotation = 0, double QuarterTurns = 0, double MinScale = 1,
    double MaxScale = 1, double Aspect = 1, double Shift = 0, double Brightness = 0, double Contrast = 0, double Saturation = 0,
    double ColourCast = 0, double Erasing = 0, bool NearestWithBlack = false)
{
    /// <summary>No change; also the way from cached bytes to a model's input.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>The references' RandomHorizontalFlip(0.5) and RandomRotation(10), as torchvision does them.</summary>
    public static Augmentation Reference { get; } = new(HorizontalFlip: 0.5, Rotation: 10, NearestWithBlack: true);

    /// <summary>The stronger one: meant for photos cached at 80 x 80 and seen at 64 x 64.</summary>
    public static Augmentation Strong { get; } = new(
        HorizontalFlip: 0.5, Rotation: 12, MinScale: 0.65, MaxScale: 1.1, Aspect: 1.15, Shift: 0.08,
        Brightness: 0.3, Contrast: 0.3, Saturation: 0.3, ColourCast: 0.06, Erasing: 0.25);

    /// <summary>Draws what happens to one photo of side <paramref name="source"/>, seen at <paramref name="target"/>.</summary>
    internal AugmentationDraw Draw(ref CounterRandom random, int source, int target, ReadOnlySpan<float> scale, ReadOnlySpan<float> bias)
    {
        AugmentationDraw draw = default;
        Place(ref random, source, target, ref draw);
        draw.Brightness = Factor(ref random, Brightness);
        draw.Contrast = Factor(ref random, Contrast);
        draw.Saturation = Factor(ref random, Saturation);
        (draw.CastRed, draw.CastGreen, draw.CastBlue) =
            (Factor(ref random, ColourCast), Factor(ref random, ColourCast), Factor(ref random, ColourCast));
        if (random.NextDouble() < Erasing)
            Erase(ref random, target, scale, bias, ref draw);
        return draw;
    }

    private void Place(ref CounterRandom random, int source, int target, ref AugmentationDraw draw)
    {
        double mirror = random.NextDouble() < HorizontalFlip ? -1 : 1, upside = random.NextDouble() < VerticalFlip ? -1 : 1;
        double angle = random.Uniform(-Rotation, Rotation) * Math.PI / 180;
        double zoom = random.Uniform(MinScale, MaxScale) * source / target;
        double stretch = Math.Sqrt(Math.Exp(random.Uniform(-1, 1) * Math.Log(Aspect)));
        double x = random.Uniform(-Shift, Shift) * source, y = random.Uniform(-Shift, Shift) * source;
        if (QuarterTurns > 0
            && random.NextDouble() < QuarterTurns) // no number is drawn without it, so that older settings give what they gave
            angle += (1 + random.Next(3)) * Math.PI / 2;
        (double sin, double cos) = Math.SinCos(angle);
        double a = cos * zoom * stretch * mirror, b = -sin * zoom / stretch * upside;
        double d = sin * zoom * stretch * mirror, e = cos * zoom / stretch * upside;
        // The centres fall on one another, up to the shift.
        double middle = (target - 1) / 2.0, centre = (source - 1) / 2.0;
        (draw.A, draw.B, draw.C) = ((float)a, (float)b, (float)(centre + x - (a + b) * middle));
        (draw.D, draw.E, draw.F) = ((float)d, (float)e, (float)(centre + y - (d + e) * middle));
    }

    private static void Erase(ref CounterRandom random, int side, ReadOnlySpan<float> scale, ReadOnlySpan<float> bias,
        ref AugmentationDraw draw)
    {
        double area = random.Uniform(0.02, 0.2) * side * side, aspect = Math.Exp(random.Uniform(-1, 1) * Math.Log(3.3));
        int width = Math.Clamp((int)Math.Round(Math.Sqrt(area * aspect)), 1, side),
            height = Math.Clamp((int)Math.Round(Math.Sqrt(area / aspect)), 1, side);
        (draw.EraseLeft, draw.EraseTop) = (random.Next(side - width + 1), random.Next(side - height + 1));
        (draw.EraseRight, draw.EraseBottom) = (draw.EraseLeft + width, draw.EraseTop + height);
        draw.FillRed = random.Next(256) * scale[0] + bias[0];
        draw.FillGreen = random.Next(256) * scale[1] + bias[1];
        draw.FillBlue = random.Next(256) * scale[2] + bias[2];
    }

    private static float Factor(ref CounterRandom random, double spread) => (float)random.Uniform(1 - spread, 1 + spread);
}
