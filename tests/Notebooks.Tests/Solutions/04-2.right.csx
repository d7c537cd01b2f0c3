Func<double[], int, double[], double> photoLoss = (z, label, w) => w[label] * (Math.Log(z.Sum(Math.Exp)) - z[label]);
