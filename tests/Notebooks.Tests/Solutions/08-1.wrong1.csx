// equal scores do not count
Func<double[], double[], double> auc = (same, other) => same.Average(s => other.Average(o => s > o ? 1.0 : 0));
