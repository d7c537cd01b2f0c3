Func<double[], double[], double> auc = (same, other) => same.Average(s => other.Average(o => s > o ? 1.0 : s == o ? 0.5 : 0));
