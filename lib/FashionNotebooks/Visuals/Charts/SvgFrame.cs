namespace FashionNotebooks.Visuals.Charts;

/// <summary>The rectangle in which series are drawn, in pixels, and how the names below it stand.</summary>
internal sealed record SvgFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>Degrees by which names are turned, so that all find room.</summary>
    internal int Turn { get; init; }

    /// <summary>Every so many names are written: all, unless they stand closer than a line is high.</summary>
    internal int Every { get; init; } = 1;

    /// <summary>Height of the names.</summary>
    internal double Below { get; init; }

    internal double Floor => Top + Height;

    internal double X(FigureAxis axis, double at) => Left + (axis.Share(at) * Width);

    internal double Y(FigureAxis axis, double at) => Floor - (axis.Share(at) * Height);
}
