// The score itself is no probability.
Func<double[], int, double[], double> photoLoss = (z, label, w) => -w[label] * z[label];
