namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>A point or vector; y points down, as in photos.</summary>
internal readonly record struct Point(double X, double Y)
{
    internal double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>The vector turned a quarter clockwise on the screen.</summary>
    internal Point Normal => new(-Y, X);

    /// <summary>The point on the other side of x = 0.</summary>
    internal Point Mirrored => new(-X, Y);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(Point a, double k) => new(a.X * k, a.Y * k);

    internal static Point Toward(double angle) => new(Elementary.Cos(angle), Elementary.Sin(angle));

    internal static Point Lerp(Point a, Point b, double t) => a + ((b - a) * t);

    internal Point Turned(double angle)
    {
        double c = Elementary.Cos(angle), s = Elementary.Sin(angle);
        return new((X * c) - (Y * s), (X * s) + (Y * c));
    }

    internal Point Unit()
    {
        double length = Length;
        return length > 1e-12 ? this * (1 / length) : new Point(1, 0);
    }
}
