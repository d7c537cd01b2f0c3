Func<bool[], double> rPrecision = ranking => ranking.Average(right => right ? 1.0 : 0);
