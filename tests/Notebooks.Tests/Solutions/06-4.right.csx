Func<bool[], double> rPrecision = ranking =>
{
    int all = ranking.Count(right => right);
    return ranking.Take(all).Count(right => right) / (double)all;
};
