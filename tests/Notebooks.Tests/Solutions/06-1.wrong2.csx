Func<float[], float[], double> cosine = (a, b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * (double)b.Sum(y => y * y));
