Func<int[], int, int[]> deal = (given, parts) => [.. given.Select(label => label % parts)];
