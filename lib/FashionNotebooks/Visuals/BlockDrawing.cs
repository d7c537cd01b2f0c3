namespace FashionNotebooks.Visuals;

/// <summary>Draws an inverted residual block: bars for the channels between its layers, boxes for the layers.</summary>
internal sealed class BlockDrawing(int inChannels, int outChannels, int expansion, int stride, bool depthwise, bool projection)
{
    private const double Middle = 120, TallestBar = 150, BarWidth = 16;
    private readonly long hidden = (long)inChannels * expansion;
    private readonly bool identity = stride == 1 && inChannels == outChannels;
    private readonly SvgPen pen = new(640, projection || (stride == 1 && inChannels == outChannels) ? 268 : 240);

    internal Drawing Draw()
    {
        (double X, long Channels)[] bars = [(34, inChannels), (206, hidden), (390, hidden), (566, outChannels)];
        long filter = 9 * hidden * (depthwise ? 1 : hidden);
        Layer(bars[0].X, bars[1].X, Palette.Of(0), "1×1", "expand", "ReLU", inChannels * hidden);
        Layer(bars[1].X, bars[2].X, depthwise ? Palette.Of(2) : Palette.Of(1), "3×3", depthwise ? "depthwise" : "dense",
            $"stride {stride}, ReLU", filter);
        Layer(bars[2].X, bars[3].X, Palette.Of(0), "1×1", "project", "linear", hidden * outChannels);
        foreach ((double x, long channels) in bars)
            Bar(x, channels);
        if (identity || projection)
            Skip(bars[0].X, bars[3].X);
        string kind = depthwise ? "depthwise" : "dense";
        string skip = identity ? "The input is added to the output." : projection
            ? "A 1×1 layer brings the input to the output's shape, then it is added." : "There is no skip connection.";
        skip += depthwise ? "" : " ReLU comes last.";
        return pen.Finish($"Inverted residual block, {kind} 3×3 layer",
            $"{inChannels} channels are expanded to {hidden} by a 1×1 layer, filtered by a {kind} 3×3 layer "
            + $"with stride {stride} and {Number(filter)} weights, and projected to {outChannels} channels by a 1×1 layer. "
            + $"{skip}");
    }

    private void Layer(double from, double to, string color, string kernel, string name, string detail, long weights)
    {
        double left = from + BarWidth + 16, wide = to - left - 16;
        pen.Arrow(Palette.Muted, (from + BarWidth + 2, Middle), (left - 1, Middle));
        pen.Arrow(Palette.Muted, (left + wide + 1, Middle), (to - 2, Middle));
        pen.Box(left, Middle - 44, wide, 88, color, $"{kernel} {name}", detail, $"{Number(weights)}", "weights");
    }

    private void Bar(double x, long channels)
    {
        double height = Math.Max(14, TallestBar * channels / Math.Max(hidden, outChannels));
        pen.Slab(x, Middle - height / 2, BarWidth, height, Palette.Muted);
        pen.Text(x + BarWidth / 2, Middle + TallestBar / 2 + 18, $"{channels}", size: 13, bold: true);
        pen.Text(x + BarWidth / 2, Middle + TallestBar / 2 + 33, "channels", size: 11, color: Palette.Muted);
    }

    private void Skip(double from, double to)
    {
        const double Top = 234, Height = 252;
        double x0 = from + BarWidth / 2, x1 = to + BarWidth / 2;
        pen.Arrow(Palette.Of(0), (x0, Top), (x0, Height), (x1, Height), (x1, Top));
        string text = identity ? "the input is added" : $"1×1 projection, {Number((long)inChannels * outChannels)} weights, is added";
        text += depthwise ? "" : ", then ReLU";
        pen.Text((x0 + x1) / 2, Height - 6, text, size: 12);
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
