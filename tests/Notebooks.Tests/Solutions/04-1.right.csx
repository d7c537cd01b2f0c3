Func<int[], double[]> balanced = photos => [.. photos.Select(n => (double)photos.Sum() / (photos.Length * n))];
