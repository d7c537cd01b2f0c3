Func<float[], float[], double> cosine = (a, b) => 1 - a.Zip(b, (x, y) => x * y).Sum();
