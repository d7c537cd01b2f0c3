// forgets the allowed share
Func<double[], double[], double, double> accepts = (same, other, allowed) => same.Average(score => score > other.Max() ? 1.0 : 0);
