Func<float[], double, int[]> within = (query, limit) => [.. Enumerable.Range(0, catalogue.Length)
    .Select(i => (Position: i, Distance: Distance(query, catalogue[i]))).Where(hit => hit.Distance < limit).OrderBy(hit => hit.Distance).Select(hit => hit.Position)];
