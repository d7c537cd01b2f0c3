// The number of classes is forgotten.
Func<int[], double[]> balanced = photos => [.. photos.Select(n => (double)photos.Sum() / n)];
