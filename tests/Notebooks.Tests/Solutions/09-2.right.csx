Func<double, double, (double Step, int Zero)> grid = (low, high) =>
{
    double step = (high - low) / 255;
    return (step, (int)Math.Round(-low / step));
};
