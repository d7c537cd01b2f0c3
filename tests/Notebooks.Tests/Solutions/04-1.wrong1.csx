// A share of all photos: frequent classes would weigh more.
Func<int[], double[]> balanced = photos => [.. photos.Select(n => (double)photos.Length * n / photos.Sum())];
