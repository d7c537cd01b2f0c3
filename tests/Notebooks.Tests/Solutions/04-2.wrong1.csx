// Unweighted.
Func<double[], int, double[], double> photoLoss = (z, label, w) => Math.Log(z.Sum(Math.Exp)) - z[label];
