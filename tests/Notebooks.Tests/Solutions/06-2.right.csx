Func<bool[], int, double> precision = (ranking, k) => ranking.Take(k).Count(right => right) / (double)k;
