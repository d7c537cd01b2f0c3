Func<int[], int, int[]> deal = (given, parts) => [.. given.Select((_, i) => i * parts / given.Length)];
