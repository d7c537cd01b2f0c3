Func<float[], double, int[]> within = (query, limit) => [.. Enumerable.Range(0, catalogue.Length)
    .Where(i => Distance(query, catalogue[i]) < limit).OrderByDescending(i => Distance(query, catalogue[i]))];
