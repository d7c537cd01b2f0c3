Func<long, long, long, long, long> convNorm = (a, b, kernel, groups) => b * (a / groups) * kernel * kernel + 2 * b;
