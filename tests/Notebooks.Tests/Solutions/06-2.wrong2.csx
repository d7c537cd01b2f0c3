Func<bool[], int, double> precision = (ranking, k) => ranking.Take(k).Average(right => right ? 1.0 : 0);
