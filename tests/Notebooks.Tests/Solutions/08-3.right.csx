Func<double[], double[], double, double> accepts = (same, other, allowed) =>
{
    double[] falling = [.. other.OrderDescending()];
    int may = (int)(allowed * other.Length);
    return same.Average(score => may == falling.Length || score > falling[may] ? 1.0 : 0);
};
