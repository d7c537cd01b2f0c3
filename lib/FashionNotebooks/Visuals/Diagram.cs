namespace FashionNotebooks.Visuals;

/// <summary>The drawn figures of the course.</summary>
public static class Diagram
{
    private const double SceneMiddle = 168;

    private static readonly string blue = Palette.Of(0), orange = Palette.Of(1), green = Palette.Of(2);

    /// <summary>
    /// An inverted residual block (Sandler et al., "MobileNetV2", 2018): its layers, the channels between them and the weights of each
    /// layer, without batch norm.
    /// </summary>
    public static Drawing InvertedResidual(int inChannels, int outChannels, int expansion, int stride, bool depthwise,
        bool projection = true)
    {
        foreach (int value in (int[])[inChannels, outChannels, expansion, stride])
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return new BlockDrawing(inChannels, outChannels, expansion, stride, depthwise, projection).Draw();
    }

    /// <summary>
    /// What the triplet loss does: the positive comes nearer than the negative by at least the margin (Schroff et al., "FaceNet", 2015).
    /// </summary>
    public static Drawing Triplet()
    {
        var pen = new SvgPen(640, 310);
        Scene(pen, 160, "before training", (50, -38), (-36, 28));
        Scene(pen, 480, "after training", (28, -21), (-96, 58));
        pen.Arrow(Palette.Muted, (308, SceneMiddle), (350, SceneMiddle));
        pen.Text(320, 298, "loss = max(0, d(anchor, positive) − d(anchor, negative) + margin)");
        return pen.Finish("Triplet loss",
            "Two scenes with an anchor in the middle. Before training the negative is nearer than the positive. "
            + "After training the positive is near, and the negative is farther away than the positive by more than the margin.");
    }

    /// <summary>Visual search: the catalogue is encoded once, a query is encoded and its nearest vectors are looked up.</summary>
    public static Drawing SearchPipeline()
    {
        var pen = new SvgPen(640, 250);
        const double Top = 52, Bottom = 160, High = 58, Wide = 124;
        double[] x = [14, 176, 338, 500];
        pen.Box(x[0], Top, Wide, High, blue, "catalogue", "N photos");
        pen.Box(x[1], Top, Wide, High, green, "encoder", "photo → vector");
        pen.Box(x[2], Top, Wide, High, blue, "index", "N vectors");
        pen.Box(x[0], Bottom, Wide, High, orange, "query", "one photo");
        pen.Box(x[1], Bottom, Wide, High, green, "encoder", "the same weights");
        pen.Box(x[2], Bottom, Wide, High, orange, "distances", "to each vector");
        pen.Box(x[3], Bottom, Wide, High, blue, "k nearest", "similar photos");
        foreach (double y in (double[])[Top + High / 2, Bottom + High / 2])
        {
            pen.Arrow(Palette.Muted, (x[0] + Wide + 3, y), (x[1] - 3, y));
            pen.Arrow(Palette.Muted, (x[1] + Wide + 3, y), (x[2] - 3, y));
        }
        pen.Arrow(Palette.Muted, (x[2] + Wide / 2, Top + High + 3), (x[2] + Wide / 2, Bottom - 3));
        pen.Arrow(Palette.Muted, (x[2] + Wide + 3, Bottom + High / 2), (x[3] - 3, Bottom + High / 2));
        pen.Text(x[3] + Wide / 2, Top + High / 2 - 4, "once, before", size: 12, color: Palette.Muted);
        pen.Text(x[3] + Wide / 2, Top + High / 2 + 13, "the first query", size: 12, color: Palette.Muted);
        pen.Text(x[0], 240, "for each query", "start", size: 12, color: Palette.Muted);
        return pen.Finish("Visual search",
            "Above: the photos of the catalogue go through the encoder once, and their vectors are kept in an index. "
            + "Below: a query goes through the same encoder, its distance to each vector is computed, "
            + "and the nearest photos are the answer.");
    }

    /// <summary>
    /// An anchor with its positive and its negative, given from the anchor; the dashed circle is the margin beyond the positive's distance.
    /// </summary>
    private static void Scene(SvgPen pen, double x, string name, (double X, double Y) positive, (double X, double Y) negative)
    {
        const double Y = SceneMiddle, Margin = 30;
        double radius = Math.Sqrt(positive.X * positive.X + positive.Y * positive.Y);
        pen.Text(x, 50, name, color: Palette.Muted);
        pen.Circle(x, Y, radius, green);
        pen.Circle(x, Y, radius + Margin, Palette.Muted, dashed: true);
        pen.Line(x, Y, x + positive.X, Y + positive.Y, green);
        pen.Line(x, Y, x + negative.X, Y + negative.Y, orange);
        pen.Arrow(Palette.Muted, (x + radius, Y), (x + radius + Margin, Y));
        pen.Text(x + radius + Margin + 4, Y + 4, "margin", "start", size: 12, color: Palette.Muted);
        Point(pen, x, Y, blue, "anchor", above: false);
        Point(pen, x + positive.X, Y + positive.Y, green, "positive", above: true);
        Point(pen, x + negative.X, Y + negative.Y, orange, "negative", above: false);
    }

    private static void Point(SvgPen pen, double x, double y, string color, string name, bool above)
    {
        pen.Circle(x, y, 7, color, filled: true);
        pen.Text(x, y + (above ? -14 : 23), name, size: 12, bold: true, color: color, halo: true);
    }
}
