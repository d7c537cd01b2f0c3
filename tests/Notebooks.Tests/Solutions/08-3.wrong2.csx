// the share of two garments that is accepted
Func<double[], double[], double, double> accepts = (same, other, allowed) => other.Average(score => score > same.Min() ? 1.0 : 0);
