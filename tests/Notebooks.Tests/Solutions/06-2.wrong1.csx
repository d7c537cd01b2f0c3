Func<bool[], int, double> precision = (ranking, k) => ranking.Count(right => right) / (double)k;
